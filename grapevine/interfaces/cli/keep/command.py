"""The two commands."""

from __future__ import annotations

import os
from pathlib import Path

import click
from django.conf import settings
from django.db import connection

from grapevine.interfaces.cli.acting import Call, house_command
from grapevine.interfaces.cli.house import migrate
from grapevine.interfaces.cli.keep import archive, databases
from grapevine.interfaces.cli.serve import one


@click.command()
@click.argument("target", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@house_command
def backup(call: Call, target: Path) -> None:
    """Put database, uploads and secret key into FILE, a zip. It is consistent while Grapevine serves."""
    if connection.vendor == "sqlite" and not databases.sqlite_path().exists():
        raise click.ClickException("There is no database yet: nothing to keep.")
    size = archive.write(target.absolute(), Path(settings.HOME), call.now)
    words = f"{target}: {size:,} bytes. It holds the secret key: keep it safe."
    call.answer({"file": str(target), "bytes": size}, words)


@click.command()
@click.argument("source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace what is there.")
@house_command
def restore(call: Call, source: Path, force: bool) -> None:
    """Bring everything back from a backup. Refused where there is data already, unless --force."""
    home = Path(settings.HOME)
    lock = one.hold(home)
    try:
        if not force and not _empty():
            raise click.ClickException(
                f"There is data in {home} already. With --force the backup takes its place, and what is there is lost."
            )
        archive.read(source, home)
        migrate()
    finally:
        os.close(lock)
    call.answer({"file": str(source), "home": str(home)}, f"Everything is back in {home}.")


def _empty() -> bool:
    """Whether no member was ever added here."""
    if connection.vendor == "sqlite" and not databases.sqlite_path().exists():
        return True
    from grapevine.domain.accounts.models import Member

    tables = connection.introspection.table_names()
    return Member._meta.db_table not in tables or not Member.objects.exists()
