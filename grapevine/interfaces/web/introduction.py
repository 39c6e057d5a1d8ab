"""One request for an introduction, for who asks and for the member who is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.network.actions import introductions
from grapevine.domain.network.models import Introduction
from grapevine.domain.network.queries import introductions as queries
from grapevine.domain.network.queries.asking import verdicts
from grapevine.domain.network.queries.drafting import facts_of, go_between_name, wished_in_my_book, wished_name
from grapevine.domain.network.rules.introductions import letters, requests
from grapevine.interfaces.web import introduction_rows as rows
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.introductions import LetterForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.person import brief
from grapevine.kit.errors import NotDone, Refused


@member_page
@require_http_methods(["GET", "POST"])
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """The request; its asker sends a changed letter here."""
    row = queries.introduction(request.actor, uid)
    if row.owner_id != request.actor.member_id:
        return _asked(request, row)
    form = LetterForm(request.POST if request.method == "POST" else None, initial={"letter": row.letter})
    if request.method == "POST" and form.is_valid():
        try:
            introductions.edit_letter(
                actor=request.actor, now=request.now, introduction_uid=uid, letter=form.cleaned_data["letter"]
            )
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "The letter is kept.")
            return redirect("introduction", uid)
    return _mine(request, row, form)


@member_page
@require_POST
def step(request: MemberRequest, uid: object) -> HttpResponse:
    """Say how it goes on."""
    said = {name: request.POST.get(name, "") for name in ("state", "note")}
    try:
        row = introductions.take_step(actor=request.actor, now=request.now, introduction_uid=uid, **said)
    except Refused as refusal:
        # The other one may have gone on in the meantime: the page shows how it stands now.
        messages.error(request, refusal.reason)
        return redirect("introduction", uid)
    by = requests.ASKER if row.owner_id == request.actor.member_id else requests.GO_BETWEEN
    messages.success(request, f"Kept: {requests.told(row.state, by)}.")
    return redirect("introductions" if row.state == requests.WITHDRAWN else "introduction", *_args(row))


def _args(row: Introduction) -> list[object]:
    return [] if row.state == requests.WITHDRAWN else [row.uid]


def _common(request: MemberRequest, row: Introduction, by: str) -> dict[str, Any]:
    target = wished_name(row.wish) if by == requests.ASKER else row.wish.name
    steps = requests.steps(row.state, by, member=row.member_id is not None)
    name = go_between_name(row) if by == requests.ASKER else row.owner.name
    return {
        "target": target,
        "name": name,
        "state_label": requests.told(row.state, by),
        "buttons": rows.buttons(steps, by, name, target),
        "step_link": reverse("introduction_step", args=[row.uid]),
        "steps": [rows.step(one, row, request) for one in row.steps.order_by("pk") if _shown(one.state, by)],
    }


def _shown(state: str, by: str) -> bool:
    return by == requests.ASKER or state != requests.DRAFTED


def _mine(request: MemberRequest, row: Introduction, form: LetterForm) -> HttpResponse:
    person = row.person
    context = {
        **_common(request, row, requests.ASKER),
        "form": form if row.state in (requests.DRAFTED, requests.NOT_NOW) else None,
        "letter": row.letter,
        "mail": rows.mail_link(row),
        "is_member": row.member_id is not None,
        "wish_link": reverse("wish", args=[row.wish.uid]),
        "person_link": reverse("person", args=[person.uid]) if person is not None else "",
        "next": rows.after(row),
        "ready": verdicts(request.actor, [person.pk], request.now).get(person.pk) if person is not None else None,
    }
    return render(request, "introductions/request.html", context, status=422 if form.errors else 200)


def _asked(request: MemberRequest, row: Introduction) -> HttpResponse:
    known = wished_in_my_book(request.actor, row)
    # The asker's own note on why is theirs; what they want known stands in the letter.
    facts = replace(facts_of(row, row.owner), why="")
    drafts = {
        requests.AGREED: (f"Ask {row.wish.name} first", letters.consent(facts)),
        requests.CONSENTED: ("Introduce the two", letters.introduction(facts)),
    }
    title, text = drafts.get(row.state, ("", ""))
    context = {
        **_common(request, row, requests.GO_BETWEEN),
        "work": ", ".join(text for text in (row.wish.title, row.wish.firm) if text),
        "asker_work": row.owner.profession,
        "letter": row.letter,
        "waits": row.state in requests.UNDER_WAY,
        "known": brief(known) if known is not None else None,
        "draft": {"title": title, "text": text} if text else None,
    }
    return render(request, "introductions/asked.html", context)
