"""Proposing an agreement to somebody, and putting another wording on the table."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.partnerships.actions import agreements as actions
from grapevine.domain.partnerships.queries import agreements as queries
from grapevine.domain.partnerships.queries.agreements import Agreed
from grapevine.domain.partnerships.rules.agreement import OPEN
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Side, Terms
from grapevine.domain.people import queries as people
from grapevine.domain.professions.rules import PROFESSIONS, complement
from grapevine.interfaces.exchange import partnerships as plain
from grapevine.interfaces.web import partners_rows, words
from grapevine.interfaces.web import partners_words as told
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.partners import WordingForm
from grapevine.interfaces.web.forms.refusals import refuse, status_of
from grapevine.interfaces.web.when import today
from grapevine.kit.errors import Refused

#: The first review, in days from now, unless somebody says otherwise.
REVIEW_DAYS = 91
#: So many moments are offered first for either side.
OFFERED = 8


@member_page
@require_http_methods(["GET", "POST"])
def propose(request: MemberRequest, uid: object) -> HttpResponse:
    """A new agreement with somebody of the book; there is one open at a time."""
    person, on = people.person(request.actor, uid), today(request.now, request.actor.time_zone)
    standing = queries.newest_with(request.actor, person.pk, on)
    if standing is not None and standing[1].state in OPEN:
        return redirect("partnership", standing[0].uid)
    regulated = actions.regulated_between(request.actor, person)
    name = words.short(person)
    form = WordingForm(
        request.POST if request.method == "POST" else None, name=name, regulated=regulated, change=False,
        initial={"cadence": Terms().cadence, "review_on": on + timedelta(days=REVIEW_DAYS),
                 "disclosure": DISCLOSURE if regulated else ""},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        said = plain.wording(form.said(), Side.OWNER, regulated=regulated)
        try:
            one = actions.propose(actor=request.actor, now=request.now, person_uid=uid, said=said)
        except Refused as refusal:
            refuse(form, refusal, plain.called(Side.OWNER))
        else:
            messages.success(request, f"Signed by you. {name} sees it once you hand over the link below.")
            return redirect("partnership", one.uid)
    context = {
        "name": person.name, "short": name, "back": reverse("person", args=[person.uid]), "regulated": regulated,
        "known_work": bool(person.profession_key), "change": False, "stands": [],
        **_offered(accounts.member(request.actor).profession_key, person.profession_key),
    }  # fmt: skip
    return _form(request, form, context)


@member_page
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, uid: object) -> HttpResponse:
    """Another wording; when somebody was quicker, theirs is shown and nothing of what was filled in is lost."""
    one = queries.agreement_of(request.actor, uid, request.now)
    if request.method != "POST":
        return _change(request, one, _bound(one, None))
    form, status = _bound(one, request.POST), 422
    if form.is_valid():
        said = plain.wording(form.said(), one.side, one.terms, regulated=one.partnership.regulated)
        try:
            actions.change(
                now=request.now, find=actions.as_member(request.actor, uid), said=said,
                version=form.cleaned_data["version"] or 0, note=form.cleaned_data["words"],
            )  # fmt: skip
        except Refused as refusal:
            refuse(form, refusal, plain.called(one.side))
            status = status_of(refusal)
        else:
            name = partners_rows.short(one)
            messages.success(request, f"Signed by you. It waits for {name} now; until then nothing else has changed.")
            return redirect("partnership", uid)
    return _change(request, one, form, status)


def _change(request: MemberRequest, one: Agreed, form: WordingForm, status: int = 200) -> HttpResponse:
    name, stands = partners_rows.short(one), []
    if status == 409:
        stands = told.wording(plain.terms(one.terms, one.side), name)
        form.data = form.data.copy()
        form.data["version"] = str(one.standing.version)
    mine, theirs = one.partnership.owner.profession_key, one.partnership.person.profession_key
    context = {
        "name": one.other_name, "short": name, "back": reverse("partnership", args=[one.partnership.uid]),
        "regulated": one.partnership.regulated, "known_work": True, "change": True, "stands": stands,
        **_offered(*((mine, theirs) if one.side is Side.OWNER else (theirs, mine))),
    }  # fmt: skip
    return _form(request, form, context, status)


def _bound(one: Agreed, data: Any) -> WordingForm:
    """The form of a change, filled with the wording that stands."""
    stands = plain.terms(one.terms, one.side)
    return WordingForm(
        data, name=partners_rows.short(one), regulated=one.partnership.regulated, change=True,
        initial={**stands, "review_on": one.terms.review_on, "version": one.standing.version},
    )  # fmt: skip


def _form(request: MemberRequest, form: WordingForm, context: dict[str, Any], status: int = 200) -> HttpResponse:
    status = 422 if form.errors and status == 200 else status
    return render(request, "partners/propose.html", {"form": form, **context}, status=status)


def _offered(mine: str, theirs: str) -> dict[str, frozenset[str]]:
    """Moments to offer first: of my clients those the other is told of, of theirs those that come to my ears."""
    yours, theirs_own = (PROFESSIONS[key].serves if key in PROFESSIONS else () for key in (mine, theirs))
    if mine in PROFESSIONS and theirs in PROFESSIONS:
        fed = complement(mine, theirs)
        yours, theirs_own = fed.b_to_a or yours, fed.a_to_b or theirs_own
    return {"yours_first": frozenset(yours[:OFFERED]), "theirs_first": frozenset(theirs_own[:OFFERED])}
