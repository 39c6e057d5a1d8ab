"""Messages as touches: from the member to others, from others to the member, and answers on mailing lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grapevine.domain.imports.rules.records import Item, Me, Party, Reading, TouchRecord, Where
from grapevine.domain.people.rules.names import spoken
from grapevine.domain.touches import rules as touches

from .bulk import is_robot, judge, looks_bulk
from .heads import Address, Head, understand
from .spans import Span, head_of, sample_of, spans
from .threads import Threads, is_me

#: A letter to more people than this is bulk mail.
MOST_RECIPIENTS = 10
_EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)
_TO_MANY = f"sent to more than {MOST_RECIPIENTS} people at once"
_NOT_YOURS = "neither from you nor to you"


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a file: its head, the line it begins on, and its text as a place in the file, not as text."""

    line: int
    head: Head
    path: Path
    body: int
    end: int

    def sample(self) -> bytes:
        with open(self.path, "rb") as file:
            return sample_of(file, self.body, self.end)


def read(path: Path, reading: Reading) -> Iterator[Item]:
    """One Item for each message of an mbox file. Nothing in the file raises; an unreadable file raises OSError.

    The file is read twice: the first time only to know who wrote which message.
    """
    threads = Threads()
    for message in _messages(path):
        threads.add(message.head, reading.me)
    yield from _Reader(reading, threads).items(_messages(path))


def read_eml(path: Path, reading: Reading) -> Iterator[Item]:
    """One Item for the one message of an .eml file. Nothing in the file raises; OSError when it is unreadable."""
    yield from _Reader(reading, Threads()).items(_messages(path, single=True))


def headers(path: Path) -> Iterator[Head]:
    """Who wrote each message of an mbox file, when, and which message of the same file it answers (the nearest)."""
    threads = Threads()
    for message in _messages(path):
        threads.add(message.head, Me())
    for message in _messages(path):
        yield replace(message.head, replies_to=threads.nearest(message.head))


def _messages(path: Path, single: bool = False) -> Iterator[Message]:
    whole = [Span(1, 0, path.stat().st_size)] if single else None
    with open(path, "rb") as file, open(path, "rb") as ahead:
        for span in whole or spans(ahead):
            from_line, data, body = head_of(file, span)
            yield Message(span.line, understand(from_line, data), path, body, span.end)


@dataclass(slots=True)
class _Reader:
    """Reads messages one by one and remembers which touches it has handed out."""

    reading: Reading
    threads: Threads
    seen: set[str] = field(default_factory=set)

    def items(self, messages: Iterator[Message]) -> Iterator[Item]:
        for message in messages:
            where = Where(self.reading.file, message.line)
            outcome = self._untimely(message.head) or self._people(message)
            if isinstance(outcome, str):
                refused = outcome == _NOBODY_WROTE
                yield Item(where, refused=outcome if refused else "", skipped="" if refused else outcome)
            else:
                yield self._item(where, message.head, outcome)

    def _item(self, where: Where, head: Head, people: list[Address]) -> Item:
        began_by = touches.ME if is_me(head.from_email, self.reading.me) else touches.THEM
        records = [
            TouchRecord(
                key=f"mail:{head.key}:{email}",
                who=Party(name=spoken(name), email=email),
                at=head.date or self.reading.now,
                kind=touches.MESSAGE,
                began_by=began_by,
                subject=head.subject,
            )
            for name, email in people
        ]
        fresh = tuple(each for each in records if each.key not in self.seen)
        self.seen.update(each.key for each in fresh)
        if not fresh:
            return Item(where, skipped="the same message stands earlier in this file")
        return Item(where, fresh)

    def _untimely(self, head: Head) -> str:
        if not head.from_email:
            return _NOBODY_WROTE
        if head.date is None:
            return "it has no date that can be read"
        if head.date > self.reading.now + timedelta(days=1):
            return f"dated in the future ({head.date:%Y-%m-%d})"
        if head.date < _EARLIEST:
            return f"dated before mail was ({head.date:%Y-%m-%d})"
        return ""

    def _people(self, message: Message) -> list[Address] | str:
        """With whom this message is a touch; or why with nobody."""
        if is_me(message.head.from_email, self.reading.me):
            return self._from_me(message.head)
        return self._to_me(message)

    def _from_me(self, head: Head) -> list[Address] | str:
        verdict = judge(head)
        if verdict.reason and not verdict.mailing_list:
            return verdict.reason
        answered = self.threads.answered(head)
        answered = "" if is_me(answered, self.reading.me) else answered
        to_list = verdict.mailing_list or any(email in self.threads.lists for _, email in head.recipients)
        if to_list and answered:
            return [next((each for each in head.recipients if each[1] == answered), ("", answered))]
        if to_list:
            return "posted to a mailing list, in answer to nobody in this file"
        if len(head.recipients) > MOST_RECIPIENTS:
            return _TO_MANY
        people = {email: (name, email) for name, email in head.recipients if not is_me(email, self.reading.me)}
        found = [each for email, each in people.items() if not is_robot(email)]
        return found or ("sent to a robot" if people else "it goes to nobody but yourself")

    def _to_me(self, message: Message) -> list[Address] | str:
        head, me = message.head, self.reading.me
        answers_me = is_me(self.threads.answered(head), me)
        named = any(is_me(email, me) for _, email in head.recipients)
        if not (answers_me or named or any(is_me(email, me) for email in head.reached())):
            return _NOT_YOURS
        verdict = judge(head)
        if verdict.reason and not (verdict.mailing_list and answers_me):
            return verdict.reason
        if len(head.recipients) > MOST_RECIPIENTS and not answers_me:
            return _TO_MANY
        stranger = not head.answers and head.from_email not in self.threads.friends
        if stranger:
            encoding = head.fields.get("content-transfer-encoding", ("",))[0]
            if reason := looks_bulk(head, message.sample(), encoding, named):
                return reason
        return [(head.from_name, head.from_email)]


_NOBODY_WROTE = "This message cannot be read: it does not say who wrote it (From)."
