"""What every test may ask for. The cast (tests/cast.py) brings the people; tests/browser.py brings the browser."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from contextlib import closing

import pytest
from django.core.cache import caches
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from pytest_django.plugin import DjangoDbBlocker

from tests.migrated import postgres_template, template
from tests.postgres import ON_POSTGRES

pytest_plugins = ("tests.browser", "tests.cast", "tests.house.built", "tests.imap")

# Two cores are often shared: a slow example says nothing about the rule, and a failure must come back the same.
# Where everything is judged nobody waits for the smallest example that fails: the blob brings it back at a desk.
PHASES = [Phase.explicit, Phase.generate, Phase.target, *([] if os.environ.get("CI") == "true" else [Phase.shrink])]
settings.register_profile(
    "grapevine", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True,
    phases=PHASES,
)  # fmt: skip
# The quick look before a commit tries fewer examples of each law; the whole test command tries them all.
settings.register_profile("quick", settings.get_profile("grapevine"), max_examples=25)
settings.load_profile(os.environ.get("GRAPEVINE_TEST_PROFILE", "grapevine"))


# What is imported and collected stays to the end: looking through all of it for garbage again and again finds none.
gc.disable()


def pytest_collection_finish() -> None:
    """From here on garbage is looked for among what the tests make."""
    gc.freeze()
    gc.enable()


#: Whoever asks for one of these (itself, or through what it asks for) touches the database.
DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whoever asks for the browser is marked so, and can be left out by `-m "not browser"`.

    On PostgreSQL only what touches the database is run again: a reader of files knows of none.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    if ON_POSTGRES:
        kept = [item for item in items if _touches_the_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def _touches_the_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(DATABASE & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """The tables come as a copy: SQLite's below, PostgreSQL's from a database made by the migrations."""
    if ON_POSTGRES:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        connection.settings_dict["TEST"]["TEMPLATE"] = postgres_template(os.environ["GRAPEVINE_DATABASE_URL"])
    else:
        connection.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database holds what `grapevine setup` makes of an empty one."""
    if not ON_POSTGRES:
        with django_db_blocker.unblock(), closing(sqlite3.connect(template())) as made:
            connection.ensure_connection()
            made.backup(connection.connection)


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """What one test put into the pages' cache is not there for the next; the shared one goes back with the database."""
    caches["pages"].clear()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A failure is named when it happens: whoever watches a long run need not wait for its end."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        where = f"{report.when}{', on PostgreSQL' if ON_POSTGRES else ''}"
        print(f"\nFAILED {report.nodeid} ({where})\n{_last_line(report)}", file=sys.stderr, flush=True)


def _last_line(report: pytest.TestReport) -> str:
    return next((line for line in reversed(report.longreprtext.splitlines()) if line.startswith("E ")), "")


def pytest_report_header() -> str:
    """Which database this run is about: the same tests run on both."""
    return f"database: {'PostgreSQL' if ON_POSTGRES else 'SQLite'}"
