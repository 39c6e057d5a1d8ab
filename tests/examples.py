"""How many examples a law is tried with where it wants another number than usual, and what the quick look leaves out.

``make check`` is the quick look before a commit: there no law has more than the quick profile says, so that all of them
fit into half a minute. ``make test`` tries every one of them in full.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

QUICK = os.environ.get("GRAPEVINE_TEST_PROFILE") == "quick"


def tried(examples: int) -> settings:
    """The law is tried with so many examples; in the quick look with no more than its profile has."""
    return settings(max_examples=min(examples, settings.default.max_examples) if QUICK else examples)


#: A bench run end to end takes seconds and tells what the laws beside it tell sooner: the quick look leaves it out.
in_full = pytest.mark.skipif(QUICK, reason="a whole bench: make test runs it")
