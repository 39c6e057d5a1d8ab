"""The plan and the reviews of a member as a calendar (RFC 5545), for their calendar program to ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from grapevine.domain.coach.models import PlanTold
from grapevine.domain.coach.queries.calendar import Entry, What
from grapevine.kit.sealing import Lost, unseal

#: How often a calendar program is asked to look again.
AGAIN = timedelta(hours=4)
_SUMMARY = {
    What.ACTION: "{title}: {name}",
    What.DONE: "Done: {title}, {name}",
    What.CHECK_IN: "Check-in with {name}",
    What.REVIEW: "Review of the agreement with {name}",
    What.REFRESHER: "A refresher for {name}",
}
_PATH = {
    What.ACTION: "/plan", What.DONE: "/plan", What.CHECK_IN: "/partners/{about}", What.REVIEW: "/partners/{about}",
    What.REFRESHER: "/teach/{about}",
}  # fmt: skip


def address_of(told: PlanTold) -> str:
    """The secret address; empty where there is none. Raises Lost when it cannot be read any more."""
    return f"{settings.BASE_URL}/calendar/{unseal(told.sealed)}.ics" if told.sealed else ""


def address_or_why(told: PlanTold) -> tuple[str, str]:
    """As :func:`address_of`, with the reason instead of an error."""
    try:
        return address_of(told), ""
    except Lost:
        return "", "The address cannot be shown. Make a new one."


def write(entries: Iterable[Entry], now: datetime) -> bytes:
    """The document: whole days that block no time; an entry keeps its UID while it moves."""
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//Grapevine//Plan//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "Grapevine")
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT4H")
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@{host}")
        event.add("dtstamp", now.replace(microsecond=0))
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", _SUMMARY[entry.what].format(title=entry.title, name=entry.name))
        address = settings.BASE_URL + _PATH[entry.what].format(about=entry.about)
        minutes = f"{entry.minutes} minutes." if entry.minutes else ""
        event.add("description", "\n".join(part for part in (entry.why, minutes, address) if part))
        event.add("url", address)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return made.to_ical()
