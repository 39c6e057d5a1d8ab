"""What has still to come, and what did not happen: "tomorrow", "cancelled", "no answer"."""

from __future__ import annotations

import re

#: What has still to come, and what did not happen.
_LATER = re.compile(
    r"\b(?:tomorrow|tmrw|tomoz)\b|\bnext (?:week|month|year|weekend|mon|tue|wed|thu|fri|sat|sun)\w*|\bin (?:a|\d+"
    r"|two|three) (?:day|week|month)s?\b"
)
_PLANNED = re.compile(r"\bi(?:'ll| will| am going to|'m going to) \w+|^(?:must|need to|remember to) \w+|^will "
                      r"(?:call|meet|see|have|write|text|e-?mail|send|give|visit|ask)\b")
_UNDONE = re.compile(
    r"\bno (?:answer|reply|response|luck)\b(?![^.;]*\bleft\b)|\b(?:cancell?ed|postponed|rescheduled"
    r"|no[- ]show)\b|\bnever (?:met|called|came|wrote|showed)\b|\b(?:did|could"
    r"|was|were|has|have|had|does)(?:n't| not) (?:able to )?"
    r"(?:meet|met|make it|reach|come|call|show|see|get|answer|pick up|happen|turn up)\b"
)


def plan_in(text: str, dated: bool) -> str:
    """The words that say it has not happened; a line with a day of the past may speak of what comes next as well."""
    patterns = (_UNDONE,) if dated else (_UNDONE, _LATER, _PLANNED)
    return next((match.group() for match in (pattern.search(text) for pattern in patterns) if match), "")
