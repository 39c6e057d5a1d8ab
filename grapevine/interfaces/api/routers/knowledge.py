"""What is known of a person under five headings, and whether they know it of the member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.people import queries
from grapevine.domain.people.actions import knowledge as actions
from grapevine.domain.people.models import Knowledge, Person
from grapevine.interfaces.api import tags
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.knowledge import Knowledge as KnowledgeShape
from grapevine.interfaces.api.shapes.knowledge import KnowledgeChange, KnowledgeIn, Sheet, ToldIn
from grapevine.kit import clock

router = Router(tags=["knowledge"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE
FIELDS = ("heading", "text", "source", "heard_from", "at")


@router.get("/people/{uuid:person_id}/knowledge", response=Sheet, **needs(READ))
def show_sheet(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The five headings: what you know, what to ask, what they know of you, what to tell."""
    return _sheet(request, queries.person(request.auth, person_id))


@router.post("/people/{uuid:person_id}/knowledge", response={201: KnowledgeShape}, **needs(WRITE))
def add_knowledge(request: HttpRequest, person_id: UUID, knowledge: KnowledgeIn) -> HttpResponse:
    """Write one thing down."""
    made = actions.add_knowledge(actor=request.auth, now=clock.now(), person_uid=person_id, **knowledge.dict())
    shown = _shape(made.uid, person_id, vars(made))
    location = reverse("api:show_knowledge", kwargs={"knowledge_id": made.uid})
    return answer(shown, 201, etag=tags.of_content(shown), location=location)


@router.post("/people/{uuid:person_id}/told", response=Sheet, **needs(WRITE))
def mark_told(request: HttpRequest, person_id: UUID, told: ToldIn) -> HttpResponse:
    """Note that they know one heading of you, or that they do not."""
    return _sheet(
        request, actions.mark_told(actor=request.auth, now=clock.now(), person_uid=person_id, **told.dict())
    )


@router.get("/knowledge/{uuid:knowledge_id}", response=KnowledgeShape, **needs(READ))
def show_knowledge(request: HttpRequest, knowledge_id: UUID) -> HttpResponse:
    """One thing known."""
    return _shown(queries.knowledge(request.auth, knowledge_id))


@router.patch("/knowledge/{uuid:knowledge_id}", response=KnowledgeShape, **needs(WRITE))
def change_knowledge(request: HttpRequest, knowledge_id: UUID, knowledge: KnowledgeChange) -> HttpResponse:
    """Change the fields that are sent."""
    sent = knowledge.dict(exclude_unset=True)
    with transaction.atomic():
        _check(request, knowledge_id)
        changed = actions.edit_knowledge(
            actor=request.auth, now=clock.now(), knowledge_uid=knowledge_id, **sent
        )
    return _shown(changed)


@router.delete("/knowledge/{uuid:knowledge_id}", response={204: None}, **needs(WRITE))
def delete_knowledge(request: HttpRequest, knowledge_id: UUID) -> HttpResponse:
    """Strike it out."""
    with transaction.atomic():
        _check(request, knowledge_id)
        actions.delete_knowledge(actor=request.auth, now=clock.now(), knowledge_uid=knowledge_id)
    return nothing()


def _check(request: HttpRequest, knowledge_id: UUID) -> None:
    """Compare the version while nobody else can change it."""
    if request.headers.get("If-Match"):
        queries.lock(request.auth, [queries.knowledge(request.auth, knowledge_id).person_id])
        row = queries.knowledge(request.auth, knowledge_id)
        tags.check(request, tags.of_content(_shape(row.uid, row.person.uid, vars(row))))


def _shown(row: Knowledge) -> HttpResponse:
    shown = _shape(row.uid, row.person.uid, vars(row))
    return answer(shown, etag=tags.of_content(shown))


def _shape(uid: UUID, person: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": uid, "person": person, **{name: values[name] for name in FIELDS}}


def _sheet(request: HttpRequest, person: Person) -> HttpResponse:
    now = clock.now()
    rows = queries.sheet_of(request.auth, person, queries.card_of(person), now)
    headings = [
        {
            "heading": row.heading,
            "entries": [
                {"id": one.uid, "text": one.text, "source": one.source, "heard_from": one.heard_from, "at": one.at,
                 "old": one.is_old(now)}
                for one in row.entries
            ],
            "question": row.question,
            "told_at": row.told_at,
            "tell": row.tell,
        }
        for row in rows
    ]  # fmt: skip
    return answer({"person": person.uid, "headings": headings})
