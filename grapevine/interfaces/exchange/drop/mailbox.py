"""The mailbox of dropped letters, over IMAP: what is new, one letter, filing it away. Nothing is ever deleted."""

from __future__ import annotations

import imaplib
import re
import ssl
from typing import Any
from urllib.parse import unquote, urlsplit

#: Seconds for any answer of the server.
TIMEOUT = 30.0
#: A letter larger than this is read no further than its head; what was forwarded in it is not found.
LARGEST = 25_000_000
_PORTS = {"imaps": 993, "imap": 143}
_THIS_MACHINE = frozenset(("localhost", "127.0.0.1", "::1"))
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_VALIDITY = re.compile(rb"\d+")

WRONG_URL = "GRAPEVINE_DROP_URL should look like imaps://user:password@host/INBOX."
NOT_SAFE = "GRAPEVINE_DROP_URL begins with imap://, which shows the password to the network. Use imaps://."
NO_ANSWER = "The mailbox for dropped letters does not answer ({why})."
REFUSED = "The mailbox for dropped letters refuses us: {why}"


class MailboxError(Exception):
    """The mailbox could not be read; its text says why, without the password."""


class Mailbox:
    """One folder of an IMAP account, open while the ``with`` lasts. Every fault is a :class:`MailboxError`."""

    def __init__(self, url: str) -> None:
        """``url`` as in docs/settings.md."""
        try:
            parts = urlsplit(url)
            self._host, self._port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
        except ValueError as error:
            raise MailboxError(WRONG_URL) from error
        if parts.scheme not in _PORTS or not self._host or not parts.username:
            raise MailboxError(WRONG_URL)
        if parts.scheme == "imap" and self._host not in _THIS_MACHINE:
            raise MailboxError(NOT_SAFE)
        self._encrypted = parts.scheme == "imaps"
        self._user, self._password = unquote(parts.username), unquote(parts.password or "")
        self._folder = unquote(parts.path.lstrip("/")) or "INBOX"
        self._places: dict[str, str] = {}
        self._moves = False
        self.validity = 0
        self._imap: imaplib.IMAP4

    def __enter__(self) -> Mailbox:
        try:
            self._imap = self._connected()
            self._imap.login(self._user, self._password)
            self._moves = b" MOVE" in b" ".join(self._imap.capability()[1]).upper()  # told only now that we are in
            self._checked(self._imap.select(_quoted(self._folder)))
            told = self._imap.response("UIDVALIDITY")[1]
            match = _VALIDITY.search(told[0]) if told and told[0] else None
            self.validity = int(match[0]) if match else 0
        except imaplib.IMAP4.error as error:
            raise MailboxError(REFUSED.format(why=_text(error))) from error
        except OSError as error:
            raise MailboxError(NO_ANSWER.format(why=error.strerror or type(error).__name__)) from error
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._imap.logout()
        except (OSError, imaplib.IMAP4.error):
            self._imap.shutdown()

    def letters_after(self, uid: int) -> list[int]:
        """UIDs of the letters above this one, the lowest first."""
        (found,) = self._asked("SEARCH", "UID", f"{uid + 1}:*")
        return sorted(one for one in map(int, (found or b"").split()) if one > uid)

    def head(self, uid: int) -> bytes:
        """The header lines of a letter; empty where it is gone."""
        return self._fetched(uid, "BODY.PEEK[HEADER]")

    def whole(self, uid: int) -> bytes:
        """All of a letter; only its header lines where it is too large."""
        told = b"".join(each for each in self._asked("FETCH", str(uid), "(RFC822.SIZE)") if isinstance(each, bytes))
        size = _SIZE.search(told)
        large = size is not None and int(size[1]) > LARGEST
        return self._fetched(uid, "BODY.PEEK[HEADER]" if large else "BODY.PEEK[]")

    def file_away(self, uid: int, folder: str) -> None:
        """Mark it read and move it to the folder, which is made when missing. Where a server cannot, it stays."""
        self._asked("STORE", str(uid), "+FLAGS", "(\\Seen)")
        if not self._moves:
            return
        place = self._places.get(folder) or self._made(folder)
        if place:
            self._places[folder] = place
            self._asked("MOVE", str(uid), place)

    def _made(self, folder: str) -> str:
        """The folder as this server calls it: some have everything below INBOX. Empty where none can be made."""
        for name in (folder, f"INBOX.{folder}", f"INBOX/{folder}"):
            self._guarded(lambda name=name: self._imap.create(_quoted(name)))
            if self._guarded(lambda name=name: self._imap.status(_quoted(name), "(MESSAGES)"))[0] == "OK":
                return _quoted(name)
        return ""

    def _connected(self) -> imaplib.IMAP4:
        if self._encrypted:
            context = ssl.create_default_context()
            return imaplib.IMAP4_SSL(self._host, self._port, ssl_context=context, timeout=TIMEOUT)
        return imaplib.IMAP4(self._host, self._port, timeout=TIMEOUT)

    def _fetched(self, uid: int, what: str) -> bytes:
        found = self._asked("FETCH", str(uid), f"({what})")
        return next((each[1] for each in found if isinstance(each, tuple)), b"")

    def _asked(self, command: str, *arguments: str) -> list[Any]:
        return self._checked(self._guarded(lambda: self._imap.uid(command, *arguments)))

    @staticmethod
    def _checked(answer: tuple[str, list[Any]]) -> list[Any]:
        if answer[0] != "OK":
            raise MailboxError(REFUSED.format(why=_text(answer[1][0] if answer[1] else "")))
        return answer[1]

    @staticmethod
    def _guarded(call: Any) -> Any:
        try:
            return call()
        except imaplib.IMAP4.error as error:
            raise MailboxError(REFUSED.format(why=_text(error))) from error
        except OSError as error:
            raise MailboxError(NO_ANSWER.format(why=error.strerror or type(error).__name__)) from error


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(said: object) -> str:
    """What a server said, as text."""
    if isinstance(said, imaplib.IMAP4.error):
        said = said.args[0] if said.args else ""
    return (said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said))[:200]
