"""`grapevine serve` as a real process: it answers, revives its worker, and stops when told to."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.postgres import only_on_sqlite
from tests.served import COMMAND, Served

pytestmark = only_on_sqlite
PATIENCE = 60


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    """One running Grapevine with the demo."""
    grapevine = Served(tmp_path_factory.mktemp("serve"))
    grapevine.start("--first-start-demo")
    yield grapevine
    grapevine.stop()


def until(true: Callable[[], bool], what: str) -> None:
    """Wait for something to come true, as long as a slow machine may need."""
    give_up = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < give_up, what
        time.sleep(0.1)


def worker_of(served: Served) -> int | None:
    for child in psutil.Process(served.process.pid).children():
        with contextlib.suppress(psutil.NoSuchProcess):
            if "worker" in child.cmdline():
                return child.pid
    return None


def log(served: Served) -> str:
    return served.log.read_text()


def test_it_says_where_to_go_and_how_to_sign_in(served):
    until(lambda: "/sign-in/" in log(served), "no link was printed")
    assert f"Grapevine is at {served.url}/" in log(served)
    assert served.answers()


def test_a_worker_that_is_killed_comes_back(served):
    until(lambda: worker_of(served) is not None, "no worker was started")
    killed = worker_of(served)
    os.kill(killed, signal.SIGKILL)
    until(lambda: worker_of(served) not in (None, killed), "the worker did not come back")
    assert "The worker died (exit -9); starting it again." in log(served)
    assert served.answers()


def test_a_port_in_use_and_a_home_in_use_are_told(served, tmp_path):
    def serve(home: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, "serve", "--port", str(served.port)], env={**served.environment, "GRAPEVINE_HOME": str(home)},
            capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip

    other, same = serve(tmp_path), serve(served.home)
    assert (other.returncode, same.returncode) == (1, 1)
    assert f"Port {served.port} is in use" in other.stderr
    assert "serving" in same.stderr


def test_sigterm_stops_everything_and_the_data_is_kept(served):
    family = psutil.Process(served.process.pid).children(recursive=True)
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(timeout=PATIENCE) == 0
    _, alive = psutil.wait_procs(family, timeout=PATIENCE)
    assert alive == []
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", served.port)) != 0
    assert log(served).rstrip().endswith("Stopped.")

    served.start("--first-start-demo")
    assert log(served).count("Making the demo chapter.") == 1
    assert log(served).count("/sign-in/") == 1  # no terminal: no link left in a log


def test_a_killed_parent_takes_its_children_along(served):
    family = psutil.Process(served.process.pid).children(recursive=True)
    served.process.kill()
    served.process.wait()
    _, alive = psutil.wait_procs(family, timeout=PATIENCE)
    assert alive == []
