"""Which open promises are worth a line today, and how it is said.

With a day: mine from three days before it, theirs from the day itself. Without one: mine after a week, theirs after
two.
"""

from __future__ import annotations

from datetime import date

from grapevine.domain.coach.rules.spans import ago, span
from grapevine.domain.gives.rules.promises import ME, days_late

BEFORE_DAYS = {ME: 3}
UNDATED_DAYS = {ME: 7}
_THEIRS_UNDATED = 14


def is_asked(by: str, due: date | None, made: date, today: date) -> bool:
    """Whether this open promise stands on the list today."""
    late = days_late(due, today)
    if late is not None:
        return late >= -BEFORE_DAYS.get(by, 0)
    return (today - made).days >= UNDATED_DAYS.get(by, _THEIRS_UNDATED)


def why(by: str, name: str, due: date | None, made: date, today: date) -> str:
    """When it was said, and when it is due."""
    who = "You" if by == ME else name
    said = f"{who} said so {ago((today - made).days)}"
    late = days_late(due, today)
    if late is None:
        return f"{said}, without naming a day."
    when = {0: "it is due today", -1: "it is due tomorrow"}.get(late)
    return f"{said}; {when or (f'it is due in {span(-late)}' if late < 0 else f'it was due {ago(late)}')}."
