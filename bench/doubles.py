"""Doubles in a large book: what it costs to find them, how many of the planted ones, and how many that are none.

Run: python -m bench.doubles [PEOPLE]          100,000 people unless said otherwise, one in twenty of them there twice.

Names are drawn as often as they are borne (first names and surnames of the 1990 US census, where the shared data has
them). A double keeps, by chance, a mail, a phone or nothing but the name: what cannot be told from a namesake is
counted as missed all the same. Processor time of the process, and of the database's where that is a server.
"""

from __future__ import annotations

import csv
import os
import random
import sys
import time
from collections import Counter
from itertools import accumulate
from pathlib import Path

from bench.methods.measures import Row, show

PEOPLE, SHARE = 100_000, 20
#: Seconds of processor time; the shares of the planted found and of the suggestions that are right.
BAR_SECONDS, BAR_RECALL, BAR_PRECISION = 20.0, 0.8, 0.8
KINDS = ("slip", "nickname", "moved", "swapped", "married")
DATA = Path(os.environ.get("GRAPEVINE_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data")) / "people"


class Names:
    """Given names and surnames, drawn by how common they are."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        firsts = ("first_names_female_us1990_top800.csv", "first_names_male_us1990_top600.csv")
        self.given = [row for name in firsts for row in _ranked(DATA / name)]
        self.family = _ranked(DATA / "surnames_us1990_top5000.csv")
        self.sums = [list(accumulate(weight for _, weight in rows)) for rows in (self.given, self.family)]

    def draw(self) -> tuple[str, str]:
        """A given name and a surname."""
        pick = self.chance.choices
        return (
            pick(self.given, cum_weights=self.sums[0])[0][0],
            pick(self.family, cum_weights=self.sums[1])[0][0],
        )


def _ranked(path: Path) -> list[tuple[str, float]]:
    """Names with their share in percent."""
    with path.open(encoding="utf-8") as file:
        return [(row["name"].strip().title(), float(row["percent"])) for row in csv.DictReader(file)]


def planted(count: int, seed: int = 7) -> tuple[list, dict[tuple[int, int], str]]:
    """Cards, and which two places of them are one person: (place, place) -> kind of double."""
    from grapevine.domain.people.rules.card import Card, Labelled
    from grapevine.domain.people.rules.nicknames import pairs

    chance = random.Random(seed)
    names = Names(chance)
    short: dict[str, list[str]] = {}
    for given, nick in sorted(pairs()):
        short.setdefault(given, []).append(nick)
    singles = count - count // (SHARE + 1)
    made = []
    for number in range(singles):
        given, family = names.draw()
        firm = f"{names.draw()[1]} {chance.choice(('Group', 'Partners', 'Homes', 'Law', 'Dental'))}"
        made.append((given, family, firm, f"p{number}@mail.example", f"+1 617 {number:07d}", f"w{number}@work.example"))
    truth, out = {}, list(made)
    for place in chance.sample(range(singles), count - singles):
        given, family, firm, mail, phone, work = made[place]
        kinds = [kind for kind in KINDS if kind != "nickname" or given.lower() in short]
        kind = chance.choice(kinds)
        if kind == "slip":
            given, family = (_slip(given, chance), family) if chance.random() < 0.4 else (given, _slip(family, chance))
        elif kind == "nickname":
            given = chance.choice(short[given.lower()]).title()
        elif kind == "swapped":
            given, family = family, given
        elif kind == "moved":
            firm, work = f"{names.draw()[1]} Moved", f"new{place}@work.example"
        else:
            family = names.draw()[1]
        keeps = chance.random()
        mail = mail if keeps < 0.35 or (kind == "married" and keeps < 0.5) else f"q{place}@mail.example"
        phone = phone if 0.25 < keeps < 0.6 or kind == "married" else f"+1 857 {place:07d}"
        work = work if kind not in ("moved", "married") and chance.random() < 0.2 else f"v{place}@work.example"
        truth[(place, len(out))] = kind
        out.append((given, family, firm, mail, phone, work))
    return [
        Card(name=f"{g} {f}", firm=firm, emails=(Labelled(m), Labelled(w)), phones=(Labelled(p),))
        for g, f, firm, m, p, w in out
    ], truth


def _slip(word: str, chance: random.Random) -> str:
    """One letter left out, doubled, changed, or two swapped."""
    if len(word) < 4:
        return word + word[-1]
    at = chance.randrange(1, len(word) - 1)
    return chance.choice([
        word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:],
        word[:at] + chance.choice("aeinrst") + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ])  # fmt: skip


def rows(count: int = PEOPLE) -> list[Row]:
    """The rows of the table."""
    from bench import home

    home.begin()
    from bench.cpu import server_seconds
    from grapevine.domain.people import queries
    from grapevine.domain.people.actions import add_people
    from grapevine.kit import clock

    actor = home.member()
    cards, truth = planted(count)
    ids: list[int] = []
    for start in range(0, len(cards), 1000):
        ids += [one.pk for one in add_people(actor=actor, now=clock.now(), cards=cards[start : start + 1000])]
    true = {tuple(sorted((ids[a], ids[b]))): kind for (a, b), kind in truth.items()}
    started, server = time.process_time(), server_seconds()
    found = {(double.one, double.other) for double in queries.suggest_doubles(actor)}
    seconds = time.process_time() - started + server_seconds() - server
    right, kinds = found & true.keys(), Counter(true.values())
    hit = Counter(true[pair] for pair in right)
    return [
        Row(f"{count:,} people, {len(true):,} of them twice: s", seconds, BAR_SECONDS, True),
        Row("pairs suggested", len(found)),
        Row("planted doubles found (recall)", len(right) / len(true), BAR_RECALL),
        Row("suggestions that are right (precision)", len(right) / max(1, len(found)), BAR_PRECISION),
        *(Row(f"found of those: {kind}", hit[kind] / kinds[kind]) for kind in KINDS),
    ]


if __name__ == "__main__":
    show(rows(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE))
