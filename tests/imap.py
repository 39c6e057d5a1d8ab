"""A real IMAP server for the tests: dovecot in a folder of its own, on loopback, gone afterwards.

Where there is none, and none can be installed, what needs it is skipped and says so; with CI=true it fails.
"""

from __future__ import annotations

import imaplib
import os
import re
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "with-imap"
MISSING = "no IMAP server: scripts/with-imap --find says what to install"


def _script() -> ModuleType:
    loader = SourceFileLoader("with_imap", str(SCRIPT))
    spec = spec_from_loader("with_imap", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def imap_server() -> Iterator[str]:
    """Its address without a folder: ``imap://drop:secret@127.0.0.1:PORT``; any name is a mailbox of its own."""
    given = os.environ.get("GRAPEVINE_TEST_IMAP")
    if given:
        yield given.removesuffix("/INBOX")
        return
    script = _script()
    program = script.find_program()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    server = script.Server(program)
    try:
        yield server.start().removesuffix("/INBOX")
    finally:
        server.stop()


class Post:
    """A mailbox of the server as a test sees it: put letters in, see where they went."""

    def __init__(self, server: str, name: str) -> None:
        self.url = server.replace("drop:", f"{name}:") + "/INBOX"
        parts = urlsplit(self.url)
        assert parts.hostname and parts.port
        self.imap = imaplib.IMAP4(parts.hostname, parts.port, timeout=20)
        self.imap.login(name, "secret")

    def put(self, *letters: str | bytes) -> None:
        """Deliver letters into the inbox."""
        for letter in letters:
            data = letter.encode() if isinstance(letter, str) else letter
            data = re.sub(rb"\r?\n", b"\r\n", data)
            answer = self.imap.append("INBOX", "", "", data)
            assert answer[0] == "OK", answer

    def subjects(self, folder: str = "INBOX") -> list[str]:
        """What lies in a folder, in order; a folder that is not there holds nothing."""
        answer, held = self.imap.select(folder, readonly=True)
        if answer != "OK" or held == [b"0"]:
            return []
        found = self.imap.fetch("1:*", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1]
        heads = [each[1].decode() for each in found if isinstance(each, tuple)]
        self.imap.unselect()
        return [head.partition(":")[2].strip() for head in heads]

    def close(self) -> None:
        self.imap.logout()
