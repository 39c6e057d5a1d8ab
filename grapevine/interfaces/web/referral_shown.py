"""What the page of one referral shows, in words: its head, facts, moves, history, chain."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from grapevine.domain.network.rules.introductions.letters import first
from grapevine.domain.professions.rules import MOMENTS
from grapevine.domain.referrals.models import Move
from grapevine.domain.referrals.queries import board
from grapevine.domain.referrals.queries.detail import Detail
from grapevine.domain.referrals.rules.consent import Consent, How
from grapevine.domain.referrals.rules.moves import OUTCOMES, UNSENT, WANT_A_REASON, By, Stage
from grapevine.domain.referrals.rules.place import WARMTH_IN_WORDS, Warmth
from grapevine.interfaces.web import referral_rows as rows
from grapevine.interfaces.web import referral_words as words
from grapevine.interfaces.web.actor import MemberRequest
from grapevine.interfaces.web.pictures.chain import chain
from grapevine.interfaces.web.when import day_text, moment_text

#: The straight way as the page draws it.
_WAY = (Stage.SENT, Stage.ACCEPTED, Stage.CONTACTED, Stage.MET, Stage.PROPOSED, Stage.WON)
_ENDS = (*WANT_A_REASON, Stage.LOST, Stage.WITHDRAWN)
_CONSENT = {
    Consent.NONE: "Not asked yet", Consent.ASKED: "Asked by a link, no answer yet", Consent.GIVEN: "Agreed",
    Consent.REFUSED: "Said no", Consent.WITHDRAWN: "Took it back",
}  # fmt: skip
_HOW = {
    How.LINK: "by their link", How.SAID: "and said so", How.INTRODUCED: "introduced from your own mailbox",
    How.SELF: "it is for the giver", How.CAME: "says whoever sent them",
}  # fmt: skip
#: So many others are offered when it is said out of which one this came.
OTHERS = 60


def context(request: MemberRequest, found: Detail) -> dict[str, Any]:
    """Everything the template needs but the forms."""
    card, zone = found.card, request.actor.time_zone
    short = first(card.person)
    one = rows.card(card, money=not found.regulated)
    return {
        "r": {**one, "got": card.role is By.RECEIVER, "short": short},
        "way": _way(card.stage),
        "turn": _turn(found, short),
        "go": [
            (str(to), words.button(to, card.role, short))
            for to in _steps(found)
            if to not in (*_ENDS, Stage.CONSENTED)
        ],
        "hears": card.role is By.GIVER and not found.other_has_book and card.stage not in UNSENT,
        "ends": [_end(to, short, card.role) for to in _steps(found) if to in _ENDS],
        "back": [(str(to), words.STAGES[to]) for _, to in found.corrections],
        "mine_alone": found.mine_alone,
        "can_void": card.stage is not Stage.VOID,
        "facts": _facts(found, zone),
        "whom": {name: value for name, value in found.whom.items() if value and name not in ("label", "name")},
        "asks": card.role is By.GIVER and card.stage is Stage.NOTED,
        "inside": found.side.referral.inside,
        "history": [_step(move, found, short, zone) for move in found.moves],
        "thanks": _thanks(found, zone),
        "can_thank": card.stage in OUTCOMES and found.thanks is None and _speaks_for_receiver(found),
        "can_untake": found.thanks is not None and _speaks_for_receiver(found),
        "to_tell": card.role is By.RECEIVER and card.stage in OUTCOMES and not card.told and not found.other_has_book,
        "closed": found.closed,
        "shared": found.other_has_book,
        "fit": card.role is By.RECEIVER and card.stage not in (*UNSENT, Stage.VOID),
        "teach": reverse("teach_person", args=[card.person_uid]),
        **_chain(request, found),
    }  # fmt: skip


def _steps(found: Detail) -> list[Stage]:
    return sorted(dict.fromkeys(to for _, to in found.choices), key=list(Stage).index)


def _speaks_for_receiver(found: Detail) -> bool:
    return found.card.role is By.RECEIVER or not found.other_has_book


def _way(stage: Stage) -> list[tuple[str, int, bool]]:
    """(name, ripeness, is it here) of the six stages of the straight way."""
    return [(words.STAGES[at], rows.ripeness(at), at is stage) for at in _WAY]


def _turn(found: Detail, short: str) -> dict[str, str]:
    card = found.card
    if card.stage in (Stage.VOID, Stage.WITHDRAWN):
        said = "This one does not count" if card.stage is Stage.VOID else "It was withdrawn"
        return {"eyebrow": words.STAGES[card.stage], "title": said}
    late = f", {words.age(card.turn.over_by)} overdue" if card.turn.overdue else ""
    if card.turn.who is None:
        return {"eyebrow": "Done", "title": "The loop is closed" if found.closed else "Nothing owed"}
    whose = {By.PROSPECT: f"Waits for {card.who}"}.get(
        card.turn.who, "Your turn" if card.turn.who is card.role else f"{short}’s turn"
    )
    return {"eyebrow": f"{whose}, for {words.age(card.turn.days)}{late}", "title": words.next_step(card, short)}


def _end(to: Stage, short: str, role: By) -> dict[str, Any]:
    return {"to": str(to), "label": words.button(to, role, short), "required": to in WANT_A_REASON}


def _facts(found: Detail, zone: str) -> list[tuple[str, str]]:
    referral, prospect = found.side.referral, found.side.referral.prospect
    moment = MOMENTS.get(referral.moment_key)
    consent = _CONSENT[found.consent]
    if found.consent is Consent.GIVEN and prospect.how:
        consent = f"Agreed, {_HOW[How(prospect.how)]}"
    if prospect.words and found.card.role is By.GIVER:
        consent += f": “{prospect.words}”"
    if prospect.agreed_at:
        consent += f", {day_text(prospect.agreed_at, zone)}"
    told = [
        ("For", referral.need),
        ("Moment", moment.name if moment else ""),
        ("How warm", WARMTH_IN_WORDS[Warmth(referral.warmth)]),
        ("Consent", consent),
        ("Sent", day_text(referral.sent_at, zone) if referral.sent_at else ""),
        ("First yes", day_text(referral.accepted_at, zone) if referral.accepted_at else ""),
    ]
    return [(name, said) for name, said in told if said]


def _step(move: Move, found: Detail, short: str, zone: str) -> dict[str, str]:
    """One line of the history: .at .text .note .css."""
    mine = move.by == found.card.role
    who = "You" if mine else found.card.who if move.by == By.PROSPECT else short
    to = Stage(move.to_stage)
    did = f"put it back to “{words.STAGES[to].lower()}”" if move.correction else words.DID[to]
    if move.by == By.PROSPECT:
        did = words.ANSWERED.get(to, did)
    via = {"link": ", by the link", "heard": ", as you heard"}.get(move.via, "")
    if move.number == 1 and move.by == By.RECEIVER:
        who, did = (short, "sent it; you wrote it down") if mine else (short, "wrote it down")
    css = "is-gave" if move.by == By.GIVER else "is-got" if move.by == By.RECEIVER else ""
    return {
        "at": moment_text(move.at, zone),
        "text": f"{who} {did}{via}",
        "note": move.note,
        "css": css,
    }


def _thanks(found: Detail, zone: str) -> dict[str, str] | None:
    if found.thanks is None:
        return None
    said = found.thanks
    return {"words": said.words, "value": found.thanks_value, "at": day_text(said.at, zone)}


def _chain(request: MemberRequest, found: Detail) -> dict[str, Any]:
    """The tree it belongs to, drawn and as lines, and the others it may have come out of."""
    tree: list[dict[str, Any]] = []
    above: list[str] = []
    for card, deep in found.chain:
        above = [*above[:deep], card.who]
        line = {
            "who": card.who, "stage": words.STAGES[card.stage], "deep": deep, "here": card.uid == found.card.uid,
            "link": reverse("referral", args=[card.uid]), "ripe": rows.ripeness(card.stage),
            "out_of": above[deep - 1] if deep else "",
        }  # fmt: skip
        tree.append(line)
    parent = found.side.referral.came_from
    others = board.page(request.actor, board.Filters(), request.now, limit=OTHERS)
    return {
        "tree": tree,
        "picture": chain([(line["who"], line["deep"], line["ripe"], line["here"]) for line in tree]) if tree else "",
        "came_from": str(parent.uid) if parent else "",
        "others": [
            (str(one.uid), f"{one.who}, {words.WHERE_FROM[one.role]} {one.person}")
            for one in others
            if one.uid != found.card.uid
        ],
    }
