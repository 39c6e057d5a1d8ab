"""`grapevine setup`: the database made, or brought up to date."""

from __future__ import annotations

import click
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from grapevine.interfaces.cli.acting import Call, house_command


@click.command()
@house_command
def setup(call: Call) -> None:
    """Make the database, or bring it up to date. Harmless when it is."""
    waiting = migrations_waiting()
    migrate()
    call.answer({"migrated": waiting}, f"{len(waiting)} steps done." if waiting else "Everything is up to date.")


def migrations_waiting() -> list[str]:
    """The steps that the database still needs, as ``people.0001_initial``."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> list[str]:
    """Bring the database up to date; the steps done."""
    waiting = migrations_waiting()
    if waiting:
        call_command("migrate", interactive=False, verbosity=0)
    return waiting
