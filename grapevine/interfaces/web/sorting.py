"""Sorting: one person at a time, one key each; later, archive, and as many steps back as wanted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from grapevine.domain.imports import queries as import_queries
from grapevine.domain.imports.queries.sources import brought, source_of
from grapevine.domain.network.queries import sorting
from grapevine.domain.network.queries.chosen import last_step
from grapevine.domain.network.queries.sorting import Among, Waiting
from grapevine.domain.people.actions.bulk import change_many, undo_sorting
from grapevine.domain.people.queries import visible_to
from grapevine.domain.people.rules.bulk import Asked, Do
from grapevine.domain.people.rules.card import SEGMENTS
from grapevine.domain.people.rules.sorting import suggest
from grapevine.interfaces.web import words
from grapevine.interfaces.web.actor import MemberRequest, member_page, wants_part
from grapevine.interfaces.web.import_told import KINDS
from grapevine.interfaces.web.when import ago, day_text
from grapevine.kit.errors import Refused

#: Part of life -> its key. The others: a archive, l later, u undo.
KEYS = {"family": "f", "friend": "r", "school": "s", "client": "c", "professional": "p", "community": "m"}
#: What a button says -> what is done, and with what.
ANSWERS: dict[str, tuple[Do, str]] = {
    **{segment: (Do.SEGMENT, segment) for segment in SEGMENTS},
    "archive": (Do.ARCHIVE, ""),
    "later": (Do.LATER, ""),
}
#: How many mails, phones and tags tell enough.
SHOWN = 3


@member_page
@require_http_methods(["GET", "POST"])
def sort(request: MemberRequest) -> HttpResponse:
    """Show who is to be sorted next, or take the word on one. The address says where in the queue one is.

    ``import``: only whom that import brought; ``of``: how many there were at the start; ``after``: the place;
    ``person``: this one first.
    """
    batch_uid = request.GET.get("import", "")
    among = brought(import_queries.batch(request.actor, batch_uid)) if batch_uid else None
    if request.method == "GET":
        return render(request, "people/sort.html", _context(request, among, dict(request.GET.items()), ""))
    asked, said = _answered(request)
    if not wants_part(request):
        if said:
            messages.info(request, said)
        return redirect(_link(asked))
    answer = render(request, "people/_sort.html", _context(request, among, asked, said))
    answer["HX-Replace-Url"] = _link(asked)
    return answer


def _answered(request: MemberRequest) -> tuple[dict[str, str], str]:
    """Do what the button says. The address to go on from, and what has to be said beyond what the page shows."""
    here = {name: text for name, text in request.GET.items() if name in ("import", "of", "after")}
    to = request.POST.get("to", "")
    if to == "undo":
        undone = undo_sorting(actor=request.actor, now=request.now)
        if undone is None:
            return here, "There is nothing to undo."
        back = visible_to(request.actor).filter(pk__in=undone.change.before.values("person")).first()
        return {**here, **({"person": str(back.uid)} if back else {})}, "" if undone.people else undone.told
    if to not in ANSWERS:
        raise Refused("We could not read your answer.", "to")
    do, value = ANSWERS[to]
    one = sorting.one_waiting(request.actor, request.POST.get("person", ""))
    people = visible_to(request.actor).filter(pk=one.person.pk)
    change_many(actor=request.actor, now=request.now, people=people, do=do, value=value, sorting=True)
    return {**here, "after": one.cursor}, ""


def _context(request: MemberRequest, among: Among | None, asked: dict[str, str], said: str) -> dict[str, Any]:
    """What people/sort.html and people/_sort.html need."""
    left = sorting.left(request.actor, among)
    one = _one(request, among, asked) if left.people else None
    of = asked.get("of", "")
    total = max(left.people, int(of) if of.isdecimal() and len(of) < 10 else 0)
    step = last_step(request.actor)
    return {
        "one": _shown(request, one) if one else None,
        "answers": [(segment, label, KEYS[segment]) for segment, label in SEGMENTS.items()],
        "done": total - left.people,
        "total": total,
        "put_off": left.put_off,
        "step": {"name": step.name, "done": _done(step.asked)} if step else None,
        "said": said,
        "of_import": "import" in asked,
        "post_to": _link({**asked, "of": str(total)}),
    }


def _one(request: MemberRequest, among: Among | None, asked: dict[str, str]) -> Waiting | None:
    """Whom to show: the one named, if they are not sorted; else whoever comes next."""
    if asked.get("person"):
        one = sorting.one_waiting(request.actor, asked["person"])
        if not one.person.segment and one.person.archived_at is None:
            return one
    return sorting.next_waiting(request.actor, after=asked.get("after", ""), among=among)


def _shown(request: MemberRequest, one: Waiting) -> dict[str, Any]:
    person, card, zone = one.person, one.card, request.actor.time_zone
    source = source_of(person)
    hint = suggest(card, request.actor.name)
    came = f"{KINDS.get(source.kind, source.kind) or 'a file'}, {source.name}" if source else "written down by you"
    facts = [
        ("Came in", f"{came}, {day_text(person.created_at, zone)}"),
        ("Last touch", f"{ago(one.last_touch_at, request.now, zone)}, {one.touches:,} in all" if one.touches else ""),
        ("Mail", _some([mail.value for mail in card.emails])),
        ("Phone", _some([phone.value for phone in card.phones])),
        ("Labels", _some(list(card.tags))),
        ("Note", card.note[:160]),
    ]
    return {
        "id": str(person.uid),
        "name": person.name,
        "link": reverse("person", args=[person.uid]),
        "initials": words.initials(person.name),
        "role": words.role(person.title, person.profession, person.firm),
        "facts": [(label, text) for label, text in facts if text],
        "put_off": person.later_at is not None,
        "hint": {"segment": hint.segment, "label": SEGMENTS[hint.segment], "why": hint.why} if hint else None,
    }


def _some(values: list[str]) -> str:
    return ", ".join(values[:SHOWN]) + (f" and {len(values) - SHOWN} more" if len(values) > SHOWN else "")


def _done(asked: Asked) -> str:
    return {Do.ARCHIVE: "archived", Do.LATER: "left for later"}.get(asked.do) or SEGMENTS.get(asked.value, "")


def _link(asked: dict[str, str]) -> str:
    kept = {name: text for name, text in asked.items() if text and name in ("import", "of", "after", "person")}
    return f"{reverse('sort')}?{urlencode(kept)}" if kept else reverse("sort")
