"""A letter shown before it goes, in the very words that go: any page can offer "Send it for me".

The page that shows it:     context["mail"] = letter_preview.preview(request, person, agreement_link.letter(...))
Its template:               {% set mail_action = url('...') %}{% include 'letters/_preview.html' %}
The address it posts to:    letter_preview.send(request, person, kind=agreement_link.KIND, holding="/p/")

What was posted is what goes, so nothing needs to be kept in between; a secret link stands in the text alone.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings

from grapevine.domain.letters import queries, rules
from grapevine.domain.letters.actions import queue_letter
from grapevine.domain.letters.models import Letter
from grapevine.domain.people.models import Person
from grapevine.interfaces.mail import envelope, paper
from grapevine.interfaces.web.actor import MemberRequest
from grapevine.kit import ids


def preview(request: MemberRequest, person: Person, letter: rules.Letter, refused: str = "") -> dict[str, Any]:
    """What letters/_preview.html shows: the letter, what stands around it, and why it may not go, if so."""
    address = letter.to_address or queries.address_of(request.actor, person)
    why_not = queries.may_write_to(request.actor, person, request.now)
    return _shown(request, person.name, address, letter, why_not, refused)


def by_own_mail(request: MemberRequest, letter: rules.Letter, why_not: str) -> dict[str, Any]:
    """The same for a letter that only the member's own mail may carry: ``why_not`` says why, in a sentence."""
    return _shown(request, letter.to_name, letter.to_address, letter, why_not, "")


def _shown(
    request: MemberRequest, name: str, address: str, letter: rules.Letter, why_not: str, refused: str
) -> dict[str, Any]:
    return {
        "id": str(ids.new()),
        "name": name,
        "address": address,
        "subject": letter.subject,
        "text": letter.text,
        "footer": envelope.footer(request.user, name, f"{settings.BASE_URL}/stop/…"),
        "from_name": f"{request.actor.name} via Grapevine",
        "answers": request.actor.email,
        "why_not": why_not,
        "refused": refused,
        "leaves": settings.MAIL_WORKS,
        "mailto": mailto(address, letter.subject, letter.text),
    }


def again(request: MemberRequest, person: Person, refused: str) -> dict[str, Any]:
    """What was posted, shown once more with the reason why it did not go."""
    drafted = rules.Letter(
        kind="again", to_address=queries.address_of(request.actor, person), to_name=person.name,
        subject=request.POST.get("subject", ""), text=request.POST.get("text", ""), html="",
    )  # fmt: skip
    return preview(request, person, drafted, refused)


def posted(request: MemberRequest, person: Person, *, kind: str, holding: str = "") -> rules.Letter:
    """The letter as the member sent the form: their words, the person's address. Raises Refused with its field."""
    return paper.written(
        kind=kind,
        to_address=queries.address_of(request.actor, person),
        to_name=person.name,
        subject=request.POST.get("subject", ""),
        text=request.POST.get("text", ""),
        holding=f"{settings.BASE_URL}{holding}" if holding else "",
    )


def send(request: MemberRequest, person: Person, *, kind: str, holding: str = "") -> Letter:
    """Queue what the form of the preview sent. ``holding``: the path its link must have, as ``/questions/``.

    Raises Refused (field "text", "subject" or "to_address") where it may not go as it is.
    """
    letter = posted(request, person, kind=kind, holding=holding)
    return queue_letter(
        actor=request.actor, now=request.now, letter=letter, person=person, uid=request.POST.get("letter_id"),
    )  # fmt: skip


def sent_line(person: Person) -> str:
    """What the next page says."""
    if settings.MAIL_WORKS:
        return f"On its way to {person.name}. Under Letters you see how far it has come."
    return f"The letter to {person.name} is kept as a file: no mail server is set up here yet."


def mailto(address: str, subject: str, text: str) -> str:
    """The address that opens the letter in the member's own mail program."""
    return f"mailto:{quote(address, safe='@+')}?subject={quote(subject)}&body={quote(text)}"
