"""A real CardDAV server (radicale) on loopback, and a phone: another program that edits the same address book."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import uuid
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

PASSWORD = "correct horse battery"
_BOOK = """<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><set><prop>
<resourcetype><collection/><c:addressbook/></resourcetype><displayname>{name}</displayname></prop></set></mkcol>"""


@dataclass
class Peer:
    """The server: one user a test, so that tests do not meet."""

    port: int
    users: Path

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/"

    def phone(self, *books: str) -> Phone:
        """A new user with these address books."""
        user = f"leah{uuid.uuid4().hex[:8]}"
        with self.users.open("a") as file:
            file.write(f"{user}:{PASSWORD}\n")
        phone = Phone(self, user)
        for name in books or ("Contacts",):
            phone.add_book(name)
        return phone


@dataclass
class Phone:
    """Another program with the same account. ``book`` is the path of the address book it works on."""

    peer: Peer
    user: str
    book: str = ""
    made: int = field(default=0)

    def add_book(self, name: str) -> None:
        path = f"/{self.user}/{name.lower()}/"
        self.ask("MKCOL", path, _BOOK.format(name=name))
        self.book = self.book or path

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        basic = b64encode(f"{self.user}:{PASSWORD}".encode()).decode()
        connection = HTTPConnection("127.0.0.1", self.peer.port, timeout=20)
        try:
            given = {"Authorization": f"Basic {basic}", "Content-Type": "text/vcard; charset=utf-8", **headers}
            connection.request(method, path, body.encode(), given)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def put(self, name: str, *lines: str, version: str = "3.0") -> str:
        """Write a card of these lines; returns its path."""
        path = name if name.startswith("/") else f"{self.book}{name}.vcf"
        uid = [] if any(line.startswith("UID") for line in lines) else [f"UID:{path.rsplit('/', 1)[1]}"]
        text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *uid, *lines, "END:VCARD", ""])
        status, said = self.ask("PUT", path, text)
        assert status in (201, 204), said
        return path

    def person(self, name: str, full: str, *lines: str) -> str:
        """Write a card of somebody with this full name."""
        given, _, family = full.rpartition(" ")
        return self.put(name, f"FN:{full}", f"N:{family};{given};;;", *lines)

    def edit(self, path: str, old: str, new: str) -> None:
        """Change some text of a card."""
        text = self.text(path)
        assert old in text, text
        assert self.ask("PUT", path, text.replace(old, new))[0] in (201, 204)

    def text(self, path: str) -> str:
        """A card as the server keeps it, unfolded; empty when there is none."""
        status, text = self.ask("GET", path)
        return re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n") if status == 200 else ""

    def delete(self, path: str) -> None:
        assert self.ask("DELETE", path)[0] in (200, 204)

    def paths(self) -> list[str]:
        """Every card of the address book."""
        said = self.ask("PROPFIND", self.book, "", Depth="1")[1]
        found = re.findall(r"<(?:\w+:)?href>([^<]+)</", said)
        return sorted({path for path in found if path.endswith(".vcf")})

    def names(self) -> list[str]:
        """The name on every card, in alphabetical order."""
        texts = [self.text(path) for path in self.paths()]
        return sorted(match[1] for text in texts if (match := re.search(r"^FN[^:]*:(.*)$", text, re.MULTILINE)))

    def upload(self, texts: list[str]) -> None:
        """Put a whole address book there at once."""
        headers = {"Content-Type": "text/vcard; charset=utf-8"}
        status, said = self.ask("PUT", self.book, "".join(texts), **headers)
        assert status in (201, 204), said


@contextmanager
def serving(folder: Path) -> Iterator[Peer]:
    """The server while it is needed."""
    users = folder / "users"
    users.write_text("")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = folder / "config"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {users}\n"
        "htpasswd_encryption = plain\ndelay = 0\n[storage]\n"
        f"filesystem_folder = {folder / 'storage'}\n[logging]\nlevel = error\n"
    )
    process = subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(config)])
    try:
        _wait(port, process)
        yield Peer(port, users)
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, "radicale did not start"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("radicale does not answer")
