"""A mail server on loopback, and the settings that send letters there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.interfaces.mail.post_office import PostOffice, post_office


def send_by(settings: Any, office: PostOffice, **more: object) -> None:
    """Let letters go through this server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
    settings.BASE_URL = "https://grapevine.example"
    settings.DEFAULT_FROM_EMAIL = "Grapevine <post@grapevine.example>"
    for name, value in more.items():
        setattr(settings, name, value)


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    """A server that takes everything, until it is told otherwise."""
    with post_office() as found:
        send_by(settings, found)
        yield found
