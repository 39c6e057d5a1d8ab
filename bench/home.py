"""A throw-away installation for a bench, with as many people as asked for."""

from __future__ import annotations

import atexit
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta

_GIVEN = """Ada Ben Cleo Dag Eva Finn Gita Hugo Ines Jon Kaja Lev Mina
    Nils Oda Pia Quin Rosa Sven Tess Uma Vera Will Yara""".split()  # noqa: SIM905
_FAMILY = """Abel Berg Castro Dahl Egan Foss Grau Holm Ivers Jansen Krog
    Lund Moss Nagy Orr Pihl Quist Rao Sand Torp Vik""".split()  # noqa: SIM905
_WORK = """Accountant Architect Banker Broker Carpenter Dentist
    Designer Electrician Engineer Lawyer Notary Nurse""".split()  # noqa: SIM905


def begin() -> None:
    """Set up an empty installation in a temporary folder (GRAPEVINE_DATABASE_URL still chooses the database).

    The folder goes when this process ends.
    """
    folder = os.environ["GRAPEVINE_HOME"] = tempfile.mkdtemp(prefix="grapevine-bench-")
    mine = os.getpid()
    # A child of a fork ends as well, and the folder is still its parent's.
    atexit.register(lambda: os.getpid() == mine and shutil.rmtree(folder, ignore_errors=True))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grapevine.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def cards(count: int, seed: int = 1) -> Iterator[str]:
    """vCards 3.0 of invented people, about twenty lines each, as phones write them."""
    chance = random.Random(seed)
    for number in range(count):
        given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
        work = chance.choice(_WORK)
        yield (
            "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Example//Phone 9//EN\r\n"
            f"N:{family};{given} {number};;;\r\nFN:{given} {number} {family}\r\nNICKNAME:{given[:2]}\r\n"
            f"ORG:{family} & Sons {number % 900};Office\r\nTITLE:{work}\r\n"
            f"EMAIL;type=INTERNET;type=HOME;type=pref:{given.lower()}{number}@example.com\r\n"
            f"EMAIL;type=INTERNET;type=WORK:{family.lower()}{number}@work.example.com\r\n"
            f"TEL;type=CELL;type=VOICE;type=pref:+1 555 {number:07d}\r\nTEL;type=WORK:+1 556 {number:07d}\r\n"
            f"item1.ADR;type=HOME;type=pref:;;{number % 400} Example Road;Springfield;IL;62701;United States\r\n"
            f"item1.X-ABADR:us\r\nitem2.URL;type=pref:https://example.com/people/{number}\r\n"
            f"item2.X-ABLabel:_$!<HomePage>!$_\r\nBDAY:19{number % 90 + 10}-0{number % 9 + 1}-1{number % 9}\r\n"
            f"CATEGORIES:friends,{work.lower()}s\r\nNOTE:Met at the fair\\, spoke\\nabout {work.lower()}s.\r\n"
            f"UID:bench-{seed}-{number}\r\nREV:2026-01-01T00:00:00Z\r\nEND:VCARD\r\n"
        )


def member(email: str = "leah@example.com"):
    """A member to whom the book belongs, as an actor. Runs that share one database take an address each."""
    from grapevine.domain.accounts import actions, queries
    from grapevine.kit import clock

    added = actions.add_member(now=clock.now(), email=email, name="Leah Marchetti")
    return queries.actor_of(added)


def fill(actor, count: int, touched: int) -> None:
    """Put ``count`` people into the book; ``touched`` of them get touches, a rising number the nearer they are."""
    from grapevine.domain.people import actions as people
    from grapevine.domain.people.rules.card import SEGMENTS, Card, Labelled
    from grapevine.domain.touches.actions import Draft, log_touches
    from grapevine.domain.touches.rules import KINDS
    from grapevine.kit import clock

    chance, now, segments = random.Random(count), clock.now(), list(SEGMENTS)
    for start in range(0, count, 1000):
        made = people.add_people(
            actor=actor,
            now=now,
            cards=[
                Card(
                    name=f"{chance.choice(_GIVEN)} {number} {chance.choice(_FAMILY)}",
                    firm=f"{chance.choice(_FAMILY)} & Sons {number % 900}",
                    title=chance.choice(_WORK),
                    segment=segments[number % len(segments)],
                    emails=(Labelled(f"p{number}@example.com", "work"),),
                    phones=(Labelled(f"+1 555 {number:07d}", "mobile"),),
                    tags=(f"tag{number % 50}",),
                )
                for number in range(start, min(start + 1000, count))
            ],
        )
        drafts = [
            Draft(
                person.pk,
                now - timedelta(days=chance.random() ** 2 * 900, minutes=5),
                chance.choice(KINDS),
                began_by=chance.choice(("me", "them")),
            )
            for offset, person in enumerate(made)
            if start + offset < touched
            for _ in range(chance.randint(1, 12 if start + offset < 300 else 3))
        ]
        if drafts:
            log_touches(actor=actor, now=now, drafts=drafts)
