"""Understanding one line: the parts in their order, put together. Any text gives an answer; what is unsure is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from grapevine.domain.network.rules.line import dates, durations, gives, touch
from grapevine.domain.network.rules.line.mentions import KNOWN, Finder, Mention
from grapevine.domain.network.rules.line.people import People
from grapevine.domain.network.rules.line.result import (
    AMBIGUOUS,
    FUTURE,
    NOBODY,
    NOTHING,
    UNKNOWN,
    Gave,
    Known,
    Span,
    Understood,
    Unsure,
)
from grapevine.domain.network.rules.line.text import compact, mask, plain, tidy
from grapevine.domain.touches.rules import EVENT, GROUP_MEETING
from grapevine.domain.touches.rules import KINDS as TOUCH_KINDS

_SMALL = re.compile(
    r"\b(?:i|we|a|an|the|had|have|was|at|on|in|with|w|for|and|to|by|over|from|my|me|up|quick|quickly|via|it|of|did|today"
    rf"|us|her|him|them|she|he|they|{'|'.join(kind.replace('_', ' ') for kind in TOUCH_KINDS)})\b|[^\w]|\d+"
)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was found in the line before people are decided."""

    text: str
    seen: str
    origin: list[int]
    people: People
    mentions: Sequence[Mention]
    acts: Sequence[gives.Act]
    kind: touch.Kind | None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A place of ``seen``, whose spaces are single, in the text as typed."""
        return self.origin[start], self.origin[end]

    def words(self, start: int, end: int) -> str:
        """The text as typed at a place of ``seen``."""
        start, end = self.place(start, end)
        return self.text[start:end]


def understand(text: str, people: People, now: datetime, zone: tzinfo, day_first: bool = False) -> Understood:
    """Read a line. now is aware; zone is the member's; day_first reads 3/12 as 3 December.

    Never raises for any text; ``at`` is never after now; people come from the known ones only, and somebody who might
    be another is in ``unsure`` instead.
    """
    text = tidy(text)
    seen = plain(text)
    time = dates.when(seen, now, zone, day_first)
    seen = mask(seen, time.spans)
    minutes, long = durations.minutes(seen)
    if long:
        seen = mask(seen, [long])
    mentions, seen = Finder(text, seen, people).walk()
    seen, origin = compact(seen)
    acts = gives.acts(seen)
    read = _Read(text, seen, origin, people, mentions, acts, touch.kind_of(seen, acts))
    there, given, unsure = _people(read)
    if time.plan:
        unsure.append(Unsure(time.plan, FUTURE))
    spans = [Span(*span, "at") for span in time.spans] + ([Span(*long, "minutes")] if long else [])
    return Understood(
        text=text,
        people=there,
        kind=read.kind.kind if read.kind else "",
        at=time.at,
        minutes=minutes or time.minutes,
        began_by=_began(read),
        about=touch.about(seen, acts) if read.kind else "",
        note=_note(read, spans),
        gives=given,
        unsure=tuple(unsure),
        spans=tuple(sorted([*spans, *_spans(read)], key=lambda span: (span.start, span.end))),
    )


def _began(read: _Read) -> str:
    if not read.kind:
        return ""
    return touch.by_message(read.seen, read.kind, read.acts) or touch.began_by(read.seen, read.kind)


def _people(read: _Read) -> tuple[tuple[Known, ...], tuple[Gave, ...], list[Unsure]]:
    """Who was there, the gives with their people, and what has to be asked."""
    strangers = frozenset(slot for slot, mention in enumerate(read.mentions) if not mention.places)
    slots, relatives = touch.who_was_there(read.seen, read.acts, strangers)
    pure = touch.of_gives(read.acts)
    if read.kind is None and pure:
        slots = pure
    there = slots or pure
    asked = [slot for slot in dict.fromkeys([*there, *pure]) if read.mentions[slot].reason != KNOWN]
    unsure = [_question(read, slot) for slot in asked]
    unsure += [_relative(read, slot) for slot in relatives]
    known = _known(read, there)
    given = tuple(_gave(read, act, known, unsure) for act in read.acts)
    if read.kind is None and not read.acts:
        unsure.append(Unsure(read.text, NOTHING))
    elif not known and not unsure:
        unsure += _missing(read)
    return known, given, unsure


def _known(read: _Read, slots: Sequence[int]) -> tuple[Known, ...]:
    places = [place for slot in slots if read.mentions[slot].reason == KNOWN for place in read.mentions[slot].places]
    return tuple(person for place in dict.fromkeys(places) for person in read.people.at([place]))


def _question(read: _Read, slot: int) -> Unsure:
    mention = read.mentions[slot]
    return Unsure(read.text[mention.start:mention.end], mention.reason, read.people.at(mention.places))


def _relative(read: _Read, slot: int) -> Unsure:
    """ "Dana's sister" is somebody, and not Dana."""
    start, end = read.mentions[slot].start, read.mentions[slot].end
    more = re.match(r"[^\w\s]s?\s*\w*", read.text[end:])
    return Unsure(read.text[start:end + (more.end() if more else 0)], UNKNOWN)


def _gave(read: _Read, act: gives.Act, there: tuple[Known, ...], unsure: list[Unsure]) -> Gave:
    """The give with its people: those named, else the one person of the line; "her" among several is asked."""
    people = _known(read, act.slots)
    if not act.slots or act.pronoun:
        if act.pronoun in ("her", "him") and len(there) > 1 and not act.slots:
            unsure.append(Unsure(act.pronoun, AMBIGUOUS, there))
        else:
            people = tuple(dict.fromkeys([*there, *people]))
    note = " ".join(read.words(act.start, act.end).split()).strip(" ,;-")
    return Gave(act.kind, act.direction, act.sphere, people, note)


def _missing(read: _Read) -> list[Unsure]:
    if read.kind is not None and read.kind.kind in (GROUP_MEETING, EVENT):
        return []
    word = re.search(r"\b(?:with|from|w/) (?:(?:a|an|the|my|our) )?(\w+(?: \w+)?)", read.seen)
    return [Unsure(read.words(*word.span(1)) if word else read.text, NOBODY)]


def _spans(read: _Read) -> list[Span]:
    found = [Span(mention.start, mention.end, "who") for mention in read.mentions]
    found += [Span(*read.place(act.start, act.end), "give") for act in read.acts]
    return found + ([Span(*read.place(read.kind.start, read.kind.end), "kind")] if read.kind else [])


def _note(read: _Read, times: Sequence[Span]) -> str:
    """What the line says beyond who, how, when and the gives; "" when nothing is left."""
    said = [read.place(act.start, act.end) for act in read.acts]
    kind = [read.place(read.kind.start, read.kind.end)] if read.kind else []
    gone = [(span.start, span.end) for span in times] + said
    names = [(mention.start, mention.end) for mention in read.mentions]
    if not re.search(r"\w", _SMALL.sub("", mask(plain(read.text), [*gone, *kind, *names]))):
        return ""
    kept = " ".join(mask(read.text, gone).split())
    return re.sub(r"(?: ?[,;.-])+(?= ?[,;.])|^[ ,;.-]+|(?:[ ,;-]| and)+$| (?=[,;.])", "", kept).strip()
