"""Secrets kept sealed: opened by this instance alone, and asked for again when its key has changed."""

from __future__ import annotations

import pytest
from django.test import override_settings

from grapevine.kit import sealing


def test_what_was_sealed_is_opened_again_and_shows_nothing() -> None:
    sealed = sealing.seal("pass wörd")

    assert sealing.unseal(sealed) == "pass wörd"
    assert "pass" not in sealed
    assert sealing.seal("pass wörd") != sealed


@pytest.mark.parametrize("damaged", ["", "nonsense", "gAAAAABn", "ünsinn"])
def test_damage_is_told_and_never_a_crash(damaged: str) -> None:
    with pytest.raises(sealing.Lost, match="Enter it again"):
        sealing.unseal(damaged)


def test_another_secret_key_asks_for_the_password_again() -> None:
    sealed = sealing.seal("secret")
    with override_settings(SECRET_KEY="another key of this instance"), pytest.raises(sealing.Lost):
        sealing.unseal(sealed)
