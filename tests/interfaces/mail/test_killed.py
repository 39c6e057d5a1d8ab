"""`kill -9` of a worker in the middle of sending, in real processes, on a database of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.interfaces.mail.post_office import PostOffice, post_office

ROOT = Path(__file__).resolve().parents[3]
_SETUP = """
import django; django.setup()
from datetime import datetime, timedelta, UTC
from grapevine.domain.letters import actions
from grapevine.domain.letters.models import Letter
from grapevine.interfaces.mail import trial
from grapevine.interfaces.mail.transport import Post
now = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""
_QUEUE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
for number in range(3):
    said = {"to_address": f"ben{number}@okafor.example", "to_name": "", "base_url": "https://grapevine.example"}
    actions.queue_house_letter(now=now, letter=trial.letter(**said))
Letter.objects.update(automatic=False)
"""
_SEND = """
import sys
later = now + timedelta(minutes=float(sys.argv[1]))
with Post() as post:
    actions.send_due(now=later, hand_over=post.hand_over)
for letter in Letter.objects.order_by("pk"):
    print(letter.to_address, letter.state, letter.attempts)
"""


class House:
    """A Grapevine of its own, whose worker is a process that can be killed."""

    def __init__(self, home: Path, office: PostOffice) -> None:
        self.told = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GRAPEVINE_")},
            "GRAPEVINE_HOME": str(home),
            "GRAPEVINE_EMAIL_URL": f"smtp://127.0.0.1:{office.port}",
            "DJANGO_SETTINGS_MODULE": "grapevine.config.settings",
        }

    def begin(self, code: str, *words: str) -> subprocess.Popen[str]:
        """Start a process."""
        command = [sys.executable, "-c", _SETUP + code, *words]
        return subprocess.Popen(command, cwd=ROOT, env=self.told, stdout=subprocess.PIPE, text=True)

    def run(self, code: str, *words: str) -> list[str]:
        """What a process prints."""
        process = self.begin(code, *words)
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        return out.splitlines()


@pytest.mark.parametrize("step", ["DATA", pytest.param("RCPT", marks=pytest.mark.nightly)])
def test_a_killed_worker_neither_loses_a_letter_nor_sends_one_twice(tmp_path: Path, step: str) -> None:
    with post_office() as office:
        house = House(tmp_path, office)
        house.run(_QUEUE)
        office.answers[step] = ["250 OK", "hang"]
        worker = house.begin(_SEND, "0")
        try:
            _wait_until(lambda: office.hangs)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        office.hangs.clear()
        assert house.run(_SEND, "1")[1].split()[1:] == ["sending", "1"], "it may still be at work"
        states = [line.split()[1] for line in house.run(_SEND, "20")]
    arrived = sorted(letter["To"] for letter in office.letters)
    if step == "RCPT":  # surely not handed over: it went with the next try
        assert states == ["sent"] * 3 and arrived == [f"ben{number}@okafor.example" for number in range(3)]
    else:  # all of it was handed over, and nobody heard the answer: the member decides
        assert states == ["sent", "unsure", "sent"] and len(arrived) == len(set(arrived))


def _wait_until(happened: Any) -> None:
    until = time.monotonic() + 120
    while not happened():
        assert time.monotonic() < until, "the worker never came so far"
        time.sleep(0.01)
