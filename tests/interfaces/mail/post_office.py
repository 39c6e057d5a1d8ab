"""A real mail server on loopback for the tests: it takes letters, or refuses them as it is told."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.served import free_port

#: What a step of the talk answers instead of taking the letter; "drop" cuts the line.
Answers = dict[str, list[str]]


class PostOffice:
    """What came in, and what shall be answered: ``answers["RCPT"] = ["550 5.1.1 no such user"]``, one for each letter
    in turn; after the last one letters are taken."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.answers: Answers = {"MAIL": [], "RCPT": [], "DATA": []}
        self.signed_in: list[str] = []
        self.port = 0
        self.connections = 0
        self.hangs: list[str] = []

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, host: str, answers: list[str]) -> list[str]:
        session.host_name = host
        self.connections += 1
        return answers

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        envelope.mail_from = address
        return self._next(server, "MAIL")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        envelope.rcpt_tos.append(address)
        return await self._waited(server, "RCPT")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await self._waited(server, "DATA")
        if answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        return answer

    async def _waited(self, server: Any, step: str) -> str:
        """The next answer; "hang" is none, until the other side is gone."""
        told = self._next(server, step)
        if told != "hang":
            return told
        self.hangs.append(step)
        while self.hangs:
            await asyncio.sleep(0.01)
        return "451 too late"

    def _next(self, server: Any, step: str) -> str:
        told = self.answers[step].pop(0) if self.answers[step] else "250 OK"
        if told == "drop":
            server.transport.abort()
        return told

    def knows(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        """Lets in who says the password "secret"."""
        good = getattr(data, "password", b"") == b"secret"
        if good:
            self.signed_in.append(data.login.decode())
        return AuthResult(success=good, handled=good)


@contextmanager
def post_office(*, tls: ssl.SSLContext | None = None, sign_in: bool = False) -> Iterator[PostOffice]:
    """A mail server while the ``with`` lasts; ``tls``: it offers STARTTLS; ``sign_in``: it wants a password."""
    office = PostOffice()
    extra: dict[str, Any] = {"tls_context": tls, "require_starttls": tls is not None}
    if sign_in:
        extra |= {"authenticator": office.knows, "auth_required": True, "auth_require_tls": tls is not None}
    controller = Controller(office, hostname="127.0.0.1", port=free_port(), **extra)
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()
