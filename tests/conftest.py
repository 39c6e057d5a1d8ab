"""What every test may ask for. The cast (tests/cast.py) brings the people; tests/browser.py brings the browser."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ("tests.browser", "tests.cast")

# Two cores are often shared: a slow example says nothing about the rule, and a failure must come back the same.
settings.register_profile(
    "grapevine", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("grapevine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the browser is marked so, and can be left out by `-m "not browser"`."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def pytest_report_header() -> str:
    """Which database this run is about: the same tests run on both."""
    url = os.environ.get("GRAPEVINE_DATABASE_URL", "")
    return f"database: {'PostgreSQL' if url.startswith('postgres') else 'SQLite'}"
