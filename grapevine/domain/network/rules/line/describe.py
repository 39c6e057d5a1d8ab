"""A line said back in plain words, so that a member sees at a glance whether it was understood."""

from __future__ import annotations

from datetime import datetime

from grapevine.domain.gives import rules as give
from grapevine.domain.gives.rules.promises import ME
from grapevine.domain.network.rules.line.result import (
    AMBIGUOUS,
    FUTURE,
    NOBODY,
    NOTHING,
    SPELLING,
    UNKNOWN,
    Gave,
    Known,
    Promised,
    Understood,
    Unsure,
)
from grapevine.domain.touches import rules as touch

_KINDS = {
    touch.MESSAGE: "Message", touch.CALL: "Call", touch.ONE_TO_ONE: "One-to-one", touch.MEAL: "Meal",
    touch.VISIT: "Visit", touch.EVENT: "Event", touch.GROUP_MEETING: "Group meeting",
}  # fmt: skip
_GIVES = {
    give.REFERRAL: "a referral", give.INTRODUCTION: "an introduction", give.IDEA: "an idea",
    give.RESOURCE: "a resource", give.INFORMATION: "information", give.HELP: "help", give.ENDORSEMENT: "an endorsement",
    give.INVITATION: "an invitation", give.SUPPORT: "support", give.THANKS: "thanks",
}  # fmt: skip
_ABOUT = {touch.RELATIONSHIP: "about each other", touch.BUSINESS: "about business"}
_ASK = {
    UNKNOWN: "“{}” is not in your book yet.",
    AMBIGUOUS: "Who is “{}”?",
    SPELLING: "Is “{}” spelled right?",
    FUTURE: "“{}”: has it happened yet?",
    NOBODY: "Who was it with?",
    NOTHING: "I can't tell what happened. Try “coffee with”, “called”, “referred” or “promised”.",
}


def describe(result: Understood) -> str:
    """What was understood, as sentences: the touch, each give, each question. Times are those of ``result.at``."""
    return " ".join([*said(result), *(question(unsure) for unsure in result.unsure)])


def said(result: Understood) -> list[str]:
    """The touch, each give and each promise, a sentence each, without the questions."""
    touched = [_touch(result)] if result.kind else []
    gave = [_gave(gave, None if result.kind else result.at) for gave in result.gives]
    return [*touched, *gave, *(_promised(promise) for promise in result.promises)]


def _touch(result: Understood) -> str:
    parts = [_KINDS[result.kind] + (f" with {names(result.people)}" if result.people else ""), _when(result.at)]
    if result.minutes:
        parts.append(f"{result.minutes} minutes" if result.minutes != 1 else "1 minute")
    if result.began_by:
        parts.append("you began it" if result.began_by == touch.ME else "they began it")
    if result.about:
        parts.append(_ABOUT[result.about])
    return ", ".join(parts) + "."


def _gave(gave: Gave, at: datetime | None) -> str:
    given = gave.direction == give.GIVEN
    who = names(gave.people) or "somebody"
    told = f"You gave {who} {_GIVES[gave.kind]}" if given else f"{who} gave you {_GIVES[gave.kind]}"
    day = f", {_when(at)}" if at else ""
    return f"{told[0].upper()}{told[1:]} ({gave.sphere}){day}."


def _promised(promise: Promised) -> str:
    who = names(promise.people) or "somebody"
    told = f"You promised {who}" if promise.by == ME else f"{who[0].upper()}{who[1:]} promised you"
    due = f", by {promise.due:%A} {promise.due.day} {promise.due:%B %Y}" if promise.due else ""
    return f"{told}: {promise.what}{due}."


def question(unsure: Unsure) -> str:
    """What has to be asked, with those it may be."""
    return f"{ask(unsure)} Perhaps {names(unsure.candidates, 'or')}?" if unsure.candidates else ask(unsure)


def ask(unsure: Unsure) -> str:
    """What has to be asked, for a place that shows the candidates beside it."""
    return _ASK[unsure.reason].format(unsure.text)


def _when(at: datetime) -> str:
    return f"{at:%A} {at.day} {at:%B %Y} at {at:%H:%M}"


def names(people: tuple[Known, ...], word: str = "and") -> str:
    """``Dana Whitcomb, Ben Okafor and Tom Halloran``; empty for nobody."""
    all_names = [person.name for person in people]
    return f" {word} ".join([", ".join(all_names[:-1]), all_names[-1]]) if len(people) > 1 else "".join(all_names)
