"""Leah and Ben in one chapter."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts.models import Chapter
from grapevine.domain.accounts.rules.access import Actor
from tests.domain.stories.storytelling import ben_in, riverside, seat


@pytest.fixture
def chapter(db: None) -> Chapter:
    """Riverside."""
    return riverside()


@pytest.fixture
def teller(actor: Actor, chapter: Chapter) -> Actor:
    """Leah, who sits in Riverside."""
    return seat(actor, chapter)


@pytest.fixture
def ben(chapter: Chapter) -> Actor:
    """Ben, a member beside her."""
    return ben_in(chapter)
