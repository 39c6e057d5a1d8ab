"""Who is acting, and how the answer is shown: what every member's command shares.

A command made with `@member_command` takes `--as` and `--json`, and gets a :class:`Call` as its first argument.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from grapevine.domain.accounts import queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.interfaces.cli.tables import aligned
from grapevine.kit import clock

NOON = time(12)
END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a command: when, for whom the answer is (a person or a program), and who acts."""

    now: datetime
    json: bool
    member: Actor | None = None

    @property
    def actor(self) -> Actor:
        """The acting member of a member's command."""
        assert self.member is not None
        return self.member

    def answer(self, data: Any, words: str | Iterable[str] = ()) -> None:
        """Print the answer: ``data`` as one JSON document, or ``words`` (lines) for a person."""
        if self.json:
            click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))
            return
        for line in [words] if isinstance(words, str) else words:
            click.echo(line)

    def table(self, rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, none: str) -> None:
        """Print rows: all their fields as JSON, the named columns as an aligned table, or ``none`` for no row."""
        self.answer(list(rows), aligned(rows, columns) if rows else none)

    def moment(self, text: str | None, otherwise: time = NOON) -> datetime:
        """A time the member wrote: ISO, in their own zone unless it says; a bare date means ``otherwise`` that day.

        None means now. Raises click.BadParameter.
        """
        if text is None:
            return self.now
        try:
            read = datetime.fromisoformat(text)
        except ValueError as error:
            raise click.BadParameter(f"“{text}” is no time: write 2026-03-31 or 2026-03-31T09:30.") from error
        if len(text) <= 10:
            read = datetime.combine(read.date(), otherwise)
        return read if read.tzinfo else read.replace(tzinfo=self._zone())

    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.member.time_zone if self.member else "UTC")
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def member_command(function: Callable[..., None]) -> Callable[..., None]:
    """Adds `--as` and `--json`; the function gets a Call whose actor is that member."""

    # Its own name inside: a command's own --email must not say who is acting.
    @click.option("--as", "acting_as", metavar="EMAIL", envvar="GRAPEVINE_AS", show_envvar=True,
                  help="The acting member.")  # fmt: skip
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
    @functools.wraps(function)
    def command(acting_as: str | None, as_json: bool, **options: Any) -> None:
        function(Call(clock.now(), as_json, acting(acting_as)), **options)

    return command


def house_command(function: Callable[..., None]) -> Callable[..., None]:
    """Adds `--json`; the function gets a Call of nobody in particular: whoever sits at the machine."""

    @click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
    @functools.wraps(function)
    def command(as_json: bool, **options: Any) -> None:
        function(Call(clock.now(), as_json), **options)

    return command


def acting(email: str | None) -> Actor:
    """The member with this address; without one, the only member there is."""
    if email:
        actor = queries.actor_by_email(email)
        if actor is None:
            raise click.ClickException(f"There is no member with the address {email}: see `grapevine member list`.")
        return actor
    members = list(Member.objects.filter(is_active=True)[:2])
    if not members:
        raise click.ClickException("There is no member yet: `grapevine member add EMAIL --name NAME`.")
    if len(members) > 1:
        raise click.UsageError("Say who is acting: --as EMAIL, or GRAPEVINE_AS in the environment.")
    return queries.actor_of(members[0])
