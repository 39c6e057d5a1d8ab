"""The catalogue to look around in: who serves a moment, who hears of it, and whom of them you know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from grapevine.domain.people import actions, queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import FIELDS
from grapevine.domain.professions.rules import (
    MOMENTS,
    PROFESSIONS,
    SPHERES,
    WHOM,
    Moment,
    Profession,
    moments_about,
    partners_of,
    professions_about,
)
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.professions import ProfessionForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.person_work import how_known, spoken
from grapevine.kit.errors import NotDone, NotFound

#: People of the book named on one page of the catalogue.
SHOWN = 60
_WORDS = FIELDS["profession"]


@member_page
@require_GET
def professions(request: MemberRequest) -> HttpResponse:
    """Every profession by its sphere, or those that a few words find."""
    asked = request.GET.get("q", "")[:_WORDS]
    rows = [(one.sphere, _profession_row(one)) for one in professions_about(asked)]
    return _list(request, "professions", asked, _grouped(SPHERES, rows))


@member_page
@require_GET
def moments(request: MemberRequest) -> HttpResponse:
    """Every moment by whom it happens to, or those that a few words find."""
    asked = request.GET.get("q", "")[:_WORDS]
    rows = [(one.whom, _moment_row(one)) for one in moments_about(asked)]
    return _list(request, "moments", asked, _grouped(WHOM, rows))


@member_page
@require_GET
def profession(request: MemberRequest, key: str) -> HttpResponse:
    """One profession: its moments, whom it makes a good pair with, and whom you know who does it."""
    found = PROFESSIONS.get(key)
    if found is None:
        raise NotFound("There is no such profession in our catalogue.")
    partners = partners_of(key)
    known = _known(request, [key, *(one.key for one, _ in partners)])
    pairs = [
        {**_profession_row(one), "note": _over(feeds.moments), "people": known.get(one.key, [])}
        for one, feeds in partners
    ]
    context = {
        "what": "profession",
        "name": found.name,
        "eyebrow": SPHERES[found.sphere],
        "says": ", ".join(found.aliases[:5]),
        "regulated": found.regulated,
        "people": known.get(key, []),
        "parts": [
            ("Feeds and is fed by", "Whose clients need each other, both ways.", pairs),
            ("Is asked for when", "", [_moment_row(MOMENTS[one]) for one in found.serves]),
            ("Hears early of", "", [_moment_row(MOMENTS[one]) for one in found.hears]),
        ],
    }
    return render(request, "professions/one.html", context)


@member_page
@require_GET
def moment(request: MemberRequest, key: str) -> HttpResponse:
    """One moment: who serves it, who hears of it, and whom of them you know."""
    found = MOMENTS.get(key)
    if found is None:
        raise NotFound("There is no such moment in our catalogue.")
    known = _known(request, (*found.serves, *found.hears))
    sides = [
        (heading, hint, [{**_profession_row(PROFESSIONS[one]), "people": known.get(one, [])} for one in keys])
        for heading, hint, keys in (
            ("Who serves it", "The most natural first.", found.serves),
            ("Who hears of it early", "And can send the client on.", found.hears),
        )
    ]
    context = {"what": "moment", "name": found.name, "eyebrow": WHOM[found.whom], "says": f"“{found.sentence}”",
               "regulated": False, "people": [], "parts": sides}  # fmt: skip
    return render(request, "professions/one.html", context)


@member_page
@require_http_methods(["GET", "POST"])
def of_person(request: MemberRequest, uid: object) -> HttpResponse:
    """Choose what somebody works as, where it was read wrongly or not at all."""
    person = queries.person(request.actor, uid)
    said = (person.profession_key or "none") if person.profession_said else ""
    form = ProfessionForm(request.POST if request.method == "POST" else None, initial={"profession_key": said})
    if request.method == "POST" and form.is_valid():
        try:
            key = form.cleaned_data["profession_key"]
            actions.choose_profession(actor=request.actor, now=request.now, person_uid=uid, key=key)
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Kept. No import changes it." if key else "We read it from their work again.")
            return redirect("person", uid)
    found = PROFESSIONS.get(person.profession_key)
    now = {"name": spoken(found.name) if found else "", "how": how_known(person)}
    context = {"person": brief(person), "form": form, "work": now}
    return render(request, "professions/choose.html", context, status=422 if form.errors else 200)


def _list(request: MemberRequest, what: str, asked: str, groups: list[tuple[str, Any]]) -> HttpResponse:
    return render(request, "professions/list.html", {"what": what, "asked": asked, "groups": groups})


def _grouped(headings: Mapping[str, str], rows: Iterable[tuple[str, dict[str, Any]]]) -> list[tuple[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {key: [] for key in headings}
    for key, row in rows:
        found[key].append(row)
    return [(headings[key], held) for key, held in found.items() if held]


def _profession_row(one: Profession) -> dict[str, Any]:
    return {"name": one.name, "link": reverse("profession", args=[one.key]), "note": "", "people": []}


def _moment_row(one: Moment) -> dict[str, Any]:
    return {"name": one.name, "link": reverse("moment", args=[one.key]), "note": f"“{one.sentence}”", "people": []}


def _over(moments: tuple[str, ...]) -> str:
    """The moments over which two meet, the strongest three."""
    return ", ".join(spoken(MOMENTS[key].name) for key in moments[:3])


def _known(request: MemberRequest, keys: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    person: Person
    for person in queries.by_profession(request.actor, keys)[:SHOWN]:
        row = {"name": person.name, "link": reverse("person", args=[person.uid])}
        found.setdefault(person.profession_key, []).append(row)
    return found
