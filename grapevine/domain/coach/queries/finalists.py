"""Those to whom one small step may do most good, with what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, datetime

from grapevine.domain.coach.queries import gather
from grapevine.domain.coach.queries.gather import Known
from grapevine.domain.coach.rules import birthdays
from grapevine.domain.coach.rules.step import BIRTHDAY_DAYS, REST_DAYS, Candidate, promise_of
from grapevine.domain.coach.rules.waiting import Gave
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import Tempo
from grapevine.domain.network.rules.relation import NOBODY, weigh
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
_KNOWLEDGE = Prepared(
    lambda people: Knowledge.objects.filter(person__in=people, about=THEM)
    .order_by("at", "pk").values_list("person", "heading", "text", "at"),
    [1],
)  # fmt: skip
_FACTS = Prepared(
    lambda people: Detail.objects.filter(person__in=people, kind=FACT, label__in=list(OF_FACTS))
    .order_by("-position").values_list("person", "label", "value"),
    [1],
)  # fmt: skip
_NOTES = Prepared(
    lambda people, moments: Touch.objects.filter(person__in=people, at__in=moments)
    .order_by("pk").values_list("person", "at", "note"),
    [1], [EARLIEST],
)  # fmt: skip


def candidates(
    known: Mapping[int, Known],
    owed: Mapping[int, Gave],
    written: Mapping[int, float],
    days_kept: Mapping[int, str],
    now: datetime,
    today: date,
    tempo: Tempo,
) -> list[Candidate]:
    """The finalists without names and without what is known of them, the most promising first.

    ``days_kept``: birthdays as the cards have them. Who is owed something comes before a birthday, that before an
    answer, and that before a silence, as in the rule's fixed values; when enough are found the next are not weighed.
    """
    clock = days(now)
    born = {person: birthdays.days_until(value, today) for person, value in days_kept.items()}
    due = {person for person, ahead in born.items() if ahead is not None and ahead <= BIRTHDAY_DAYS}
    quiet = {person for person, one in known.items() if one.tie.quiet(clock) >= REST_DAYS}
    stakes: dict[int, float] = {}
    for group in (owed.keys(), due, written.keys(), quiet):
        if len(stakes) >= LOOKED_AT:
            break
        stakes |= _most_at_stake(known, known.keys() & group - stakes.keys(), clock, tempo)
    facts = gather.facts(stakes)
    found = []
    for person, at_stake in stakes.items():
        one = known[person]
        who = Candidate(
            person=person,
            name="",
            sums=facts[person].sums,
            depth=one.tie.depth(clock, tempo),
            at_stake=at_stake,
            quiet=one.tie.quiet(clock),
            given=facts[person].given,
            owed=owed.get(person),
            written=written.get(person),
            birthday=born.get(person),
        )
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
    notes = last_notes(known, ids)
    written = sheets(ids)
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


def sheets(person_ids: Sequence[int]) -> dict[int, dict[str, tuple[datetime | None, str]]]:
    """What is known of each under which heading: the newest entry; a fact of the card has no day and is never old."""
    found: dict[int, dict[str, tuple[datetime | None, str]]] = {}
    for person, heading, text, at in _KNOWLEDGE(person_ids):
        found.setdefault(person, {})[heading] = (at, text)
    for person, label, value in _FACTS(person_ids):
        found.setdefault(person, {}).setdefault(OF_FACTS[label], (None, value))
    return found


def last_notes(known: Mapping[int, Known], person_ids: Sequence[int]) -> dict[int, str]:
    """What the newest touch with each was about, where it says so."""
    last = {person: known[person].last_touch_at for person in person_ids}
    rows = _NOTES(person_ids, list(last.values()))
    return {person: note for person, at, note in rows if at == last[person] and note}
