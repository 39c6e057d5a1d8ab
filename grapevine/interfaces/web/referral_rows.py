"""Referrals as the board and the list show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from grapevine.domain.network.rules.introductions.letters import first
from grapevine.domain.referrals.queries.board import LANES, Board, Card, Lane
from grapevine.domain.referrals.rules.moves import WANT_A_REASON, By, Stage, is_open
from grapevine.interfaces.web import referral_words as words

#: Stages that are an end: a card shows the way to its page for these, where a reason can be given.
_ENDS = (*WANT_A_REASON, Stage.LOST, Stage.WITHDRAWN, Stage.CONSENTED)
#: Place in the row -> how ripe its fruit is drawn, 0..5.
_RIPE = {"noted": 0, "sent": 0, "accepted": 1, "contacted": 2, "met": 3, "proposed": 4, "won": 5}


def card(one: Card, choices: Sequence[Stage] = (), *, money: bool = True) -> dict[str, Any]:
    """One referral: .id .version .who .link .person .way .need .next .age .late .thank .thank_words .worth .stage ...

    ``moves``: (stage, words of the button) of the moves that need nothing said; without ``money`` no worth.
    """
    short = first(one.person)
    kind, said = words.thank(one)
    return {
        "id": str(one.uid), "version": one.version, "who": one.who, "link": reverse("referral", args=[one.uid]),
        "person": one.person, "person_link": reverse("person", args=[one.person_uid]),
        "way": words.WHERE_FROM[one.role], "need": one.need, "next": words.next_step(one, short),
        "next_on": one.next_on, "age": words.age(one.turn.days), "late": one.turn.overdue, "thank": kind,
        "thank_words": said, "worth": words.worth(one.worth) if money else "", "stage": str(one.stage),
        "stage_name": words.STAGES[one.stage], "open": is_open(one.stage), "ripe": _RIPE.get(one.stage, 0),
        "moves": [(str(to), words.button(to, one.role, short)) for to in choices if to not in _ENDS],
    }  # fmt: skip


def ripeness(stage: Stage) -> int:
    """How ripe its fruit is drawn, 0..5."""
    return _RIPE.get(stage, 0)


def lanes(found: Board, choices: Mapping[UUID, Sequence[Stage]], *, money: bool) -> list[dict[str, Any]]:
    """The columns: .key .name .ripe .count .worth .cards .rest .stages; what was received has none before sending."""
    return [
        _lane(lane, found.role, choices, money)
        for lane in found.lanes
        if lane.key != "ended" and not (lane.key == "noted" and found.role is By.RECEIVER)
    ]


def _lane(lane: Lane, role: By, choices: Mapping[UUID, Sequence[Stage]], money: bool) -> dict[str, Any]:
    stages = [str(stage) for stage in LANES[lane.key]]
    asked = "&".join(f"stage={stage}" for stage in stages)
    return {
        "key": lane.key, "name": words.lane(lane.key), "ripe": _RIPE[lane.key], "count": lane.total.count,
        "worth": words.worth(lane.total.worth or None) if money else "",
        "cards": [card(one, choices.get(one.uid, ()), money=money) for one in lane.cards],
        "rest": max(0, lane.total.count - len(lane.cards)), "stages": " ".join(stages),
        "more": f"{reverse('referral_list')}?role={role}&{asked}",
    }  # fmt: skip


def ended(found: Board, *, money: bool) -> list[dict[str, Any]]:
    """What came to nothing lately."""
    return [card(one, money=money) for lane in found.lanes if lane.key == "ended" for one in lane.cards]


def shown(found: Board) -> Iterable[Card]:
    """Every card on the board."""
    return (one for lane in found.lanes for one in lane.cards)
