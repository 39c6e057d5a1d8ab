"""A real Grapevine: the server and its worker as processes of their own, on a folder and a port of their own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: How long a server may take to answer for the first time (it migrates an empty database first).
START_SECONDS = 90
COMMAND = (sys.executable, "-m", "grapevine.interfaces.cli.main")


class Served:
    """One running Grapevine. `url` is where, `home` its folder; `run` speaks to it by the command line."""

    def __init__(self, home: Path, *, database_url: str = "") -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home / "server.log"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GRAPEVINE_", "DJANGO_"))}
        self.environment = {**kept, "GRAPEVINE_HOME": str(home), "GRAPEVINE_BASE_URL": self.url}
        self.environment["GRAPEVINE_TRUSTED_HOSTS"] = "127.0.0.1"  # other servers of the tests are on this machine too
        if database_url:
            self.environment["GRAPEVINE_DATABASE_URL"] = database_url
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str) -> None:
        """Start `grapevine serve` and wait until it answers. Raises RuntimeError with the end of its log."""
        command = [*COMMAND, "serve", "--host", "127.0.0.1", "--port", str(self.port), *options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        give_up = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > give_up:
                self.stop()
                raise RuntimeError(f"grapevine serve did not start:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.1)

    def answers(self) -> bool:
        """True as soon as any page, even an error page, comes back."""
        try:
            urllib.request.urlopen(self.url + "/", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop server and worker: politely, or with SIGKILL as a power cut would."""
        if self.process is None:
            return
        self._signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=20)
        self._signal(signal.SIGKILL)  # whatever of its group is left
        self.process.wait()
        self.process = None

    def _signal(self, how: signal.Signals) -> None:
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)

    def run(self, *arguments: str, stdin: str = "", check: bool = True) -> str:
        """What `grapevine ARGUMENTS` prints. Raises RuntimeError when it fails, unless check is False."""
        done = subprocess.run(
            [*COMMAND, *arguments], env=self.environment, input=stdin, capture_output=True, text=True, check=False
        )
        if check and done.returncode:
            raise RuntimeError(f"grapevine {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def link(self, email: str) -> str:
        """A one-time sign-in link for a member, as `grapevine member link` prints it."""
        words = self.run("member", "link", email).split()
        links = [word for word in words if word.startswith("http")]
        if not links:
            raise RuntimeError(f"grapevine member link {email} printed no link: {words}")
        address = urlsplit(links[0])
        return f"{self.url}{address.path}{'?' + address.query if address.query else ''}"

    def sign_in(self, page: Page, email: str, name: str = "") -> None:
        """Sign the member in by a one-time link; with a name, the member is made first."""
        if name:
            self.run("member", "add", email, "--name", name)
        link = self.link(email)
        page.goto(link)
        button = page.locator("main form[method=post] button")
        if urlsplit(page.url).path == urlsplit(link).path and button.count() == 1:
            button.click()  # a link may ask for one press, so that mail scanners do not use it up


def free_port() -> int:
    """A loopback port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
