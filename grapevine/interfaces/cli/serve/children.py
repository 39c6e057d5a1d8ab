"""Keeping children alive: start, notice a death, clear up after it, start again, stop."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

#: A child that dies sooner than this after its start was not well started, in seconds.
SOON = 10.0
#: So many such deaths in a row, and there is no sense in going on.
GIVE_UP_AFTER = 5
#: A child that does not stop when asked is killed, after so many seconds.
PATIENCE = 15.0


@dataclass
class Child:
    """One child process. ``before`` is called before each start; ``deaths`` counts those soon after a start."""

    name: str
    command: Sequence[str]
    before: Callable[[], None] = lambda: None
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0

    def start(self) -> None:
        """Start it as the leader of a process group of its own, holding its lifeline."""
        self.before()
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, process_group=0)

    def died(self) -> bool:
        """Whether it is gone; then whatever it left behind is killed."""
        if self.process is None or self.process.poll() is None:
            return False
        self.kill()
        self.deaths = self.deaths + 1 if time.monotonic() - self.started < SOON else 1
        return True

    def kill(self) -> None:
        """Kill it with all its own children."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait()

    def ask_to_stop(self) -> None:
        """SIGTERM to the child itself, which tells its own children."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.terminate()


@dataclass
class Household:
    """Some children, and whether they shall stop."""

    children: list[Child]
    say: Callable[[str], None]
    stopping: bool = False
    _signals: tuple[signal.Signals, ...] = field(default=(signal.SIGTERM, signal.SIGINT), repr=False)

    def stop(self, *_: object) -> None:
        """Ask for the end; a second signal changes nothing."""
        self.stopping = True

    def start(self) -> None:
        """Start all; from here on a signal stops them."""
        for number in self._signals:
            signal.signal(number, self.stop)
        for child in self.children:
            child.start()

    def look(self) -> bool:
        """Start again whoever died. False when one dies again and again."""
        for child in self.children:
            if self.stopping or not child.died():
                continue
            assert child.process is not None
            if child.deaths >= GIVE_UP_AFTER:
                self.say(f"The {child.name} dies again and again (exit {child.process.returncode}); see above why.")
                return False
            self.say(f"The {child.name} died (exit {child.process.returncode}); starting it again.")
            child.start()
        return True

    def end(self) -> None:
        """Ask all to stop, wait a while, kill who does not."""
        for child in self.children:
            child.ask_to_stop()
        until = time.monotonic() + PATIENCE
        for child in self.children:
            if child.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.1, until - time.monotonic()))
                child.kill()
