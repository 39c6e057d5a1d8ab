"""The promises of a line: who promised, whom, what, and by which day: "promised to send Ana the contract by Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from grapevine.domain.gives.rules.promises import ME, THEM
from grapevine.domain.network.rules.line import due
from grapevine.domain.network.rules.line.gives import LIST, slots_of
from grapevine.domain.network.rules.line.text import SLOT, mask

_WILL = r"(?:'d|'ll| would| will)"
_NAMED = r"(?:me|us|her|him|them|[^\s.,;:!?]+(?: [^\s.,;:!?]+)?)"
_GIVING = (r"(?:send|give|introduce|intro|pass|share|forward|refer|put|connect|lend|find|get|look|check|review|ask"
           r"|write)")  # fmt: skip
#: The words that make a promise. A bare "I will call" is a plan, and asked about as one.
_SAID = re.compile(
    rf"\b(?:(?P<promised>promised|promises)\b|(?:said|agreed|mentioned|told {_NAMED})(?: that)? (?P<mine>i|we){_WILL}"
    rf"|(?:said|says|agreed|mentioned|told (?:me|us))(?: that)? (?P<theirs>he|she|they){_WILL}"
    rf"|(?P<they>he|she|they)(?:'ll| will)(?= \w+ (?:me|us)\b| [^.;,]{{1,40}}\bfor (?:me|us)\b)|(?P<i>i"
    rf"|we)(?:'ll| will)(?= {_GIVING}\b)"
    r"|(?P<owed>(?:i|we) owe)\b)"
)
_END = re.compile(
    rf"[.;!?](?: |$)|(?:,? (?:and|but|then|so)|,) (?:(?:i|we|he|she|they|{SLOT}) )?(?:also |then |just )?"
    r"(?:(?!need|shed|feed)\w+ed|gave|sent|had|met|saw|lent|made|brought|got|told|rang|wrote)\b|$"
)
#: "the report I promised", "as promised": spoken of, and not made now.
_SPOKEN_OF = re.compile(r"\bas $|[^\W\d_](?<!\band)(?<!\bbut)(?<!\bso)(?<!\bthen)(?<!\balso)(?<!\bwhile) (?:i|we|he"
                        r"|she|they)"
                        r"(?: had|'d)? $")  # fmt: skip
#: What tells when it was promised, and not by when it is to be kept.
_PAST = re.compile(r"\b(?:yesterday|yday|last (?!day\b)\w+|ago|this (?:morning|afternoon)|today|earlier)\b")
_SUBJECT = re.compile(rf"(?:(?P<list>{LIST})|\b(?:he|she|they))(?: also| has| have| had| kindly| then)* $")
_OBJECT = re.compile(rf"(?: to)? (?:(?P<list>{LIST})(?!'s)|(?P<pronoun>her|him|them|me|us)\b)")
_TO_WHOM = re.compile(rf"\b(?:{_GIVING}|email|call|invite|take|help|meet|show|tell|buy|to|for|with) "
                      rf"(?:up with |to |with )?(?P<list>{LIST})")  # fmt: skip
_LEAD = re.compile(r"(?:(?:to )?(?:her|him|them|me|us|[\ue000-\uf8ff]+)(?= (?:to |that |i|we|he|she|they|a |an "
                   r"|the |my "
                   rf"|some ))|to|that|(?:i|we|he|she|they){_WILL}|[\s,:-])+ ?")  # fmt: skip

#: Where it was promised, and no part of it.
_WHERE = re.compile(r" ?,? (?:over|at|during) (?:a |an |the |our )?(?:\w+ )?(?:coffee|tea|lunch|dinner|breakfast"
                    r"|drinks?"
                    r"|beers?|pint)\s*$")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a promise is told in the plain line, the day it is due with the place of its words."""

    start: int
    end: int
    due: date | None
    due_span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A promise as the words say it: slots of whom it was made to or by, and where what was promised stands."""

    by: str
    slots: tuple[int, ...]
    pronoun: str
    start: int
    end: int
    what: tuple[int, int]


def clauses(seen: str, now: datetime, zone: tzinfo, day_first: bool) -> list[Clause]:
    """Each promise of a plain line and its day: found before the line's own time, which "by Friday" is not."""
    found: list[Clause] = []
    for match, end in _told(seen):
        day = due.day(seen, match.end(), end, now.astimezone(zone).date(), day_first)
        found.append(Clause(match.start(), end, *(day or (None, None))))
    return found


def without(seen: str, found: Sequence[Clause]) -> str:
    """The line to read its own time from: without its promises, except one that says when it was made."""
    spans = []
    for each in found:
        told = _PAST.search(mask(seen, [each.due_span] if each.due_span else []), each.start, each.end)
        spans.append((each.start, told.start()) if told else (each.start, each.end))
        spans += [(told.end(), each.end)] if told else []
    return mask(seen, spans)


def spoken(seen: str) -> list[Spoken]:
    """The promises of a plain line whose people are slots, and whose days are gone."""
    found = [_one(seen, match, end) for match, end in _told(seen)]
    return [each for each in found if re.search(r"\w", seen[slice(*each.what)])]


def _told(seen: str) -> Iterator[tuple[re.Match[str], int]]:
    """Each place that makes a promise, and where its clause ends."""
    last = 0
    for match in _SAID.finditer(seen):
        end = _END.search(seen, match.end())
        if match.start() >= last and end and not (match["promised"] and _SPOKEN_OF.search(seen, 0, match.start())):
            last = end.start()
            yield match, last


def _one(seen: str, match: re.Match[str], end: int) -> Spoken:
    before = seen[:match.start()]
    subject = _SUBJECT.search(before)
    lead = _LEAD.match(seen, match.end(), end)
    where = _WHERE.search(seen, match.end(), end)
    what = lead.end() if lead else match.end(), where.start() if where else end
    if match["theirs"] or match["they"] or match["promised"] and subject:
        slots = slots_of(subject["list"] or "") if subject else ()
        said = re.search(r"\b(he|she)\b", before[-10:] + match.group())
        return Spoken(THEM, slots, {"he": "him", "she": "her"}[said[1]] if said else "", match.start(), end, what)
    whom = re.search(LIST, match.group()) or _OBJECT.match(seen, match.end(), end)
    if not whom or not slots_of(whom.group()):
        whom = _TO_WHOM.search(seen, match.end(), end)
    said = re.search(r"\b(?:her|him)\b", seen[match.start():end])
    slots = slots_of(whom.group()) if whom else ()
    return Spoken(ME, slots, said.group() if said else "", match.start(), end, what)
