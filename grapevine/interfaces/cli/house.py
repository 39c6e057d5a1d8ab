"""`grapevine setup`: the database made, or brought up to date."""

from __future__ import annotations

from contextlib import nullcontext

import click
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from grapevine.interfaces.cli.acting import Call, house_command
from grapevine.kit.migrating import each_model_alone


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
    """Bring the database up to date; the steps done. What holds something already is changed in Django's own way."""
    waiting = migrations_waiting()
    if waiting:
        empty = not connections[DEFAULT_DB_ALIAS].introspection.table_names()
        with each_model_alone() if empty else nullcontext():
            call_command("migrate", interactive=False, verbosity=0)
    return waiting
