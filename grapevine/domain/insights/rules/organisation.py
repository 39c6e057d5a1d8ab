"""What an organisation may learn of itself: counts of groups, never of anybody.

A group is told from five members on. Of a chapter nothing is told but its size below that; what was said to be worth
is told where at least five earners said so. As long as what is left out comes to fewer than five, the next smallest
chapter is left out too: it could be had by taking the others from the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, replace
from typing import Any

#: Fewest members of a group that is told of, and fewest referrals between two professions.
FEWEST, FEWEST_REFERRALS = 5, 5
#: So many pairs of professions are kept, those with the most referrals.
MOST_PAIRS = 200
Row = Sequence[Any]
#: Places in a row of sums: how often earners told what it was worth, and how many earners did.
_TOLD, _EARNERS = 6, 8


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``, whole numbers."""

    part: int
    whole: int

    @property
    def of(self) -> float | None:
        """0..1, or None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Sums:
    """What a group of referrals came to. ``soon``: accepted within two days, of those accepted at all.

    ``won``: of those that ended. ``thanked``: of those that ended. ``value``: the sum of what earners told, whole
    units, of ``told`` referrals; None where fewer than five earners told.
    """

    referrals: int
    accepted: int
    soon: Share
    won: Share
    thanked: Share
    told: int | None
    value: int | None


@dataclass(frozen=True, slots=True)
class ChapterFigures:
    """One chapter; ``sums`` is None where it is too small to be told of."""

    chapter_id: int
    members: int
    sums: Sums | None


@dataclass(frozen=True, slots=True)
class ProfessionPair:
    """Who refers whom, by profession. ``lift``: how often beside what chance would make of both totals."""

    giver: str
    receiver: str
    referrals: int
    won: Share
    lift: float


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Ordered pairs of members with a referral, and how many of them had one back; within chapters and between them.

    ``density``: pairs with a referral of all possible ones within chapters. ``rho``: what comes back beyond chance
    (Garlaschelli & Loffredo 2004), None where there are no pairs.
    """

    inside: Share
    between: Share
    density: float
    rho: float | None


@dataclass(frozen=True, slots=True)
class OrganisationFigures:
    """Everything. ``hours``: 10, 50 and 90 of 100 were accepted within so many; None without any."""

    members: int
    chapters: int
    giving: int
    totals: Sums | None
    abroad: Share
    hours: tuple[int, int, int] | None
    reciprocity: Reciprocity
    professions: tuple[ProfessionPair, ...]
    by_chapter: tuple[ChapterFigures, ...]


def figures(counted: Mapping[str, Sequence[Row]]) -> OrganisationFigures:
    """From the rows of the count (``queries.organisation_sql.FIGURES``), with everything too small left out."""
    sizes = {chapter: members for chapter, members in counted["members"]}
    ((*whole, abroad, placed, giving),) = counted["totals"]
    enough = sum(sizes.values()) >= FEWEST
    return OrganisationFigures(
        members=sum(sizes.values()),
        chapters=len(sizes),
        giving=giving or 0,
        totals=_sums(whole) if enough else None,
        abroad=Share(abroad or 0, placed or 0),
        hours=_hours(counted["hours"]) if enough else None,
        reciprocity=_reciprocity(counted["returned"], sizes.values()),
        professions=_pairs(counted["professions"]),
        by_chapter=_chapters(counted["chapters"], sizes, whole),
    )


def _sums(row: Row) -> Sums:
    referrals, accepted, soon, won, ended, thanked, told, value, earners = _numbers(row)
    tells = earners >= FEWEST
    return Sums(
        referrals, accepted, Share(soon, accepted), Share(won, ended), Share(thanked, ended),
        told if tells else None, value if tells else None,
    )  # fmt: skip


def _numbers(row: Row) -> list[int]:
    """Sums of no row at all come as None."""
    return [each or 0 for each in row]


def _hours(rows: Sequence[Row]) -> tuple[int, int, int] | None:
    """Deciles of a table of (hours, how many): the least hours by which that part was accepted."""
    whole = sum(count for _, count in rows)
    if not whole:
        return None
    found: list[int] = []
    reached = 0
    wanted = [whole * part for part in (0.1, 0.5, 0.9)]
    for hours, count in rows:
        reached += count
        while len(found) < len(wanted) and reached >= wanted[len(found)]:
            found.append(hours)
    return found[0], found[1], found[2]


def _reciprocity(rows: Sequence[Row], sizes: Iterable[int]) -> Reciprocity:
    told = {inside: Share(back, pairs) for inside, pairs, back in rows}
    inside, between = told.get(1, Share(0, 0)), told.get(0, Share(0, 0))
    possible = sum(size * (size - 1) for size in sizes)
    density = inside.whole / possible if possible else 0.0
    back = inside.of
    rho = None if back is None or density >= 1.0 else (back - density) / (1.0 - density)
    return Reciprocity(inside, between, density, rho)


def _pairs(rows: Sequence[Row]) -> tuple[ProfessionPair, ...]:
    """The pairs with most referrals, each between at least five givers and five receivers."""
    whole = sum(row[2] for row in rows)
    gave: dict[str, int] = {}
    got: dict[str, int] = {}
    for giver, receiver, count, *_ in rows:
        gave[giver] = gave.get(giver, 0) + count
        got[receiver] = got.get(receiver, 0) + count
    told = [row for row in rows if row[2] >= FEWEST_REFERRALS and min(row[5], row[6]) >= FEWEST]
    told.sort(key=lambda row: (-row[2], row[0], row[1]))
    return tuple(
        ProfessionPair(giver, receiver, count, Share(won, ended), count * whole / (gave[giver] * got[receiver]))
        for giver, receiver, count, won, ended, *_ in told[:MOST_PAIRS]
    )


def _chapters(rows: Sequence[Row], sizes: Mapping[int, int], whole: Row) -> tuple[ChapterFigures, ...]:
    sums = {chapter: _numbers(rest) for chapter, *rest in rows}
    hidden = _left_out(sizes)
    untold = _untold({chapter: row for chapter, row in sums.items() if row[_TOLD]}, hidden, _numbers(whole)[_TOLD])
    found = []
    for chapter in sorted(sizes):
        here = _sums(sums.get(chapter, (0,) * 9))
        told = replace(here, told=None, value=None) if chapter in untold else here
        found.append(ChapterFigures(chapter, sizes[chapter], None if chapter in hidden else told))
    return tuple(found)


def _untold(sums: Mapping[int, Row], hidden: Set[int], told: int) -> Set[int]:
    """Chapters whose worth is not told, of those where any was said. ``told``: how often in all.

    Where some was said outside of all chapters, nothing can be had by subtraction.
    """
    earners = {chapter: row[_EARNERS] for chapter, row in sums.items()}
    few = {chapter for chapter in earners if chapter in hidden or earners[chapter] < FEWEST}
    return _left_out(earners, few) if sum(row[_TOLD] for row in sums.values()) == told else few


def _left_out(counts: Mapping[int, int], few: Set[int] | None = None) -> Set[int]:
    """The ``few`` (those below five), and the next smallest as long as all of them come to fewer than five."""
    out = {key for key, count in counts.items() if count < FEWEST} if few is None else set(few)
    for key in sorted(counts.keys() - out, key=lambda key: (counts[key], key)):
        if not out or sum(counts[each] for each in out) >= FEWEST:
            break
        out.add(key)
    return out


def as_data(figures: OrganisationFigures) -> dict[str, Any]:
    """Plain data for a row."""
    return asdict(figures)


def from_data(data: Mapping[str, Any]) -> OrganisationFigures:
    """Figures from :func:`as_data`."""
    told = data["reciprocity"]
    return OrganisationFigures(
        data["members"], data["chapters"], data["giving"], _sums_from(data["totals"]), _share(data["abroad"]),
        tuple(data["hours"]) if data["hours"] else None,
        Reciprocity(**told | {name: _share(told[name]) for name in ("inside", "between")}),
        tuple(ProfessionPair(**row | {"won": _share(row["won"])}) for row in data["professions"]),
        tuple(ChapterFigures(**row | {"sums": _sums_from(row["sums"])}) for row in data["by_chapter"]),
    )  # fmt: skip


def _share(data: Mapping[str, int]) -> Share:
    return Share(data["part"], data["whole"])


def _sums_from(data: Mapping[str, Any] | None) -> Sums | None:
    if data is None:
        return None
    return Sums(**{**data, **{name: _share(data[name]) for name in ("soon", "won", "thanked")}})
