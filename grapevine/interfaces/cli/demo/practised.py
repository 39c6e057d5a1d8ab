"""What Leah practised of late, and the technique of her week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.actions import practising
from grapevine.domain.people.models import Person

#: Technique, how many weeks ago, how it went, the note, with whom.
TRIES = (
    ("five-headings", 9, "well", "She talked for half an hour about the choir.", "Priya Raman"),
    ("hour-with-no-agenda", 8, "so_so", "I began to explain mediation after twenty minutes.", "Ellen Fisk"),
    ("thank-with-outcome", 6, "well", "Told her how it ended. She was glad to hear it at all.", "Dana Whitcomb"),
    ("introduce-two", 5, "well", "They met within the week.", "Ben Okafor"),
    ("pick-up-the-phone", 3, "not_yet", "Reached the machine three times. Next time in the morning.", "Tom Halloran"),
    ("thank-with-outcome", 2, "well", "Two lines were enough.", "Ben Okafor"),
)  # fmt: skip
CHOSEN = "ask-advice"


def write_practised(actor: Actor, now: datetime, people: Mapping[str, Person]) -> None:
    """The tries, oldest first; then the technique that is not tried yet."""
    for key, weeks, went, note, name in TRIES:
        person = people.get(name)
        practising.note_try(actor=actor, now=now - timedelta(weeks=weeks), key=key, went=went, note=note,
                            person_uid=person.uid if person else None)  # fmt: skip
    practising.choose_technique(actor=actor, now=now, key=CHOSEN)
