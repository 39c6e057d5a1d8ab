"""Adding a person and changing one, with everything that can be known of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from grapevine.domain.people import actions, queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled, Postal
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.person import SECTIONS, PersonForms, with_another
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.person_work import works_as
from grapevine.kit.errors import Conflict, NotDone

LISTS = {
    "emails": "Mail", "phones": "Phone", "addresses": "Address", "links": "Web pages", "dates": "Days that matter",
    "facts": "Good to know",
}  # fmt: skip
SAVE_AGAIN = " What you typed stands here still; saving once more puts it in place of the newer version."


@member_page
@require_http_methods(["GET", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    """Put somebody into the book."""
    forms = PersonForms(Card(name=request.GET.get("name", "")[:300]), data=_sent(request))
    if _is_saving(request) and forms.is_valid():
        try:
            person = actions.add_person(actor=request.actor, now=request.now, card=forms.made())
        except NotDone as refusal:
            refuse(forms.form, refusal)
        else:
            messages.success(request, f"{person.name} is in your book.")
            return redirect("person", person.uid)
    return _form(request, forms, None)


@member_page
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, uid: object) -> HttpResponse:
    """Change what is known of somebody. Two windows: the second is told, and keeps what it typed."""
    person = queries.person(request.actor, uid)
    card = queries.card_of(person)
    forms = PersonForms(card, person.revision, _sent(request))
    conflict, newer = "", []
    if _is_saving(request) and forms.is_valid():
        revision = forms.form.cleaned_data["revision"]
        try:
            actions.edit_person(
                actor=request.actor, now=request.now, person_uid=uid, card=forms.made(), revision=revision
            )
        except Conflict as clash:
            conflict = clash.reason + SAVE_AGAIN
            newer = _newer(forms, queries.card_of(queries.person(request.actor, uid)), forms.made())
            forms = PersonForms(card, data={**(_sent(request) or {}), "revision": person.revision})
        except NotDone as refusal:
            refuse(forms.form, refusal)
        else:
            messages.success(request, "Saved.")
            return redirect("person", uid)
    return _form(request, forms, person, conflict, newer)


def _newer(forms: PersonForms, saved: Card, typed: Card) -> list[tuple[str, str]]:
    """(heading, value) of what was saved meanwhile, wherever something else was typed."""
    fields = {name: str(field.label) for name, field in forms.form.fields.items() if name != "revision"}
    pairs = [
        (heading, _in_words(getattr(saved, name, "")))
        for name, heading in {**fields, **LISTS}.items()
        if getattr(saved, name, "") != getattr(typed, name, "")
    ]
    return [(heading, words or "nothing") for heading, words in pairs]


def _in_words(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_in_words(each) for each in value)
    return value.one_line if isinstance(value, Postal) else value.value if isinstance(value, Labelled) else str(value)


def _sent(request: MemberRequest) -> dict[str, Any] | None:
    if request.method != "POST":
        return None
    return with_another(request.POST, request.POST.get("more", ""))


def _is_saving(request: MemberRequest) -> bool:
    return request.method == "POST" and "more" not in request.POST


def _form(
    request: MemberRequest, forms: PersonForms, person: Person | None, conflict: str = "", newer: Any = ()
) -> HttpResponse:
    context = {
        "person": brief(person) if person else None,
        "form": forms.form,
        "sections": SECTIONS,
        "groups": forms.groups,
        "conflict": conflict,
        "newer": newer,
        "work": works_as(person) if person else None,
    }
    wrong = _is_saving(request) and not conflict
    return render(request, "people/edit.html", context, status=409 if conflict else 422 if wrong else 200)
