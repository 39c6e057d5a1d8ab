"""How the page of the plan says what comes first, what the minutes go to, and what hangs on the vine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from grapevine.domain.coach.queries.week import Line, Week
from grapevine.domain.coach.rules.spans import ago
from grapevine.domain.coach.rules.techniques.reading import Technique
from grapevine.domain.goals.queries.vine import Vine
from grapevine.domain.goals.rules.aim import Kind
from grapevine.domain.referrals.rules.moves import Stage
from grapevine.interfaces.web import referral_words
from grapevine.interfaces.web.goals_words import said, whole
from grapevine.interfaces.web.pictures.cane import bunch, hanging
from grapevine.interfaces.web.referral_rows import ripeness

ANSWER, GIVE, KNOW, TEACH = "b-answer", "b-give", "b-know", "b-teach"
#: What the minutes go to, in the order of the legend.
LEGEND = {ANSWER: "Answer", GIVE: "Give", KNOW: "Get to know", TEACH: "Teach and learn"}
#: Widths there are for a part of the bar, in minutes.
WIDTHS = (5, 10, 15, 20, 25, 30, 45, 60, 75, 90, 120, 180, 240)
#: More parts than this make no bar.
MOST_PARTS = 48


def goes_to(line: Line) -> str:
    """What the minutes of a line go to."""
    if line.waits:
        return ANSWER
    if line.technique.kind in ("teach", "learn"):
        return TEACH
    return GIVE if line.technique.gives_first else KNOW


#: What one says of an action that is done: by the situation it is for, else by what it writes down. {}: their name.
_DID_FOR = {"promised": "Kept it", "waiting": "Answered", "owed": "Thanked {}"}
_DID = {
    "message": "Wrote to {}", "call": "Called {}", "one_to_one": "Met {}", "visit": "Visited {}",
    "meal": "Ate together", "group_meeting": "Sat with {}", "introduction": "Introduced them", "information": "Sent it",
    "idea": "Sent it", "help": "Helped {}", "support": "Helped {}", "endorsement": "Said it",
    "invitation": "Invited {}", "thanks": "Thanked {}", "": "Did it",
}  # fmt: skip
#: A button is no place for a long name.
_LONGEST_NAME = 14


def did(technique: Technique, name: str) -> str:
    """What the button says that is pressed once it is done: “Called Walter”."""
    told = [words for fact, words in _DID_FOR.items() if fact in technique.facts]
    form = told[0] if told else _DID.get(technique.logs, "Done")
    return form.format(name if len(name) <= _LONGEST_NAME else "them")


def not_yet(found: Week) -> dict[str, Any] | None:
    """The note on whom not to ask yet: .name .quiet .reason .step."""
    if found.not_yet is None:
        return None
    who = found.not_yet.who
    quiet = f"You were last in touch {ago(who.now.quiet or 0.0)}."
    return {"name": who.name, "id": str(who.uid), "quiet": quiet, "reason": found.not_yet.reason,
            "step": found.not_yet.step}  # fmt: skip


def width(minutes: int) -> int:
    """The width nearest to so many minutes."""
    return min(WIDTHS, key=lambda known: abs(known - minutes))


def bar(lines: Sequence[Line], free: int) -> list[tuple[str, int, str]]:
    """The parts of the bar as (class, width, words); none where there are too many."""
    if not lines or len(lines) > MOST_PARTS:
        return []
    parts = [(goes_to(line), width(line.technique.minutes), str(at)) for at, line in enumerate(lines, 1)]
    return [*parts, ("b-free", width(free), f"{free} free")] if free >= WIDTHS[0] else parts


def legend(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """What the minutes go to, with how many, as (class, words)."""
    spent: Counter[str] = Counter()
    for line in lines:
        spent[goes_to(line)] += line.technique.minutes
    return [(css, f"{name}, {spent[css]} min") for css, name in LEGEND.items() if spent[css]]


def lede(found: Week) -> str:
    """What comes first this week, and who after that."""
    if not found.lines:
        return "Those who wait for you come first, then what brings most for your time."
    facts = [line.technique.facts for line in found.lines if line.waits]
    parts = [
        _count(sum("promised" in each for each in facts), "thing you promised", "things you promised"),
        _count(sum("owed" in each for each in facts), "person to thank", "people to thank"),
        _count(sum("waiting" in each for each in facts), "message to answer", "messages to answer"),
        _count(sum("birthday" in each for each in facts), "birthday", "birthdays"),
    ]
    first = [part for part in parts if part]
    after = next((line for line in found.lines if not line.waits), None)
    if not first:
        return "Nothing is promised and nobody waits for a word from you. These bring most for your time."
    joined = first[0] if len(first) == 1 else f"{', '.join(first[:-1])} and {first[-1]}"
    comes = "comes" if len(facts) == 1 else "come"
    then = f" After that, {after.who.now.name}: {_begun(after.technique.why)}" if after else ""
    return f"{joined[:1].upper()}{joined[1:]} {comes} first.{then}"


def _begun(text: str) -> str:
    """A sentence that goes on after a colon; what begins with a name of the language stays."""
    return text if text[:2] in ("I ", "I’") else f"{text[:1].lower()}{text[1:]}"


def _count(count: int, one: str, many: str) -> str:
    return "" if not count else f"{said(count)} {one if count == 1 else many}"


def pipeline(found: Vine, *, money: bool) -> dict[str, Any]:
    """The cane: .period .empty .stages (.name .count .worth .picture .link) .goal (.got .amount .words .picture)."""
    return {
        "period": str(found.period),
        "empty": not any(total.count for total in found.hanging.values()),
        "stages": [
            {
                "name": referral_words.lane(str(stage)), "count": f"{total.count:,}",
                "worth": referral_words.worth(total.worth or None) if money else "",
                "picture": hanging(min(total.count, 99), ripeness(stage)), "stage": str(stage),
            }
            for stage, total in found.hanging.items()
        ],
        "goal": _goal(found) if found.goal else None,
    }  # fmt: skip


def _goal(found: Vine) -> dict[str, Any]:
    assert found.goal is not None
    won, goal = found.hanging[Stage.WON], found.goal
    of_value = goal.kind == Kind.VALUE
    got = found.earned if of_value else won.count
    aimed = f"{whole(goal.amount)} in value" if of_value else _count(goal.amount, "new client", "new clients")
    return {
        "got": whole(got), "amount": whole(goal.amount), "words": f"Goal: {aimed} by {_day(goal.ends_on)}.",
        "picture": "" if of_value else bunch(min(got, goal.amount), goal.amount),
        "reached": got >= goal.amount,
    }  # fmt: skip


def _day(on: date) -> str:
    return f"{on.day} {on:%B}"
