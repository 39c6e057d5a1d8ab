"""50 clients over HTTP move the same 200 referrals at once, against `grapevine serve`: nothing lost, doubled or failed.

Run: python -m bench.at_once (and under scripts/with-postgres). Each client holds a connection of its own and moves a
referral on from where it saw it last; whoever comes second is told so (409), looks again and goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from bench import home
from bench.methods.measures import Row, show

CLIENTS, REFERRALS = 50, 200
FOLLOWING = {"consented": "sent", "sent": "accepted", "accepted": "contacted", "contacted": "met", "met": "won"}
#: The clients crowd round so many referrals at a time, so that they really meet.
CROWD = 40
#: Who may say what: until it is sent the giver, from then on the receiver.
GIVER = "consented"


@dataclass
class Race:
    """What all clients share: who may speak, which referrals are left, and what came of every request."""

    port: int
    tokens: dict[str, str]
    left: list[str]
    seconds: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def main() -> None:
    """Make both books, serve, race, look whether all is whole; print the rows."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--workers", type=int, default=2, help="web processes")
    workers = asked.parse_args().workers
    home.begin()
    tokens, referrals = prepare()
    with serving(workers) as port:
        race = Race(port, tokens, list(referrals))
        began = time.perf_counter()
        threads = [threading.Thread(target=client, args=(race, seed)) for seed in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
    show(rows(race, took))


def prepare() -> tuple[dict[str, str], list[str]]:
    """Two linked members, 200 referrals from one to the other that are agreed to; a key of each member."""
    from django.db import connections

    from grapevine.domain.accounts import actions as accounts
    from grapevine.domain.accounts.queries import actor_of
    from grapevine.domain.depth.actions.links import ask_to_link
    from grapevine.domain.network.actions.links import accept_link
    from grapevine.domain.people.actions import add_person
    from grapevine.domain.people.rules.card import Card
    from grapevine.domain.referrals.actions.consenting import note_consent
    from grapevine.domain.referrals.actions.giving import What, Whom, give_referral
    from grapevine.kit import clock

    now = clock.now()
    leah, dana = (
        actor_of(accounts.add_member(now=now, email=f"{name.lower()}@example.com", name=name))
        for name in ("Leah", "Dana")
    )
    there = add_person(actor=leah, now=now, card=Card(name="Dana"))
    here = add_person(actor=dana, now=now, card=Card(name="Leah"))
    _, secret = ask_to_link(actor=leah, now=now, person_uid=there.uid)
    accept_link(actor=dana, now=now, secret=secret, person_uid=here.uid)
    found = []
    for number in range(REFERRALS):
        made = give_referral(
            actor=leah, now=now, person_uid=there.uid, whom=Whom(f"Yuki {number}"), what=What("Somebody for taxes")
        )
        note_consent(actor=leah, now=now, referral_uid=made.uid, how="said", words="On the phone")
        found.append(str(made.uid))
    scopes = ["referrals:read", "referrals:write"]
    tokens = {
        name: accounts.make_token(actor=actor, now=now, name="bench", scopes=scopes)[1]
        for name, actor in (("giver", leah), ("receiver", dana))
    }
    connections.close_all()
    return tokens, found


@contextmanager
def serving(workers: int) -> Iterator[int]:
    """The product's own server on a free port, with its worker."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "grapevine.interfaces.cli.main", "serve", "--port", str(port)]
    with Path(os.environ["GRAPEVINE_HOME"], "said.txt").open("wb") as said:
        server = subprocess.Popen([*command, "--workers", str(workers)], stdout=subprocess.PIPE, stderr=said)
    assert server.stdout is not None
    server.stdout.readline()  # it greets when the first page is answered
    try:
        yield port
    finally:
        server.terminate()
        server.wait(60)


def client(race: Race, seed: int) -> None:
    """One client: moves whatever of the crowd it fancies until nothing is left."""
    chance, seen = random.Random(seed), dict[str, tuple[str, int]]()
    line = HTTPConnection("127.0.0.1", race.port, timeout=120)
    while race.left:
        crowd = race.left[:CROWD]
        if not crowd:
            break
        uid = chance.choice(crowd)
        stage, version = seen.get(uid) or ("consented", 2)
        if stage == "won":
            with race.lock:
                race.left = [each for each in race.left if each != uid]
            continue
        told = ask(race, line, "POST", f"/referrals/{uid}/moves", stage, {"to": FOLLOWING[stage], "version": version})
        if told is None:
            told = ask(race, line, "GET", f"/referrals/{uid}", stage)
        if told is not None:
            seen[uid] = (told["stage"], told["version"])


def ask(race: Race, line: HTTPConnection, method: str, path: str, stage: str, body: Any = None) -> Any:
    """The answer as data; None where somebody else was first. Everything else that is no success is kept as wrong."""
    who = "giver" if stage == GIVER else "receiver"
    headers = {"Authorization": f"Bearer {race.tokens[who]}", "Content-Type": "application/json"}
    began = time.perf_counter()
    try:
        line.request(method, f"/api/v1{path}", json.dumps(body) if body else None, headers)
        answer = line.getresponse()
        status, text = answer.status, answer.read()
    except (OSError, HTTPException) as error:
        line.close()
        status, text = 0, repr(error).encode()
    took = time.perf_counter() - began
    first = status in (404, 409)  # not in the receiver's book before it is sent, or moved meanwhile
    with race.lock:
        race.seconds.append(took)
        race.answers[f"{method} {status}"] += 1
        if status != 200 and not first:
            race.wrong.append(f"{method} {path}: {status} {text[:200]!r}")
    return json.loads(text) if status == 200 else None


def rows(race: Race, took: float) -> list[Row]:
    """What is to be reported, after a look at every row."""
    from django.db import connection

    from grapevine.domain.audit_log.models import Entry
    from grapevine.domain.gives.models import Give
    from grapevine.domain.referrals.models import Move, Referral

    print(connection.vendor, dict(race.answers), *race.wrong[:5], sep="\n")
    wanted = 2 + len(FOLLOWING)
    whole = sum(
        [move.number for move in one.moves.order_by("number")] == list(range(1, wanted + 1)) and one.version == wanted
        for one in Referral.objects.filter(stage="won")
    )
    waits = sorted(race.seconds)
    return [
        Row("referrals with every move once, and won", whole, REFERRALS),
        Row("moves lost or doubled", abs(Move.objects.count() - wanted * REFERRALS), 0, True),
        Row("gives in both ledgers, away from what follows", abs(Give.objects.count() - 2 * REFERRALS), 0, True),
        Row("audit entries of moves, away from the moves", abs(
            Entry.objects.filter(verb="referral.moved").count() - (wanted - 1) * REFERRALS), 0, True),
        Row("requests with an error", len(race.wrong), 0, True),
        Row("requests where another was first", race.answers["POST 409"]),
        Row("requests", len(waits)),
        Row("moves a second", len(FOLLOWING) * REFERRALS / took),
        Row("wait, the middle, ms", 1000 * waits[len(waits) // 2]),
        Row("wait, 99 of 100, ms", 1000 * waits[len(waits) * 99 // 100]),
        Row("wait, the longest, ms", 1000 * waits[-1]),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
