"""Those to whom one small step may do most good, with what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, F, QuerySet, Value

from grapevine.domain.coach.queries.gather import Known
from grapevine.domain.coach.rules.step import REST_DAYS, Candidate, promise_of
from grapevine.domain.coach.rules.waiting import Gave
from grapevine.domain.depth.rules.tempo import Tempo
from grapevine.domain.network.rules.relation import NOBODY, Facts, weigh
from grapevine.domain.people.models import Detail, Knowledge
from grapevine.domain.people.rules import questions
from grapevine.domain.people.rules.details import FACT
from grapevine.domain.people.rules.knowledge import AGAIN, HEADINGS, OF_FACTS, THEM, question
from grapevine.domain.touches.models import Touch
from grapevine.kit.moments import EARLIEST
from grapevine.kit.prepared import Prepared

#: So many are looked up in what is known of them; the first by what a message could be worth.
FINALISTS = 8
#: Of all those for whom one reason holds, the ones with most at stake; the rest is not weighed.
LOOKED_AT = 24
#: What one row on paper is: a thing known, a fact of the card, the note of a touch.
_HEADING, _FACT, _NOTE = 1, 2, 3
_ON_PAPER = Prepared(
    lambda moments, of_knowledge, of_facts, of_notes: _columns(
        Knowledge.objects.filter(person__among=of_knowledge, about=THEM), _HEADING, "heading", "text", F("at"), "pk"
    ).union(
        _columns(
            Detail.objects.filter(person__among=of_facts, kind=FACT, label__in=list(OF_FACTS)),
            _FACT, "label", "value", Value(None, DateTimeField()), "position",
        ),
        _columns(
            Touch.objects.filter(person__among=of_notes, at__among=moments), _NOTE, "kind", "note", F("at"), "pk"
        ),
        all=True,
    ),
    [EARLIEST], [1], [1], [1],
)  # fmt: skip


def _columns(rows: QuerySet, what: int, label: str, text: str, at: Any, order: str) -> QuerySet:
    """The same six columns of each table: whose, what, under which label, the text, when, and its place."""
    said = {"what_": Value(what), "label_": F(label), "text_": F(text), "at_": at, "order_": F(order)}
    return rows.order_by().annotate(**said).values_list("person", *said)


def stakes(
    known: Mapping[int, Known], owed: Set[int], due: Set[int], written: Set[int], clock: float, tempo: Tempo
) -> dict[int, float]:
    """Whom it is worth weighing, and what is at stake with each.

    Who is owed something comes before a birthday, that before an answer, and that before a silence, as in the rule's
    fixed values; when enough are found the next are not weighed.
    """
    quiet = {person for person, one in known.items() if one.tie.quiet(clock) >= REST_DAYS}
    found: dict[int, float] = {}
    for group in (owed, due, written, quiet):
        if len(found) >= LOOKED_AT:
            break
        found |= _most_at_stake(known, known.keys() & group - found.keys(), clock, tempo)
    return found


def candidates(
    at_stake: Mapping[int, float], facts: Mapping[int, Facts], known: Mapping[int, Known], owed: Mapping[int, Gave],
    written: Mapping[int, float], due: Mapping[int, int], clock: float, tempo: Tempo,
) -> list[Candidate]:  # fmt: skip
    """The finalists without names and without what is known of them, the most promising first."""
    found = []
    for person, stake in at_stake.items():
        tie = known[person].tie
        who = Candidate(
            person=person, name="", sums=facts[person].sums, depth=tie.depth(clock, tempo), at_stake=stake,
            quiet=tie.quiet(clock), given=facts[person].given, owed=owed.get(person), written=written.get(person),
            birthday=due.get(person),
        )  # fmt: skip
        promise = promise_of(who, clock, tempo)
        if promise > 0.0:
            found.append((-promise, person, who))
    best = [who for *_, who in sorted(found, key=lambda each: each[:2])[:FINALISTS]]
    return [replace(who, missing=weigh(facts[who.person], clock, tempo, told=NOBODY).missing) for who in best]


def _most_at_stake(known: Mapping[int, Known], people: Set[int], clock: float, tempo: Tempo) -> dict[int, float]:
    """Of these people the ones with whom silence costs most, LOOKED_AT at most."""
    stakes = sorted((-known[person].tie.at_stake(clock, tempo), person) for person in people)
    return {person: -at_stake for at_stake, person in stakes[:LOOKED_AT]}


def filled(
    finalists: Sequence[Candidate], known: Mapping[int, Known], names: Mapping[int, str], now: datetime
) -> list[Candidate]:
    """The finalists with names, what is written down of them, and what the last touch was about."""
    ids = [who.person for who in finalists]
    written, notes = on_paper(known, ids)
    out = []
    for who in finalists:
        if who.person not in names:
            continue
        old, asked, gap = asked_of(written.get(who.person, {}), now)
        out.append(
            replace(
                who,
                name=names[who.person],
                old=old,
                asked=asked,
                gap=gap,
                question=question(gap, now) if gap else "",
                note=notes.get(who.person, ""),
            )
        )
    return out


def asked_of(sheet: Mapping[str, tuple[datetime | None, str]], now: datetime) -> tuple[tuple[str, str], str, str]:
    """What is old, how to ask after it, and the first heading of which nothing is known."""
    aged = [(at, heading, text) for heading, (at, text) in sheet.items() if at is not None and now - at > AGAIN]
    gap = next((heading for heading in HEADINGS if heading not in sheet), "")
    if not aged:
        return ("", ""), "", gap
    _, heading, text = min(aged)
    return (heading, text), questions.AGAIN[heading], gap


def on_paper(
    known: Mapping[int, Known], person_ids: Sequence[int]
) -> tuple[dict[int, dict[str, tuple[datetime | None, str]]], dict[int, str]]:
    """What is known of each under which heading, and what the newest touch with each was about, where it says so.

    Of what is known the newest entry; a fact of the card has no day and is never old.
    """
    sheets: dict[int, dict[str, tuple[datetime | None, str]]] = {person: {} for person in person_ids}
    notes: dict[int, str] = {}
    last = {person: known[person].last_touch_at for person in person_ids if person in known}
    rows = _ON_PAPER([*last.values()] or [EARLIEST], person_ids, person_ids, person_ids)
    for person, what, label, text, at, _ in sorted(rows, key=_by_place):
        if what == _HEADING:
            sheets[person][label] = (at, text)
        elif what == _FACT:
            sheets[person].setdefault(OF_FACTS[label], (None, text))
        elif at == last.get(person) and text:
            notes[person] = text
    return sheets, notes


def _by_place(row: Sequence[Any]) -> tuple[int, datetime, int]:
    """What is known by its day, then the facts of the card from the last to the first, then notes."""
    _, what, _, _, at, place = row
    return (what, at if what == _HEADING else EARLIEST, -place if what == _FACT else place)
