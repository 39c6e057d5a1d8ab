"""Handing letters to the mail server, step by step, so that it is known at which one it was cut off.

Where no server is set, Django's own ways are used (files by default); they take a letter or raise.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends import smtp
from django.core.mail.message import EmailMultiAlternatives

from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.rules import Answer, Phase
from grapevine.interfaces.mail import envelope
from grapevine.kit.sealing import Lost

_LINE_END = re.compile(rb"\r\n|\r|\n")
_DOT = re.compile(rb"(?m)^\.")
#: A password may go to these without encryption.
_THIS_MACHINE = frozenset(("localhost", "127.0.0.1", "::1"))
#: Seconds for trying out a mail server.
_TRY = 5
#: The server's own mistakes in talking, and the line's; each is tried again later.
_FAULTS = (OSError, smtplib.SMTPException)


class Post:
    """One connection for several letters, open while the ``with`` lasts."""

    def __init__(self) -> None:
        self._backend: Any = None

    def __enter__(self) -> Post:
        return self

    def __exit__(self, *_: object) -> None:
        self._hang_up()

    def hand_over(self, letter: Letter, handing: Callable[[], None]) -> Answer:
        """Give the letter to the mail server; ``handing`` is called right before its first byte goes."""
        try:
            message = envelope.message(letter)
            raw = message.message().as_bytes(linesep="\r\n")
        except (Lost, ValueError) as error:  # it will not get better by itself, and goes to nobody
            return Answer(554, f"The letter could not be made: {error}", Phase.CONTENT)
        if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
            return self._by_smtp(envelope.ascii_address(letter.to_address), raw, handing)
        return _kept(message, handing)

    def _by_smtp(self, to: str, raw: bytes, handing: Callable[[], None]) -> Answer:
        phase = Phase.CONNECT
        try:
            server = self._server()
            phase = Phase.SENDER
            if (answer := _answer(server.mail(envelope.return_path()), phase)).code >= 300:
                return self._refused(answer)
            phase = Phase.RECIPIENT
            if (answer := _answer(server.rcpt(to), phase)).code >= 300:
                return self._refused(answer)
            phase = Phase.CONTENT
            if (answer := _answer(server.docmd("DATA"), phase)).code != 354:
                return self._refused(answer)
            self._told(handing)
            server.send(_DOT.sub(b"..", _LINE_END.sub(b"\r\n", raw)).removesuffix(b"\r\n") + b"\r\n.\r\n")
            return _answer(server.getreply(), phase)
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            return _answer((error.smtp_code, error.smtp_error), phase)
        except _FAULTS as error:
            self._hang_up()
            return Answer(0, f"The mail server does not answer: {error or type(error).__name__}", phase)

    def _server(self) -> Any:
        """The connection, ready for the next letter: a new one, or the old one if it still answers."""
        if self._backend is not None:
            with contextlib.suppress(*_FAULTS):
                if self._backend.connection.rset()[0] == 250:
                    return self._backend.connection
            self._hang_up()
        backend = smtp.EmailBackend(fail_silently=False)
        backend.open()
        self._backend = backend
        backend.connection.ehlo_or_helo_if_needed()
        return backend.connection

    def _refused(self, answer: Answer) -> Answer:
        """A refusal; after 421 the server hangs up."""
        if answer.code == 421:
            self._hang_up()
        return answer

    def _told(self, handing: Callable[[], None]) -> None:
        """Tell that the letter goes now. If it must not, the line is cut: the server waits for the letter already."""
        try:
            handing()
        except BaseException:
            backend, self._backend = self._backend, None
            backend.connection.close()
            raise

    def _hang_up(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            with contextlib.suppress(*_FAULTS):
                backend.close()


def try_out() -> tuple[bool, str]:
    """Whether the mail server that is set lets us in, and a sentence about it. No letter goes."""
    host, user = settings.EMAIL_HOST, settings.EMAIL_HOST_USER
    safe = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    if user and not safe and host not in _THIS_MACHINE:
        return False, f"{host} would get the password without encryption: use smtp+tls:// or smtp+ssl://"
    backend = smtp.EmailBackend(fail_silently=False, timeout=_TRY)
    try:
        backend.open()
        backend.close()
    except smtplib.SMTPResponseException as error:
        said = _answer((error.smtp_code, error.smtp_error), Phase.CONNECT).said
        return False, f"{host} refuses us: {said}"
    except _FAULTS as error:
        return False, f"{host}:{settings.EMAIL_PORT} does not answer: {error or type(error).__name__}"
    way = "with encryption" if safe else "without encryption"
    return True, f"{host} lets us in{' as ' + user if user else ''}, {way}"


def _kept(message: EmailMultiAlternatives, handing: Callable[[], None]) -> Answer:
    try:
        connection = get_connection()
        handing()
        connection.send_messages([message])
    except OSError as error:  # the disk: nothing was delivered to anybody
        return Answer(451, f"The letter could not be kept: {error}", Phase.CONTENT)
    return Answer(250, "kept", Phase.CONTENT)


def _answer(said: tuple[int, Any], phase: Phase) -> Answer:
    code, text = said
    return Answer(code, text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text), phase)
