"""`grapevine member`: who has a seat here. For whoever sits at the machine."""

from __future__ import annotations

import sys

import click
from django.conf import settings

from grapevine.domain.accounts import actions
from grapevine.domain.accounts.models import Chapter, Member
from grapevine.domain.accounts.rules.invitations import DAYS, MOST_DAYS
from grapevine.interfaces.cli import second_factor
from grapevine.interfaces.cli.acting import Call, house_command
from grapevine.kit import clock


@click.group()
def member() -> None:
    """Members: add, invite, list, one-time sign-in links."""


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


@member.command("invite")
@click.argument("email", default="")
@click.option("--chapter", "name", default="", help="The chapter the guest gets a seat in, by its name.")
@click.option("--days", type=click.IntRange(1, MOST_DAYS), default=DAYS, show_default=True, help="How long it works.")
@house_command
def invite(call: Call, email: str, name: str, days: int) -> None:
    """Print a link by which somebody may sign up once; with EMAIL only they."""
    found = list(Chapter.objects.filter(name__iexact=name.strip())[:2]) if name else []
    if name and len(found) != 1:
        raise click.ClickException(f"There is {'more than one' if found else 'no'} chapter named {name}.")
    made, secret = actions.invite(
        actor=None, now=call.now, email=email, chapter=found[0] if found else None, days=days
    )
    address = f"{settings.BASE_URL}/join/{secret}"
    if settings.SIGNUP == "closed":
        click.echo("GRAPEVINE_SIGNUP is closed: the link opens nothing until it is invite or open.", err=True)
    call.answer({"id": str(made.uid), "email": made.email, "link": address, "expires_at": made.expires_at}, address)


@member.command("let-in")
@click.argument("email")
@house_command
def let_in(call: Call, email: str) -> None:
    """Take a member's second step away: passkeys, codes from an app, recovery codes. For who lost them all."""
    found = Member.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        raise click.ClickException(f"There is no member with the address {email}: see `grapevine member list`.")
    removed = second_factor.remove(found, call.now)
    words = f"{found.name} signs in without a second step now: grapevine member link {found.email}"
    call.answer({"email": found.email, "removed": removed}, words if removed else f"{found.name} has no second step.")


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
