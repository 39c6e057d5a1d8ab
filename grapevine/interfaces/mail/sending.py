"""The jobs of the worker about letters: send what is due, clear away what is long through."""

from __future__ import annotations

from grapevine.domain.letters import actions
from grapevine.interfaces.mail.transport import Post
from grapevine.kit import clock


def send_due() -> None:
    """Send whatever is due. The queue runs it after each new letter, the timetable every minute."""
    with Post() as post:
        actions.send_due(now=clock.now(), hand_over=post.hand_over)


def sweep() -> None:
    """Forget letters that are long through."""
    actions.sweep(now=clock.now())
