"""Agreements as a list shows them: a row each, all of them together, and what is worth a word in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from grapevine.domain.partnerships.queries import agreements as queries
from grapevine.domain.partnerships.queries.agreements import Agreed
from grapevine.domain.partnerships.rules import waiting
from grapevine.domain.partnerships.rules.agreement import LIVING, OPEN, OVER, State
from grapevine.domain.partnerships.rules.health import WORDS, Health, share
from grapevine.domain.partnerships.rules.terms import Side
from grapevine.domain.people.models import Person
from grapevine.interfaces.web import words
from grapevine.interfaces.web.actor import MemberRequest
from grapevine.interfaces.web.when import today as today_of

#: Health -> the mark in front of it.
_MARKS = {
    Health.EARLY: "new", Health.EVEN: "good", Health.YOUR_TURN: "owe", Health.THEIR_TURN: "lean", Health.QUIET: "new",
}  # fmt: skip
_NUMBERS = ("Nobody", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
#: What waits -> what the link to it says.
_DO = {waiting.SIGN: "Read it", waiting.REVIEW: "Look it over", waiting.CHECK_IN: "Say how it goes"}
NOTES = 3


def day(on: date | None, today: date) -> str:
    """``8 December``, with the year when it is another one; "" for none."""
    if on is None:
        return ""
    return f"{on.day} {on:%B}" + ("" if on.year == today.year else f" {on.year}")


def short(one: Agreed) -> str:
    """What one calls whoever sits across the table."""
    if one.side is Side.OWNER:
        return words.short(one.partnership.person)
    return (one.other_name.split() or [one.other_name])[0]


def number(count: int) -> str:
    """A small count in words, at the beginning of a sentence."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def on_page_of(request: MemberRequest, person: Person) -> dict[str, str]:
    """The line about an agreement on a person's page, for one statement more: .text .link .label."""
    on, calls = today_of(request.now, request.actor.time_zone), words.short(person)
    found = queries.newest_with(request.actor, person.pk, on)
    new = reverse("partnership_new", args=[person.uid])
    if found is None:
        return {"text": "", "link": new, "label": f"Propose an agreement to {calls}"}
    one, standing = found
    here = reverse("partnership", args=[one.uid])
    if standing.state not in OPEN:
        return {"text": f"An agreement with {calls} is {OVER[standing.state]}.", "link": here, "label": "Look at it"}
    side = queries.side_of(request.actor, one)
    if standing.waits_for() is side:
        return {"text": f"{calls} waits for your word.", "link": here, "label": "Read the agreement"}
    state = {State.PROPOSED: f"Proposed; {calls} has not answered yet.", State.PAUSED: "You agreed; it pauses."}
    return {"text": state.get(standing.state, f"You and {calls} agreed."), "link": here, "label": "The agreement"}


def row(one: Agreed, today: date) -> dict[str, Any]:
    """One agreement: who, what was sent and hoped for in a quarter, a year, its state, and what comes next."""
    said = one.in_force or one.terms
    person, owner = one.partnership.person, one.partnership.owner
    mine = one.side is Side.OWNER
    return {
        "link": reverse("partnership", args=[one.partnership.uid]),
        "name": one.other_name,
        "initials": words.initials(one.other_name),
        "role": person.title or person.profession if mine else owner.profession,
        "living": one.standing.state in LIVING,
        "sent": one.produced.given_now,
        "hoped": said.hopes(one.side),
        "came": one.produced.received_now,
        "hoped_back": said.hopes(one.side.other),
        "year_out": one.produced.given_year,
        "year_in": one.produced.received_year,
        "state": state(one, today),
        "next": _next(one, today),
    }


def state(one: Agreed, today: date) -> dict[str, str]:
    """Where it is: .text, .css of its mark, .range: what its word rests on, "" when there is nothing to rest on."""
    where, calls = one.standing.state, short(one)
    if where is State.PROPOSED:
        return _state("Waits for you", "owe") if one.my_turn else _state(f"Waits for {calls}", "new")
    if where is State.PAUSED:
        until = day(one.standing.paused_until, today)
        return _state(f"Pauses until {until}" if until else "Pauses", "new")
    if where is not State.ACTIVE:
        told = OVER[where].partition(",")[0].capitalize()
        ended = day(one.partnership.ended_on, today)
        return _state(f"{told} since {ended}" if ended and where is State.ENDED else told, "new")
    found = share(one.produced.given, one.produced.received)
    nothing = one.health is Health.EARLY or not one.produced.given + one.produced.received
    spread = "" if nothing else f"your part {100 * found.low:.0f} to {100 * found.high:.0f}%"
    return _state(WORDS[one.health], _MARKS[one.health], spread)


def totals(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """All that are in force together; ``hoped`` and ``hoped_back`` are None where nobody named a number."""
    living = [one for one in rows if one["living"]]
    names = ("sent", "hoped", "came", "hoped_back", "year_out", "year_in")
    found: dict[str, Any] = {name: sum(one[name] or 0 for one in living) for name in names}
    for name in ("hoped", "hoped_back"):
        found[name] = found[name] or None
    return {**found, "number": len(living)}


def notes(found: Sequence[Agreed], today: date) -> list[dict[str, str]]:
    """The few that wait for the member, or would gain most by a step: .css .title .text .link .label."""
    told = [_asks(one, today) for one in found]
    rest = [_leans(one) for one, said in zip(found, told, strict=True) if not said]
    return [note for note in (*told, *rest) if note][:NOTES]


def _asks(one: Agreed, today: date) -> dict[str, str] | None:
    due, review = one.partnership.check_in_on, one.partnership.review_on
    asks = waiting.asked(one.standing, one.side, due, review, today)
    if not asks:
        return None
    on = {waiting.CHECK_IN: due, waiting.REVIEW: review}.get(asks)
    here = reverse("partnership", args=[one.partnership.uid])
    return _note("due", waiting.title(asks, short(one)), waiting.why(asks, short(one), on, today), here, _DO[asks])


def _leans(one: Agreed) -> dict[str, str] | None:
    calls, came, person = short(one), one.produced, one.partnership.person
    if one.standing.state is not State.ACTIVE:
        return None
    here = reverse("partnership", args=[one.partnership.uid])
    mine = one.side is Side.OWNER
    talk = (reverse("person_prepare", args=[person.uid]), "Prepare a talk") if mine else (here, "Look it over")
    sent = f"Since you agreed, {calls} sent you {came.received} and you sent {calls} {came.given}."
    if one.health is Health.YOUR_TURN:
        why = f"{sent} Nothing is owed; a step of yours would do most good now."
        return _note("due", f"Your turn with {calls}", why, *talk)
    if one.health is Health.QUIET:
        why = f"No referral for half a year and no word for two months. A call about {calls} is enough."
        return _note("", f"{calls} is going quiet", why, *talk)
    if one.health is Health.THEIR_TURN:
        teach = (reverse("teach_person", args=[person.uid]), f"Teach {calls}") if mine else talk
        return _note("grape", f"{calls} may not know whom to send", f"{sent} Teach before you ask.", *teach)
    return None


def _next(one: Agreed, today: date) -> dict[str, Any]:
    """What comes next: .what .day .due; the day is "" when nothing is set."""
    due, review = one.partnership.check_in_on, one.partnership.review_on
    asks = waiting.asked(one.standing, one.side, due, review, today)
    if asks == waiting.SIGN:
        return {"what": "Yours to answer", "day": "", "due": True}
    if one.standing.state not in LIVING:
        return {"what": "", "day": "", "due": False}
    days = [(on, what) for on, what in ((due, "Check-in"), (review, "Review")) if on]
    on, what = min(days, default=(None, ""))
    return {"what": what, "day": day(on, today), "due": bool(asks)}


def _state(text: str, css: str, spread: str = "") -> dict[str, str]:
    return {"text": text, "css": css, "range": spread}


def _note(css: str, title: str, text: str, link: str, label: str) -> dict[str, str]:
    return {"css": css, "title": title, "text": text, "link": link, "label": label}
