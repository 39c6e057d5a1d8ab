"""Letters go into a folder of the home, or where GRAPEVINE_EMAIL_URL says."""

from __future__ import annotations

from pathlib import Path

import pytest

from grapevine.config.environment import letters

FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRAPEVINE_EMAIL_URL", raising=False)


def test_without_a_setting_letters_are_files_in_the_home_folder() -> None:
    assert letters(Path("/srv/grapevine")) == {"EMAIL_BACKEND": FILES, "EMAIL_FILE_PATH": "/srv/grapevine/mail"}


def test_a_folder_keeps_its_first_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPEVINE_EMAIL_URL", "filemail:///srv/letters")
    assert letters(Path("/elsewhere"))["EMAIL_FILE_PATH"] == "/srv/letters"


def test_a_mail_server_is_taken_with_port_user_and_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPEVINE_EMAIL_URL", "smtp+tls://leah:secret@mail.example:587")
    found = letters(Path("/elsewhere"))
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_USER"]) == ("mail.example", 587, "leah")
    assert found["EMAIL_USE_TLS"] is True
