"""Understanding one line: the parts in their order, put together. Any text gives an answer; what is unsure is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from types import MappingProxyType

from grapevine.domain.network.rules.line import dates, durations, gives, touch
from grapevine.domain.network.rules.line.mentions import KNOWN, Finder, Mention
from grapevine.domain.network.rules.line.people import People
from grapevine.domain.network.rules.line.promises import Clause, Spoken, clauses, spoken, without
from grapevine.domain.network.rules.line.result import (
    AMBIGUOUS,
    FUTURE,
    NOBODY,
    NOTHING,
    PRONOUNS,
    UNKNOWN,
    Gave,
    Known,
    Promised,
    Span,
    Understood,
    Unsure,
)
from grapevine.domain.network.rules.line.text import compact, joined, mask, plain, tidy
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
    told: str
    origin: list[int]
    people: People
    mentions: Sequence[Mention]
    acts: Sequence[gives.Act]
    promises: Sequence[Spoken]
    days: Sequence[Clause]
    kind: touch.Kind | None
    chosen: Mapping[str, Known]

    def said(self, slot: int) -> str:
        """The name at a slot, as typed."""
        return self.text[self.mentions[slot].start:self.mentions[slot].end]

    def settled(self, slot: int) -> bool:
        """Whether nothing is left to ask about the name at a slot."""
        return self.mentions[slot].reason == KNOWN or self.said(slot) in self.chosen

    def meant(self, slot: int) -> tuple[Known, ...]:
        """Who is meant by the name at a slot: nobody while that has to be asked."""
        mention = self.mentions[slot]
        if mention.reason == KNOWN:
            return self.people.at(mention.places)
        return (self.chosen[self.said(slot)],) if self.settled(slot) else ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A place of ``seen``, whose spaces are single, in the text as typed."""
        return self.origin[start], self.origin[end]

    def words(self, start: int, end: int) -> str:
        """The text as typed at a place of ``seen``."""
        start, end = self.place(start, end)
        return self.text[start:end]

    def typed(self, start: int, end: int) -> str:
        """The text as typed at a place of ``seen``, without what is masked there (a time)."""
        kept = (" " if self.told[at] == " " else self.text[self.origin[at]] for at in range(start, end))
        return " ".join("".join(kept).split())

    def due(self, start: int, end: int) -> date | None:
        """The day by which the promise at a place of ``seen`` is to be kept."""
        first, last = self.place(start, end)
        return next((each.due for each in self.days if each.start < last and first < each.end), None)


def understand(
    text: str,
    people: People,
    now: datetime,
    zone: tzinfo,
    day_first: bool = False,
    chosen: Mapping[str, Known] = MappingProxyType({}),
) -> Understood:
    """Read a line. now is aware; zone is the member's; day_first reads 3/12 as 3 December.

    ``chosen`` answers what was unsure before: the words asked about (``Unsure.text``) -> who is meant by them.
    Never raises for any text; ``at`` is never after now; people come from the known ones only, and somebody who might
    be another is in ``unsure`` instead.
    """
    text = tidy(text)
    seen = joined(text, plain(text))
    told = clauses(seen, now, zone, day_first)
    time = dates.when(without(seen, told), now, zone, day_first)
    due = [each.due_span for each in told if each.due_span]
    seen = mask(seen, [*time.spans, *due])
    minutes, long = durations.minutes(seen)
    if long:
        seen = mask(seen, [long])
    mentions, seen = Finder(text, seen, people).walk()
    seen, origin = compact(seen)
    made = spoken(seen)
    kept = mask(seen, [(each.start, each.end) for each in made])
    acts = gives.acts(kept)
    kind = touch.kind_of(kept, acts) or touch.kind_within(seen, made, bool(time.spans))
    kind = kind or touch.implied(kept, acts, minutes)
    read = _Read(text, kept, seen, origin, people, mentions, acts, made, told, kind, chosen)
    there, given, promised, unsure = _people(read)
    if time.plan:
        unsure.append(Unsure(time.plan, FUTURE))
    spans = [Span(*span, "at") for span in time.spans] + [Span(*span, "due") for span in due]
    spans += ([Span(*long, "minutes")] if long else [])
    return Understood(
        text=text,
        people=there,
        kind=read.kind.kind if read.kind else "",
        at=time.at,
        minutes=minutes or time.minutes,
        began_by=_began(read),
        about=touch.about(kept, acts) if read.kind else "",
        note=_note(read, spans),
        gives=given,
        unsure=tuple(unsure),
        spans=tuple(sorted([*spans, *_spans(read)], key=lambda span: (span.start, span.end))),
        promises=promised,
    )


def _began(read: _Read) -> str:
    if not read.kind:
        return ""
    return touch.by_message(read.seen, read.kind, read.acts) or touch.began_by(read.seen, read.kind)


def _people(read: _Read) -> tuple[tuple[Known, ...], tuple[Gave, ...], tuple[Promised, ...], list[Unsure]]:
    """Who was there, the gives and the promises with their people, and what has to be asked."""
    slots = range(len(read.mentions))
    strangers = frozenset(slot for slot in slots if not read.mentions[slot].places and not read.settled(slot))
    there, relatives = touch.who_was_there(read.seen, read.acts, strangers)
    pure = touch.of_gives(read.acts) + [slot for each in read.promises for slot in each.slots]
    there = (pure if read.kind is None else there) or there or pure
    unsure = [_question(read, slot) for slot in dict.fromkeys([*there, *pure]) if not read.settled(slot)]
    of_family = [_relative(read, slot) for slot in relatives]
    unsure += [asked for asked in of_family if asked.text not in read.chosen]
    known = _known(read, there) + tuple(read.chosen[a.text] for a in of_family if a.text in read.chosen)
    handed = _handed(read, known, unsure)
    if read.kind is None and not read.acts and not read.promises:
        unsure.append(Unsure(read.text, NOTHING))
    elif not known and not unsure:
        unsure = _missing(read)
        known = tuple(read.chosen[asked.text] for asked in unsure if asked.text in read.chosen)
        if known:
            unsure = []
            handed = _handed(read, known, unsure)
    return known, *handed, unsure


def _handed(
    read: _Read, there: tuple[Known, ...], unsure: list[Unsure]
) -> tuple[tuple[Gave, ...], tuple[Promised, ...]]:
    given = tuple(_gave(read, act, there, unsure) for act in read.acts)
    return given, tuple(_promised(read, each, there, unsure) for each in read.promises)


def _known(read: _Read, slots: Sequence[int]) -> tuple[Known, ...]:
    return tuple(dict.fromkeys(person for slot in slots for person in read.meant(slot)))


def _question(read: _Read, slot: int) -> Unsure:
    mention = read.mentions[slot]
    return Unsure(read.said(slot), mention.reason, read.people.at(mention.places))


def _relative(read: _Read, slot: int) -> Unsure:
    """ "Dana's sister" is somebody, and not Dana."""
    start, end = read.mentions[slot].start, read.mentions[slot].end
    more = re.match(r"[^\w\s]s?\s*\w*", read.text[end:])
    return Unsure(read.text[start:end + (more.end() if more else 0)], UNKNOWN)


def _gave(read: _Read, act: gives.Act, there: tuple[Known, ...], unsure: list[Unsure]) -> Gave:
    """The give with its people: those named, else the one person of the line; "her" among several is asked."""
    people = _known(read, act.slots)
    if not act.slots or act.pronoun:
        people = _pronoun(read, act.pronoun, act.slots, there, unsure)
    note = " ".join(read.words(act.start, act.end).split()).strip(" ,;-")
    return Gave(act.kind, act.direction, act.sphere, people, note)


def _promised(read: _Read, made: Spoken, there: tuple[Known, ...], unsure: list[Unsure]) -> Promised:
    """The promise with its people, what it is in the words typed, and its day."""
    people = _known(read, made.slots) if made.slots else _pronoun(read, made.pronoun, (), there, unsure)
    return Promised(made.by, read.typed(*made.what).strip(" ,:-"), read.due(made.start, made.end), people)


def _pronoun(
    read: _Read, pronoun: str, slots: Sequence[int], there: tuple[Known, ...], unsure: list[Unsure]
) -> tuple[Known, ...]:
    """Who is meant by a pronoun, or by nobody named: the people of the line; "her" among several is asked."""
    if pronoun not in PRONOUNS or len(there) < 2 or slots:
        return tuple(dict.fromkeys([*there, *_known(read, slots)]))
    if pronoun in read.chosen:
        return (read.chosen[pronoun],)
    unsure.append(Unsure(pronoun, AMBIGUOUS, there))
    return ()


def _missing(read: _Read) -> list[Unsure]:
    if read.kind is not None and read.kind.kind in (GROUP_MEETING, EVENT):
        return []
    word = re.search(r"\b(?:with|from|w/) (?:(?:a|an|the|my|our) )?(\w+(?: \w+)?)", read.seen)
    return [Unsure(read.words(*word.span(1)) if word else read.text, NOBODY)]


def _spans(read: _Read) -> list[Span]:
    found = [Span(mention.start, mention.end, "who") for mention in read.mentions]
    found += [Span(*read.place(act.start, act.end), "give") for act in read.acts]
    found += [Span(*read.place(each.start, each.end), "promise") for each in read.promises]
    return found + ([Span(*read.place(read.kind.start, read.kind.end), "kind")] if read.kind else [])


def _note(read: _Read, times: Sequence[Span]) -> str:
    """What the line says beyond who, how, when and the gives; "" when nothing is left."""
    said = [read.place(act.start, act.end) for act in read.acts]
    said += [read.place(made.start, made.end) for made in read.promises]
    kind = [read.place(read.kind.start, read.kind.end)] if read.kind else []
    gone = [(span.start, span.end) for span in times] + said
    names = [(mention.start, mention.end) for mention in read.mentions]
    if not re.search(r"\w", _SMALL.sub("", mask(plain(read.text), [*gone, *kind, *names]))):
        return ""
    kept = " ".join(mask(read.text, gone).split())
    return re.sub(r"(?: ?[,;.-])+(?= ?[,;.])|^[ ,;.-]+|(?:[ ,;-]| and)+$| (?=[,;.])", "", kept).strip()
