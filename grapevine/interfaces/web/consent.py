"""The page on which somebody says whether they may be referred: who gives what of them to whom, and why; yes or no.

A yes can be taken back by the same link, for as long as the referral is open.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from grapevine.domain.referrals.actions.consenting import answer_by_link
from grapevine.domain.referrals.queries.guests import Guest
from grapevine.domain.referrals.rules.addresses import PROSPECT
from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import UNSENT, is_open
from grapevine.interfaces.mail.envelope import stop_address
from grapevine.interfaces.web import referral_guests as guests
from grapevine.interfaces.web.forms.refusals import status_of
from grapevine.kit import clock
from grapevine.kit.errors import Refused

YES, NO = "yes", "no"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, secret: str) -> HttpResponse:
    """What would pass to whom, and the two answers; ``?say=yes`` and ``?say=no`` ask for one of them."""

    def act(found: Guest) -> None:
        said = request.POST.get("do", "")
        if said not in (YES, NO):
            raise Refused("Choose yes or no.")
        answer_by_link(now=clock.now(), secret=secret, yes=said == YES, note=guests.note_of(request))

    return guests.answer(request, secret, PROSPECT, page=_page, again=_again, act=act)


def _page(request: HttpRequest, found: Guest, refused: Refused | None = None) -> HttpResponse:
    agreed = found.consent is Consent.GIVEN
    context = {
        **guests.who(request, found),
        "asked": not agreed and found.consent not in (Consent.REFUSED, Consent.WITHDRAWN) and is_open(found.stage),
        "agreed": agreed and is_open(found.stage),
        "passed": found.stage not in UNSENT,
        "said_no": found.consent in (Consent.REFUSED, Consent.WITHDRAWN),
        "stop": _stop(found),
        "refused": refused.reason if refused else "",
    }
    return render(request, "referral_links/consent.html", context, status=status_of(refused))


def _stop(found: Guest) -> str:
    """The address that stops the member's letters to them, where they came by mail."""
    email = found.whom["email"]
    return stop_address(found.owner, email) if email else ""


def _again(request: HttpRequest, found: Guest, wanted: str) -> HttpResponse | None:
    """The question before an answer counts; None where it has been given already."""
    agreed = found.consent is Consent.GIVEN
    if wanted not in (YES, NO) or not is_open(found.stage) or (wanted == YES and agreed):
        return None
    context = {**guests.who(request, found), "do": wanted, "agreed": agreed, "note": guests.note_of(request),
               "passed": found.stage not in UNSENT}  # fmt: skip
    return render(request, "referral_links/consent_again.html", context)
