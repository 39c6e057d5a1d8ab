"""How it stands, told by letter to a giver who has no account: read before it goes, and to change."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from grapevine.domain.letters.queries import address_of
from grapevine.domain.letters.rules import Letter
from grapevine.domain.referrals.actions.writing import tell_by_letter
from grapevine.domain.referrals.queries.detail import Detail, detail
from grapevine.domain.referrals.rules.moves import OUTCOMES, UNSENT, By, Stage
from grapevine.interfaces.mail import referral_moved, referral_outcome
from grapevine.interfaces.web import letter_preview
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.questions import called
from grapevine.kit.errors import NotFound, Refused


@member_page
@require_http_methods(["GET", "POST"])
def tell(request: MemberRequest, uid: object) -> HttpResponse:
    """The letter, and (POST) on its way."""
    found = detail(request.actor, uid, request.now)
    if not tellable(found):
        raise NotFound("They see it in their own book, or there is nothing to tell: no letter is needed.")
    person, drafted = found.side.person, _letter(request, found)
    if request.method != "POST":
        return _page(request, found, letter_preview.preview(request, person, drafted))
    try:
        letter = letter_preview.posted(request, person, kind=drafted.kind)
        tell_by_letter(
            actor=request.actor, now=request.now, referral_uid=uid, letter=letter, uid=request.POST.get("letter_id")
        )
    except Refused as refusal:
        return _page(request, found, letter_preview.again(request, person, refusal.reason), 422)
    messages.success(request, letter_preview.sent_line(person))
    return redirect("referral", uid)


def tellable(found: Detail) -> bool:
    """Is there something to tell to a giver who does not see it for themselves?"""
    told = found.card.stage not in (*UNSENT, Stage.WITHDRAWN, Stage.VOID)
    return found.card.role is By.RECEIVER and not found.other_has_book and told


def _letter(request: MemberRequest, found: Detail) -> Letter:
    person, prospect = found.side.person, found.side.referral.prospect
    said = {
        "to_address": address_of(request.actor, person), "to_name": person.name, "called": called(person),
        "member_name": request.actor.name, "who": prospect.label, "need": found.card.need, "stage": found.card.stage,
    }  # fmt: skip
    if found.card.stage not in OUTCOMES:
        return referral_moved.letter(**said)
    words = found.thanks.words if found.thanks else ""
    return referral_outcome.letter(**said, thanks=words, worth=found.thanks_value)


def _page(request: MemberRequest, found: Detail, mail: dict[str, object], status: int = 200) -> HttpResponse:
    context = {
        "back": reverse("referral", args=[found.card.uid]), "other": found.card.person, "who": found.card.who,
        "uid": str(found.card.uid), "ended": found.card.stage in OUTCOMES, "mail": mail,
        "thank_first": found.card.stage in OUTCOMES and found.thanks is None,
    }  # fmt: skip
    return render(request, "referral_links/tell.html", context, status=status)
