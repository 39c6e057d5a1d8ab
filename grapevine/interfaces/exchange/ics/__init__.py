"""iCalendar files (.ics) of Google, Outlook, Apple, Thunderbird and others, read as touches.

``looks_like(head)`` knows the format by its content; ``read(path, reading)`` yields one Item for each VEVENT.

What counts: events that are over, not cancelled, not declined by the member, with at least one other person who did
not decline. One other person: one-to-one (a meal or a call where the title says so). Two or three others: an event
together. Four or more: a group meeting. Rooms, group calendars and people marked as absent are nobody.
Times without a known zone are floating: see ``zones``. A change of "this and all later ones": see ``series``.
"""

from __future__ import annotations

from .reading import CUT_OFF, is_cut_off, looks_like, read

__all__ = ["CUT_OFF", "is_cut_off", "looks_like", "read"]
