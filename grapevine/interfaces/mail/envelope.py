"""What stands around a letter: who sends it, where answers go, how its reader stops such letters, and the footer."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from grapevine.domain.accounts.models import Member
from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.queries import stop_token, words
from grapevine.interfaces.mail import paper


def message(letter: Letter) -> EmailMultiAlternatives:
    """The letter as it goes out. Its Message-ID is the same at every try. Raises kit.sealing.Lost."""
    text, inner = words(letter)
    owner, stop = letter.owner, ""
    if owner is not None and letter.unsubscribe:
        stop = stop_address(owner, letter.to_address)
        text = f"{text}\n\n-- \n{footer(owner, letter.to_name, stop)}\n"
    html = inner if inner.startswith("<!doctype") else paper.page(
        letter.subject, inner, paper.body(footer(owner, letter.to_name, stop)) if owner is not None and stop else ""
    )  # fmt: skip
    made = EmailMultiAlternatives(
        letter.subject, text, from_email=_from(owner),
        to=[formataddr((letter.to_name, ascii_address(letter.to_address)))],
        reply_to=[formataddr((owner.name, owner.email))] if owner is not None else [], headers=_headers(letter, stop),
    )  # fmt: skip
    made.attach_alternative(html, "text/html")
    return made


def footer(owner: Member, to_name: str, stop: str) -> str:
    """What stands below every letter to somebody who is not the member; also shown with the preview."""
    first = owner.name.split()[0] if owner.name.split() else owner.name
    return (
        f"{owner.name} wrote this and sent it to you alone, with Grapevine at {settings.BASE_URL}. Your answer goes to "
        f"{first} ({owner.email}).\n"
        f"You want no such letters from {first} any more? One click, no account: {stop}"
    )


def stop_address(owner: Member, address: str) -> str:
    """The address of the page that stops this member's letters to this reader."""
    return f"{settings.BASE_URL}/stop/{stop_token(owner, address)}"


def return_path() -> str:
    """Where mail servers report what could not be delivered: the envelope sender."""
    return settings.MAIL_BOUNCES or _house()[1]


def ascii_address(address: str) -> str:
    """The address with its host as mail servers write it (IDNA)."""
    local, _, host = address.rpartition("@")
    return f"{local}@{host.encode('idna').decode()}"


def _from(owner: Member | None) -> str:
    """A member's letter comes from the house's address, which may send mail, under the member's name."""
    name, address = _house()
    return formataddr((f"{owner.name} via {name or 'Grapevine'}" if owner is not None else name, address))


def _house() -> tuple[str, str]:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)


def _headers(letter: Letter, stop: str) -> dict[str, str]:
    headers = {"Message-ID": letter.message_id}
    if stop:  # RFC 2369, and RFC 8058 for the one click
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    if letter.automatic:  # RFC 3834: holiday notices and the like do not answer it
        headers["Auto-Submitted"] = "auto-generated"
    return headers
