"""Whom the member wants to meet, the ways to them, and who is said to know them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.network.actions import introductions, wishes
from grapevine.domain.network.queries import introductions as queries
from grapevine.domain.network.queries.asking import verdicts
from grapevine.domain.network.queries.drafting import go_between_name
from grapevine.domain.network.queries.ways import target_of, ways_to
from grapevine.domain.people import queries as people_queries
from grapevine.interfaces.web import introduction_rows as rows
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.introductions import KnowsForm, WhyForm, WishForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.people import candidates
from grapevine.interfaces.web.person import brief
from grapevine.kit.errors import NotDone

SHOWN = 100
WHICH = "Which of these do you mean?"
NOBODY = "There is nobody of that name in your book. Try other letters, or add them first."


@member_page
@require_http_methods(["GET", "POST"])
def index(request: MemberRequest) -> HttpResponse:
    """The wishes, and requests in both directions; a wish is sent here."""
    uid = request.POST.get("person", request.GET.get("person", ""))
    person = people_queries.person(request.actor, uid) if uid else None
    form = (WhyForm if person else WishForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            wish = wishes.add_wish(actor=request.actor, now=request.now, person_uid=uid or None, **form.cleaned_data)
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            return redirect("wish", wish.uid)
    found = list(queries.wishes(request.actor)[:SHOWN])
    stands = queries.standing_of(request.actor, found)
    context: dict[str, Any] = {
        "form": form,
        "person": brief(person) if person else None,
        "wishes": [rows.wish(one, stands[one.pk], request) for one in found],
        "to_me": [rows.to_me(one, request) for one in queries.asked_of_me(request.actor)[:SHOWN]],
    }
    return render(request, "introductions/index.html", context, status=422 if form.errors else 200)


@member_page
@require_http_methods(["GET", "POST"])
def wish(request: MemberRequest, uid: object) -> HttpResponse:
    """The best ways to one of them; a changed reason or name is sent here."""
    found = queries.wish(request.actor, uid)
    kind = WhyForm if found.person_id else WishForm
    initial = {name: getattr(found, name) for name in kind.base_fields}
    form = kind(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            wishes.edit_wish(actor=request.actor, now=request.now, wish_uid=uid, **form.cleaned_data)
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Kept.")
            return redirect("wish", uid)
    return _ways(request, uid, form=form)


@member_page
@require_POST
def give_up(request: MemberRequest, uid: object) -> HttpResponse:
    """Look no longer; or look again, if that was said before."""
    found = queries.wish(request.actor, uid)
    again = found.given_up_at is not None
    wishes.give_up_wish(actor=request.actor, now=request.now, wish_uid=uid, again=again)
    messages.success(request, "Looking again." if again else "Given up, and kept here in case you think again.")
    if not again and (asked := queries.under_way(request.actor, found)):
        messages.info(request, f"Your request to {go_between_name(asked)} still stands. You can take it back below.")
    return redirect("wish", uid)


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Forget a wish with its requests."""
    wishes.delete_wish(actor=request.actor, now=request.now, wish_uid=uid)
    messages.success(request, "Forgotten. What stands in your ledgers stays.")
    return redirect("introductions")


@member_page
@require_POST
def take(request: MemberRequest, uid: object) -> HttpResponse:
    """Take the one wished for into the book."""
    person = wishes.take_into_book(actor=request.actor, now=request.now, wish_uid=uid)
    messages.success(request, f"{person.name} is in your book now.")
    return redirect("person", person.uid)


@member_page
@require_POST
def knows(request: MemberRequest, uid: object) -> HttpResponse:
    """Note who of the book knows them."""
    queries.wish(request.actor, uid)
    person, found, said = whom(request)
    form = KnowsForm(request.POST)
    if person and form.is_valid():
        wishes.add_acquaintance(actor=request.actor, now=request.now, one_uid=person, wish_uid=uid, **form.cleaned_data)
        messages.success(request, "Noted.")
        return redirect("wish", uid)
    return _ways(request, uid, knows_form=form, candidates=found, errors=[said] if said else [], status=422)


@member_page
@require_POST
def draft(request: MemberRequest, uid: object) -> HttpResponse:
    """Begin a request to a go-between."""
    who = {f"{name}_uid": request.POST.get(name) or None for name in ("person", "member")}
    row = introductions.draft_introduction(actor=request.actor, now=request.now, wish_uid=uid, **who)
    return redirect("introduction", row.uid)


def whom(request: MemberRequest) -> tuple[str, list[dict[str, str]], str]:
    """Whom the picker means: the id, else who it could be, and what to say about it."""
    uid, typed = request.POST.get("person", ""), request.POST.get("who", "")
    if uid:
        return str(people_queries.person(request.actor, uid).uid), [], ""
    found = candidates(request, typed)
    if len(found) == 1:
        return found[0]["id"], [], ""
    return "", found, WHICH if found else NOBODY


def _ways(request: MemberRequest, uid: object, status: int = 200, **given: Any) -> HttpResponse:
    actor, now = request.actor, request.now
    found = queries.wish(actor, uid)
    stands = queries.standing_of(actor, [found])[found.pk]
    ways = ways_to(actor, target_of(actor, wish=found), now)
    firsts = [one.person.pk for way in ways if (one := way.go_betweens[0]).person is not None]
    judged = verdicts(actor, firsts, now) if firsts else {}
    # The newest comes first, and counts: who took one back, or was told no, may have drafted another.
    newest = {(one.person_id, None if one.person_id else one.member_id): one for one in reversed(stands.requests)}
    context: dict[str, Any] = {
        "wish": rows.wish(found, stands, request),
        "ways": [rows.way(one, found, judged, newest) for one in ways],
        "requests": [rows.mine(one, request) for one in stands.requests],
        "form": WhyForm(initial={"why": found.why}),
        "knows_form": KnowsForm(),
        "candidates": [],
        "errors": [],
        "typed": request.POST.get("who", ""),
        "links": {
            name: reverse(page, args=[found.uid])
            for name, page in (("give_up", "wish_give_up"), ("delete", "wish_delete"), ("take", "wish_take"),
                               ("knows", "wish_knows"), ("draft", "wish_draft"))
        },
    }  # fmt: skip
    wrong = any(form.errors for form in given.values() if hasattr(form, "errors"))
    return render(request, "introductions/ways.html", {**context, **given}, status=422 if wrong else status)
