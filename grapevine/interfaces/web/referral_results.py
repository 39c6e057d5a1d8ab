"""What came of the referrals of a time, as a table and a file; and the days after which a stage is overdue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from grapevine.domain.referrals.actions.own import set_times
from grapevine.domain.referrals.queries import figures as queries
from grapevine.domain.referrals.queries.one import times_of
from grapevine.domain.referrals.rules.figures import FEW, Figures
from grapevine.domain.referrals.rules.moves import By
from grapevine.interfaces.exchange.referrals import table
from grapevine.interfaces.web import referral_words as words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.referrals import TimesForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.referrals import money_of
from grapevine.kit.errors import NotDone

#: Days that can be looked back over -> how they are called.
SPANS = {91: "The last quarter", 365: "The last twelve months", 1826: "The last five years"}
#: More partners than this stand in the file alone.
SHOWN = 100


@member_page
@require_safe
def results(request: MemberRequest) -> HttpResponse:
    """Acceptance, closed loops, won, value: in all and by partner."""
    span = _span(request)
    found = queries.results(request.actor, request.now - timedelta(days=span))
    partners = [
        {"role": words.ROLES[role], "name": name, "link": reverse("person", args=[uid]), **_line(of)}
        for (role, name, uid), of in list(found.by_partner.items())[:SHOWN]
    ]
    context = {
        "span": span,
        "spans": [(days, name, f"{reverse('referral_results')}?days={days}") for days, name in SPANS.items()],
        "whole": [(words.ROLES[role], _line(found.by_role[role])) for role in (By.RECEIVER, By.GIVER)],
        "partners": partners,
        "rest": max(0, len(found.by_partner) - SHOWN),
        "money": money_of(request),
        "few": FEW,
        "csv": f"{reverse('referral_results_csv')}?days={span}",
    }
    return render(request, "referrals/results.html", context)


@member_page
@require_safe
def as_csv(request: MemberRequest) -> HttpResponseBase:
    """The same as a file."""
    found = queries.results(request.actor, request.now - timedelta(days=_span(request)))
    headers = {"Content-Disposition": 'attachment; filename="referral-results.csv"'}
    return StreamingHttpResponse(table.results(found), content_type="text/csv; charset=utf-8", headers=headers)


@member_page
@require_http_methods(["GET", "POST"])
def times(request: MemberRequest) -> HttpResponse:
    """After how many days each stage is overdue."""
    own = {str(stage): days for stage, days in times_of(request.actor).items()}
    form = TimesForm(request.POST if request.method == "POST" else None, names=words.STAGES, initial=own)
    if form.is_bound and form.is_valid():
        try:
            set_times(actor=request.actor, now=request.now, days=form.days())
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Kept. The board counts by these days now.")
            return redirect("referral_times")
    return render(request, "referrals/times.html", {"form": form}, status=422 if form.errors else 200)


def _span(request: MemberRequest) -> int:
    said = request.GET.get("days", "")
    return int(said) if said.isdecimal() and len(said) < 6 and int(said) in SPANS else 365


def _line(of: Figures) -> dict[str, Any]:
    """One row: .sent .accepted .wait .ended .closed .won .value"""
    return {
        "sent": of.sent, "accepted": of.accepted, "wait": words.days(of.days_to_accept), "ended": of.ended,
        "closed": words.share(of.closed_share, of.closed, of.ended),
        "won": words.share(of.won_share, of.won, of.ended), "value": f"{of.value:,}" if of.value else "",
    }  # fmt: skip
