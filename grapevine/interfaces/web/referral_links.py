"""The links of one referral, as the member makes them: shown once, sent with a letter, seen, taken back.

Another page shows them by `referral_links/_panel.html` with what :func:`panel` gives.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.letters.rules import Letter
from grapevine.domain.referrals.actions.writing import NOT_IN_BOOK, make_link, send_link
from grapevine.domain.referrals.queries.ways import Way, way, ways
from grapevine.domain.referrals.rules.addresses import PROSPECT, RECEIVER
from grapevine.interfaces.mail import referral_consent, referral_for_you, referral_ways
from grapevine.interfaces.web import letter_preview
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.when import day_text
from grapevine.kit.errors import Refused

#: Purpose -> the kind of its letter.
_KINDS = {PROSPECT: referral_consent.KIND, RECEIVER: referral_for_you.KIND}


def panel(actor: Actor, referral_uid: object, now: datetime) -> dict[str, Any]:
    """What `referral_links/_panel.html` needs: the links of one referral. Raises NotFound."""
    own, found = ways(actor, referral_uid, now)
    return {"uid": str(own.referral.uid), "ways": [_way(each, actor) for each in found]}


def _way(one: Way, actor: Actor) -> dict[str, Any]:
    """One purpose: .purpose .name .may .late .links (.id .made .until .remind)."""
    zone = actor.time_zone
    return {
        "purpose": one.purpose, "name": one.name, "may": not one.why_not, "late": one.late,
        "links": [
            {
                "id": str(each.uid), "made": day_text(each.created_at, zone), "until": day_text(each.expires_at, zone),
                "remind": each.remind,
            }
            for each in one.live
        ],
    }  # fmt: skip


@member_page
@require_GET
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """Every link of this referral, and the buttons that make one."""
    return _page(request, uid)


@member_page
@require_POST
def new(request: MemberRequest, uid: object) -> HttpResponse:
    """A new link; it stands on this one answer and in the letter below it, and nowhere else."""
    purpose = request.POST.get("purpose", "")
    own, before = way(request.actor, uid, purpose, request.now)
    if before is None:
        return _page(request, uid, 422, refused="There is no link to be made for this now.")
    try:
        made, secret = make_link(actor=request.actor, now=request.now, referral_uid=uid, purpose=purpose)
    except Refused as refusal:
        return _page(request, uid, 422, refused=refusal.reason)
    letter = referral_ways.letter(own, before, made, secret, again=before.late)
    link = referral_ways.address(purpose, secret)
    return _page(request, uid, link=link, purpose=purpose, mail=_preview(request, before, letter))


def _preview(request: MemberRequest, to: Way, letter: Letter) -> dict[str, Any]:
    if to.person is None:
        return letter_preview.by_own_mail(request, letter, NOT_IN_BOOK.format(name=to.name))
    return letter_preview.preview(request, to.person, letter)


@member_page
@require_POST
def send(request: MemberRequest, uid: object) -> HttpResponse:
    """Send the letter in the words that were posted."""
    purpose = request.POST.get("purpose", "")
    _, to = way(request.actor, uid, purpose, request.now)
    if to is None or to.person is None:
        return _page(request, uid, 422, refused="There is nobody of your book to send this to.")
    try:
        letter = letter_preview.posted(request, to.person, kind=_KINDS[purpose], holding=referral_ways.PATHS[purpose])
        send_link(
            actor=request.actor, now=request.now, referral_uid=uid, purpose=purpose, letter=letter,
            uid=request.POST.get("letter_id"), remind=request.POST.get("remind") == "on",
        )  # fmt: skip
    except Refused as refusal:
        again = letter_preview.again(request, to.person, refusal.reason)
        return _page(request, uid, 422, purpose=purpose, mail=again)
    messages.success(request, letter_preview.sent_line(to.person))
    return redirect("referral_links", uid)


def _page(
    request: MemberRequest, uid: object, status: int = 200, *, refused: str = "", link: str = "", purpose: str = "",
    mail: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    own, found = ways(request.actor, uid, request.now)
    context = {
        "back": reverse("referral", args=[own.referral.uid]),
        "other": own.person.name,
        "need": own.referral.need,
        "uid": str(own.referral.uid),
        "ways": [_way(each, request.actor) for each in found],
        "refused": refused,
        "link": link,
        "purpose": purpose,
        "mail": mail,
    }
    return render(request, "referral_links/index.html", context, status=status)
