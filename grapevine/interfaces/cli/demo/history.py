"""What happened in thirty months between Leah and each of them: touches and gives, day by day, from one seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from grapevine.domain.gives import rules as give_rules
from grapevine.domain.gives.actions import Draft as Give
from grapevine.domain.touches import rules as touch_rules
from grapevine.domain.touches.actions import Draft as Touch
from grapevine.interfaces.cli.demo.cast import CLOSE, FADED, LISTENING, MET, NEW, WARM, Known

MONTH = 30.4
#: What they do when they meet, likelier ones more often.
_TOGETHER = (touch_rules.CALL, touch_rules.ONE_TO_ONE, touch_rules.ONE_TO_ONE, touch_rules.MEAL, touch_rules.EVENT)
_MINUTES = {touch_rules.CALL: (10, 40), touch_rules.ONE_TO_ONE: (30, 75), touch_rules.MEAL: (45, 120),
            touch_rules.EVENT: (60, 180), touch_rules.GROUP_MEETING: (60, 90)}  # fmt: skip
_NOTES = {
    touch_rules.MESSAGE: ("", "", "A short hello.", "Sent the article we spoke of.", "Asked how the move went."),
    touch_rules.CALL: ("", "Caught up on the week.", "Talked the Friday hearing through."),
    touch_rules.ONE_TO_ONE: ("", "What each of us is working toward.", "Practised how to introduce each other."),
    touch_rules.MEAL: ("", "Lunch at Marlow’s.", "Dinner with both families."),
    touch_rules.EVENT: ("", "Bar association evening.", "The school concert."),
    touch_rules.GROUP_MEETING: ("",),
}
_GIVE_NOTES = {
    give_rules.REFERRAL: ("Somebody who needs advice before anything is filed.", "A couple who want to part in peace."),
    give_rules.INTRODUCTION: ("They spoke the same day.", "Lunch for three."),
    give_rules.INFORMATION: ("The number of a good elder-care adviser.", "Which forms the county changed."),
    give_rules.IDEA: ("How to answer the phone after hours.", "A workshop for two trades at once."),
    give_rules.RESOURCE: ("A template for the first letter.", "The meeting room for an afternoon."),
    give_rules.HELP: ("Drove the boxes over.", "Read the speech aloud twice."),
    give_rules.SUPPORT: ("Sat with her at the hospital.", "An evening on the porch after the funeral."),
    give_rules.ENDORSEMENT: ("A few kind sentences for the web page.",),
    give_rules.INVITATION: ("To the choir’s summer evening.",),
}  # fmt: skip
_BUSINESS = (give_rules.REFERRAL,) * 5 + (give_rules.INTRODUCTION,) * 2 + (
    give_rules.IDEA, give_rules.RESOURCE, give_rules.INFORMATION, give_rules.ENDORSEMENT)  # fmt: skip
_PERSONAL = (give_rules.HELP, give_rules.INFORMATION, give_rules.SUPPORT, give_rules.INVITATION)
_SPHERES = ("personal", "personal", "social", "spiritual")


class History:
    """Makes up the past of one person at a time, relative to ``now``."""

    def __init__(self, now: datetime, random: Random) -> None:
        self.now = now
        self.random = random

    def touches(self, person_id: int, known: Known) -> list[Touch]:
        """Everything between the two, in no order."""
        return list(self._ways[known.closeness](self, person_id, known))

    def gives(self, person_id: int, known: Known) -> list[Give]:
        """As many of the last year as the cast says, and as many again in the years before, both ways."""
        return [
            self._give(person_id, known, direction, since, until)
            for direction, count in ((give_rules.GIVEN, known.gave), (give_rules.RECEIVED, known.got))
            for since, until, times in ((360, 3, count), (known.months * MONTH, 366, count if known.months > 15 else 0))
            for _ in range(times)
        ]

    def _close(self, person_id: int, known: Known) -> Iterator[Touch]:
        """They meet and write, steadily, both beginning."""
        first, ratio = known.months * MONTH, known.ratio or self.random.uniform(0.8, 2.2)
        yield from self._together(person_id, first, 2, known.pace, ratio)
        yield from self._letters(person_id, first, 1, known.pace * ratio, touch_rules.ME)
        yield from self._letters(person_id, first, 1, known.pace / ratio, touch_rules.THEM)

    def _listening(self, person_id: int, known: Known) -> Iterator[Touch]:
        """Leah writes; an answer is rare."""
        first = self.random.uniform(8, 26) * MONTH
        yield from self._letters(person_id, first, 4, self.random.uniform(8, 16), touch_rules.ME)
        yield from self._letters(person_id, first, 30, 160, touch_rules.THEM)

    def _warm(self, person_id: int, known: Known) -> Iterator[Touch]:
        """A meeting every other month, a letter in between."""
        first = self.random.uniform(14, 30) * MONTH
        yield from self._together(person_id, first, 10, self.random.uniform(45, 80), 0.9)
        yield from self._letters(person_id, first, 10, 90, touch_rules.ME)
        yield from self._letters(person_id, first, 10, 90, touch_rules.THEM)

    def _met(self, person_id: int, known: Known) -> Iterator[Touch]:
        """Once or twice, at a meeting of many."""
        kinds = (touch_rules.EVENT, touch_rules.GROUP_MEETING, touch_rules.ONE_TO_ONE)
        for _ in range(self.random.choice((1, 1, 2))):
            yield self._touch(person_id, self.random.uniform(6, 600), self.random.choice(kinds))

    def _faded(self, person_id: int, known: Known) -> Iterator[Touch]:
        """Good once, then silence."""
        last = self.random.uniform(9, 20) * MONTH
        yield from self._together(person_id, 30 * MONTH, last, self.random.uniform(25, 50), 1.0)
        yield from self._letters(person_id, 30 * MONTH, last, 60, touch_rules.ME)
        yield from self._letters(person_id, 30 * MONTH, last, 60, touch_rules.THEM)

    def _new(self, person_id: int, known: Known) -> Iterator[Touch]:
        """In the book, and nothing more is known."""
        return iter(())

    _ways: dict[str, Callable[[History, int, Known], Iterator[Touch]]] = {
        CLOSE: _close, LISTENING: _listening, WARM: _warm, MET: _met, FADED: _faded, NEW: _new,
    }  # fmt: skip

    def _together(
        self, person_id: int, first: float, last: float, pace: float, ratio: float
    ) -> Iterator[Touch]:
        for ago in self._days(first, last, pace):
            theirs = self.random.random() < ratio / (1 + ratio)
            began = touch_rules.THEM if theirs else touch_rules.ME
            yield self._touch(person_id, ago, self.random.choice(_TOGETHER), began)

    def _letters(self, person_id: int, first: float, last: float, pace: float, who: str) -> Iterator[Touch]:
        for ago in self._days(first, last, pace):
            yield self._touch(person_id, ago, touch_rules.MESSAGE, who)

    def _days(self, first: float, last: float, pace: float) -> Iterator[float]:
        """Days ago, from ``first`` to ``last``, about ``pace`` apart."""
        ago = first - self.random.uniform(0, pace)
        while ago > last:
            yield ago
            ago -= self.random.uniform(0.5, 1.5) * pace

    def _touch(self, person_id: int, ago: float, kind: str, began_by: str = touch_rules.UNKNOWN) -> Touch:
        shortest, longest = _MINUTES.get(kind, (0, 0))
        return Touch(
            person_id=person_id,
            at=self._moment(ago),
            kind=kind,
            minutes=self.random.randrange(shortest, longest + 1, 5) if longest else None,
            began_by=began_by,
            about=self.random.choice(("", touch_rules.RELATIONSHIP, touch_rules.BUSINESS)),
            note=self.random.choice(_NOTES[kind]),
        )

    def _give(self, person_id: int, known: Known, direction: str, since: float, until: float) -> Give:
        business = known.segment in ("professional", "client") and self.random.random() < 0.85
        kind = self.random.choice(_BUSINESS if business else _PERSONAL)
        return Give(
            person_id=person_id,
            at=self._moment(self.random.uniform(until, since)),
            kind=kind,
            direction=direction,
            sphere="business" if business else self.random.choice(_SPHERES),
            minutes=self.random.choice((None, 10, 20, 45)),
            note=self.random.choice(_GIVE_NOTES[kind]),
        )

    def _moment(self, ago: float) -> datetime:
        """So many days ago, at an hour when people are up."""
        hour, minute = self.random.randint(13, 22), self.random.choice((0, 15, 30, 45))
        at = (self.now - timedelta(days=ago)).replace(hour=hour, minute=minute, second=0, microsecond=0)
        return min(at, self.now - timedelta(minutes=5))
