"""The quick way to make the tables makes the same tables as Django's own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from django.db import models
from django.db.migrations import AddConstraint, AddField, AddIndex, AlterField, CreateModel, Migration, RunPython
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler
from pytest_django.plugin import DjangoDbBlocker

from grapevine.kit.migrating import each_model_alone
from tests.migrated import ROOT, template

KEY = ("id", models.BigAutoField(primary_key=True))
BOOK = models.ForeignKey("small.Book", models.CASCADE)


def migration(number: int, *operations: object) -> Migration:
    found = Migration(f"000{number}", "small")
    found.operations = list(operations)
    return found


def sees_both_sides(apps: object, editor: object) -> None:
    """Code in a migration reaches the pages from their book, though the page came later."""
    assert apps.get_model("small", "Book").page_set.field.model is apps.get_model("small", "Page")  # type: ignore[attr-defined]


MIGRATIONS = (
    migration(1, CreateModel("Book", [("name", models.CharField(max_length=9)), KEY])),
    migration(2, CreateModel("Page", [KEY, ("number", models.IntegerField())]), AddField("page", "book", BOOK),
              AddIndex("page", models.Index(fields=["number"], name="by_number")),
              AddConstraint("page", models.UniqueConstraint(fields=["book", "number"], name="one_page")),
              AddField("book", "read", models.BooleanField(default=False)), RunPython(sees_both_sides)),
    migration(3, AlterField("book", "id", models.CharField(max_length=9, primary_key=True))),
)  # fmt: skip


def tables(how: object) -> list[tuple]:
    connection = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})["default"]
    state = ProjectState()
    assert state.apps
    with how:  # type: ignore[attr-defined]
        for each in MIGRATIONS:
            with connection.schema_editor(atomic=False) as editor:
                state = each.apply(state, editor)
    with connection.cursor() as cursor:
        return cursor.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()


def test_what_is_added_and_changed_is_the_same_either_way(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        assert tables(each_model_alone()) == tables(nullcontext())
    assert ProjectState.reload_model.__name__ == "reload_model"
    assert Migration.apply.__name__ == "apply"


@pytest.mark.nightly
def test_every_table_is_the_one_that_django_makes(tmp_path: Path) -> None:
    environment = {**os.environ, "GRAPEVINE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "grapevine.config.settings"}
    subprocess.run([sys.executable, "-m", "django", "migrate"], env=environment, check=True, cwd=ROOT)
    found = []
    for file in (tmp_path / "grapevine.sqlite3", template()):
        with closing(sqlite3.connect(file)) as base:
            found.append(base.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall())
    assert found[0] == found[1]
