"""Consent of whom it is about, as the member sees to it: by word, or by a letter of their own."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from grapevine.domain.education.queries.briefs import brief_from
from grapevine.domain.letters.queries import address_of
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions import consenting, links
from grapevine.domain.referrals.queries.detail import detail
from grapevine.domain.referrals.rules import introducing
from grapevine.domain.referrals.rules.introducing import Party
from grapevine.interfaces.web import letter_preview
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.referral import done, version_of
from grapevine.interfaces.web.when import at_of
from grapevine.kit.errors import Refused


@member_page
@require_POST
def agreed(request: MemberRequest, uid: object) -> HttpResponse:
    """They agreed: how, and when."""

    def noted() -> str:
        consenting.note_consent(
            actor=request.actor, now=request.now, referral_uid=uid, how=request.POST.get("how", ""),
            words=request.POST.get("words", ""), at=_day(request), version=version_of(request),
        )  # fmt: skip
        return "Kept. Now it can be sent."

    return done(request, uid, noted)


def _day(request: MemberRequest) -> datetime | None:
    said = request.POST.get("on", "")
    if not said:
        return None
    try:
        return at_of(date.fromisoformat(said), request.now, request.actor.time_zone)
    except ValueError as error:
        raise Refused("Write the day as year-month-day.", "on") from error


@member_page
@require_POST
def revoke(request: MemberRequest, uid: object) -> HttpResponse:
    """Take a link back; ``uid`` is the link's."""
    referral = links.revoke_link(actor=request.actor, now=request.now, address_uid=uid)
    messages.success(request, "Taken back. The link opens nothing any more.")
    return redirect("referral", referral.uid)


@member_page
@require_safe
def introduce(request: MemberRequest, uid: object) -> HttpResponse:
    """The letter with which the member introduces the two from their own mailbox."""
    found = detail(request.actor, uid, request.now)
    at = found.side
    whom = Party(found.whom["name"] or found.whom["label"])
    text = introducing.letter(request.actor.name, whom, party(request, at.person), at.referral.need)
    to = ",".join(address for address in (found.whom["email"], address_of(request.actor, at.person)) if address)
    subject = f"{whom.first}, meet {at.person.name}"
    context = {
        "id": str(at.referral.uid), "who": whom.name, "person": at.person.name, "version": at.referral.version,
        "text": text, "subject": subject, "mailto": letter_preview.mailto(to, subject, text),
        "asks": at.role == "giver" and at.referral.stage == "noted",
    }  # fmt: skip
    return render(request, "referrals/introduce.html", context)


def party(request: MemberRequest, person: Person) -> Party:
    """Somebody of the book as a letter speaks of them: with the words of their own brief, where they share one."""
    brief = brief_from(request.actor, person.uid)
    # A title alone may be anything: “Mother” introduces nobody.
    work = person.profession or (person.title if person.profession_key else "")
    if brief is None:
        return Party(person.name, work)
    return Party(person.name, brief.work or work, brief.headline or brief.whom_i_help, brief.introduce_me)
