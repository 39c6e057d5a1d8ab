"""What the audit says, in words: its title, the two sentences, the groups, how sure."""

from __future__ import annotations

from grapevine.domain.insights.queries.audit import Audit
from grapevine.domain.insights.queries.audit_facts import UNSORTED
from grapevine.domain.insights.rules.audit import PARTNERS, Group
from grapevine.domain.insights.rules.missing_words import State, Sure, Verdict
from grapevine.domain.insights.rules.two_questions import ANSWER_FROM, SERVED, WARM, Answer, Question
from grapevine.interfaces.web import words
from grapevine.interfaces.web.pictures.marks import NAMES, NONE, UNKNOWN

#: How a sentence speaks of a group.
WHOM = {
    "family": "your family", "friend": "your friends", "school": "people from school", "client": "your clients",
    "professional": "other professionals", "community": "people of your community",
    UNSORTED: "those not sorted yet", PARTNERS: "your partners",
}  # fmt: skip
_ASKED = "Do your family, school friends and happy clients send all the referrals you want?"
SAYINGS = {
    WARM: "People who know, like and trust you send you referrals.",
    SERVED: "Good service brings referrals.",
}
ANSWERS = {
    Answer.TRUE: "True, by your records", Answer.FALSE: "False, by your records", Answer.PARTLY: "Partly true",
    Answer.OPEN: "We cannot tell yet",
}  # fmt: skip
_WHO = {
    WARM: ("person knows, likes and trusts you", "people know, like and trust you"),
    SERVED: ("client trusts you", "clients trust you"),
}


def label(key: str) -> str:
    """What a group is called in the table."""
    if key == PARTNERS:
        return "Your partners"
    return words.segment_label("" if key == UNSORTED else key)


def title(found: Audit) -> tuple[str, str]:
    """The title and its turn."""
    answer = found.questions[0].answer
    if answer in (Answer.FALSE, Answer.PARTLY):
        return "They like you and trust you.", "Why don’t they refer?"
    if answer is Answer.TRUE:
        return "They like you and trust you.", "And they refer you"
    return "Who sends you people,", "and what is missing?"


def lede(found: Audit) -> str:
    """The essay's question in the member's own numbers."""
    if not found.people:
        return f"{_ASKED} Bring in your people, and your own records will answer."
    warm, partners = found.questions[0], found.group(PARTNERS)
    if warm.answer is Answer.OPEN:
        return (
            f"{_ASKED} In twelve months {count(found.sent, 'referral')} came. Too little is known of most people here "
            "to say what holds the others back: rate them, or ask."
        )
    first = f"{warm.people} people without an agreement know, like and trust you. Together they sent {warm.sent}."
    if not partners or not partners.sent:
        return first
    return f"{first} {count(partners.people, 'partner')} sent {partners.sent}. {_difference(partners, warm)}"


def _difference(partners: Group, warm: Question) -> str:
    if partners.per_ten <= 10.0 * warm.sent / max(1, warm.people):
        return "So far the agreements bring no more than warmth does."
    return "The difference is not warmth; it is a promise, and knowing what to look for."


def told(question: Question) -> str:
    """What stands under one of the two sentences."""
    who = _WHO[question.kind][question.people != 1]
    if question.answer is Answer.OPEN:
        known = f"Of only {question.people} we know it" if question.people else "Of nobody we know it yet"
        return f"{known}: with {ANSWER_FROM} or more the records can answer."
    return (
        f"{question.people} {who}, partners not counted. {question.senders} of them sent anybody in twelve months, "
        f"{count(question.sent, 'referral')} in all."
    )


def kind(verdict: Verdict) -> str:
    """The mark of what holds somebody back."""
    if verdict.state is State.COMPLETE:
        return NONE
    first = verdict.first
    return UNKNOWN if first is None else first.ingredient


def held(verdict: Verdict) -> list[tuple[str, str, str]]:
    """The two likeliest: (mark, name, how sure); empty when too little is known or nothing is missing."""
    if verdict.state in (State.UNKNOWN, State.COMPLETE):
        return []
    return [(one.ingredient, NAMES[one.ingredient], of_100(one.p)) for one in verdict.two]


def of_100(p: float) -> str:
    """``58 of 100``."""
    return f"{100 * p:.0f} of 100"


def how_sure(verdict: Verdict) -> str:
    """A few words."""
    if verdict.state is State.UNKNOWN:
        return "Too little known"
    if verdict.state is State.COMPLETE:
        return "All five are there"
    first = verdict.two[0]
    if not first.known:
        return "Never rated or seen: rate or ask"
    return {Sure.LIKELY: "Most likely", Sure.PERHAPS: "Perhaps"}.get(first.sure, "We cannot tell yet: rate or ask")


def expected(group: Group) -> str:
    """What a little more would bring."""
    if group.more is None:
        return "too early to say what it brings"
    low, high = group.more
    if not high:
        return "hardly one more a year"
    return f"perhaps {low} to {high} more a year" if low != high else f"perhaps {high} more a year"


def count(number: int, one: str, many: str = "") -> str:
    """``1 referral``, ``12 referrals``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
