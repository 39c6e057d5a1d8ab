"""`grapevine member`: who has a seat here. For whoever sits at the machine."""

from __future__ import annotations

import sys

import click
from django.conf import settings

from grapevine.domain.accounts import actions
from grapevine.domain.accounts.models import Member
from grapevine.interfaces.cli.acting import Call, house_command
from grapevine.kit import clock


@click.group()
def member() -> None:
    """Members: add, list, one-time sign-in links."""


@member.command("add")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--profession", default="")
@click.option("--firm", default="")
@click.option("--password-stdin", is_flag=True, help="Read a password from the first line of standard input.")
@house_command
def add(call: Call, email: str, password_stdin: bool, **said: str) -> None:
    """Add a member. Without a password they sign in by a one-time link."""
    password = None
    if password_stdin:
        password = _password(email, said["name"])
    found = actions.add_member(now=call.now, email=email, password=password, **said)
    call.answer(as_row(found), [f"Added {found.name}.", f"To sign in: grapevine member link {found.email}"])


@member.command("list")
@house_command
def list_members(call: Call) -> None:
    """List the members."""
    rows = [as_row(found) for found in Member.objects.order_by("pk")]
    call.table(rows, ("email", "name", "profession", "created_at"), none="No member yet.")


@member.command("link")
@click.argument("email")
@house_command
def link(call: Call, email: str) -> None:
    """Print a link that signs the member in once, within ten minutes."""
    found = Member.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise click.ClickException(f"There is no member with the address {email}: see `grapevine member list`.")
    address = sign_in_link(found)
    call.answer({"email": found.email, "link": address}, address)


def sign_in_link(found: Member, base: str = "") -> str:
    """A fresh one-time link for a member, below ``base`` or the address people type."""
    return f"{base or settings.BASE_URL}/sign-in/{actions.make_sign_in_link(now=clock.now(), member=found)}"


def as_row(found: Member) -> dict[str, object]:
    """A member as programs get them."""
    return {
        "id": str(found.uid),
        "email": found.email,
        "name": found.name,
        "profession": found.profession,
        "firm": found.firm,
        "active": found.is_active,
        "created_at": found.created_at,
    }


def _password(email: str, name: str) -> str:
    """The first line of standard input, if it is good enough. Raises click.ClickException with every reason."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise click.ClickException("No password came in: its line on standard input is empty.")
    try:
        validate_password(password, Member(email=email, name=name))
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    return password
