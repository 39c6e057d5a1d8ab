"""The page of a receiver without an account: what they are sent, yes or no, each move from then on, and thanks.

Of the person it is about they see initials until that person has agreed.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from grapevine.domain.network.rules.introductions.letters import first
from grapevine.domain.referrals.actions.links import move_by_link, thank_by_link
from grapevine.domain.referrals.models import Move
from grapevine.domain.referrals.queries.guests import Guest, moves_of
from grapevine.domain.referrals.rules.addresses import RECEIVER
from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import OUTCOMES, By, Stage, is_open
from grapevine.domain.referrals.rules.place import WARMTH_IN_WORDS, Warmth
from grapevine.domain.referrals.rules.thanks import Share, shares
from grapevine.interfaces.web import referral_guests as guests
from grapevine.interfaces.web.forms.refusals import status_of
from grapevine.interfaces.web.when import day_text
from grapevine.kit import clock
from grapevine.kit.errors import Refused

THANK, BACK = "thank", "back"
#: What a letter's links say, in words that fit an address.
SAID = {"yes": Stage.ACCEPTED, "no": Stage.DECLINED}
#: Stage -> the button, and the question that is asked once more.
DO: dict[Stage, tuple[str, str]] = {
    Stage.ACCEPTED: ("Yes, I take care of it", "You take care of it?"),
    Stage.DECLINED: ("I can’t take it on", "You can’t take it on?"),
    Stage.CONTACTED: ("I reached them", "You reached them?"),
    Stage.MET: ("We met", "You met?"),
    Stage.PROPOSED: ("I made a proposal", "You made a proposal?"),
    Stage.WON: ("They became a client", "They became a client?"),
    Stage.LOST: ("It came to nothing", "It came to nothing?"),
}
#: Stage -> what somebody did, in the list of what happened.
DID: dict[Stage, str] = {
    Stage.SENT: "sent it",
    Stage.ACCEPTED: "took it on",
    Stage.DECLINED: "declined",
    Stage.CONTACTED: "reached them",
    Stage.MET: "met",
    Stage.PROPOSED: "made a proposal",
    Stage.WON: "won it",
    Stage.LOST: "said it came to nothing",
    Stage.WITHDRAWN: "took it back",
}
_SHARES = {Share.NONE: "No figure", Share.BAND: "A rough band", Share.VALUE: "The value itself"}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def receiver(request: HttpRequest, secret: str) -> HttpResponse:
    """The referral and what may be done with it now; ``?say=yes`` and ``?say=no`` come from the letter."""

    def act(found: Guest) -> None:
        wanted, note = request.POST.get("do", ""), guests.note_of(request)
        if wanted == THANK:
            thank_by_link(now=clock.now(), secret=secret, **_thanks(request))
            return
        correcting = wanted == BACK
        to = request.POST.get("to", "") if correcting else wanted
        version = guests.version_of(request)
        move_by_link(now=clock.now(), secret=secret, to=to, note=note, version=version, correcting=correcting)

    return guests.answer(request, secret, RECEIVER, page=_page, again=_again, act=act)


def _thanks(request: HttpRequest) -> dict[str, Any]:
    """What was typed as thanks. Raises Refused for a value that is no number."""
    said = request.POST.get("value", "").strip().replace(",", "").replace(" ", "")
    if said and not (said.isdecimal() and len(said) <= 12):
        raise Refused("A value is a whole number, like 4,500; or leave it out.", "value")
    return {
        "words": request.POST.get("words", ""),
        "share": request.POST.get("share", Share.NONE.value),
        "value": int(said) if said else None,
    }


def _page(request: HttpRequest, found: Guest, refused: Refused | None = None) -> HttpResponse:
    asked = found.stage is Stage.SENT
    main = (Stage.ACCEPTED, Stage.DECLINED) if asked else ()
    over = found.stage in OUTCOMES
    moves, said = moves_of(found)
    context = {
        **guests.who(request, found),
        "asked": asked,
        "under_way": is_open(found.stage) and not asked,
        "over": over,
        "gone": found.stage is Stage.WITHDRAWN,
        "declined": found.stage is Stage.DECLINED,
        "introduced": found.consent is Consent.GIVEN and not found.whom["name"],
        "warmth": WARMTH_IN_WORDS[Warmth(found.referral.warmth)],
        "main": [(str(to), DO[to][0]) for to in main],
        "more": [(str(to), DO[to][0]) for to in found.choices if to not in main],
        "back": [(str(to), _label(to)) for to in found.corrections],
        "thanks": found.thanks,
        "thank": over and found.thanks is None,
        "shares": [(str(each), _SHARES[each]) for each in shares(regulated=found.no_figures)],
        "typed": {name: request.POST.get(name, "") for name in ("words", "share", "value", "note")},
        "said": said,
        "history": [_line(found, move) for move in moves],
        "refused": refused.reason if refused else "",
    }
    return render(request, "referral_links/receiver.html", context, status=status_of(refused))


def _label(to: Stage) -> str:
    return DO[to][0] if to in DO else "As it was sent"


def _line(found: Guest, move: Move) -> dict[str, Any]:
    """One thing that happened: .who .did .at .note .again (bool: a step back)."""
    names = {By.GIVER: first(found.owner.name), By.RECEIVER: "You", By.PROSPECT: found.whom["label"]}
    return {
        "who": names[By(move.by)], "did": DID.get(Stage(move.to_stage), str(move.to_stage)), "note": move.note,
        "at": day_text(move.at, found.owner.time_zone), "again": move.correction,
    }  # fmt: skip


def _again(request: HttpRequest, found: Guest, wanted: str) -> HttpResponse | None:
    """The question before a move counts; None where that move is not open to them."""
    if wanted == BACK:
        stages = [to for to in found.corrections if str(to) == request.POST.get("to")]
    else:
        stages = [to for to in found.choices if str(to) == SAID.get(wanted, wanted)]
    if not stages:
        return None
    to = stages[0]
    context = {
        **guests.who(request, found), "do": BACK if wanted == BACK else str(to), "to": str(to),
        "question": "Put it back?" if wanted == BACK else DO[to][1], "label": _label(to),
        "reason": wanted == BACK or to is Stage.DECLINED, "note": guests.note_of(request),
    }  # fmt: skip
    return render(request, "referral_links/receiver_again.html", context)
