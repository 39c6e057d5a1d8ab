"""What the chapter did together: the survey of the spring, and who lets themselves be suggested as a partner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from grapevine.domain.accounts import queries
from grapevine.domain.accounts.models import Member, Seat
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.insights.actions.together import answer_survey, close_survey, open_survey
from grapevine.domain.partnerships.actions.offers import Draft, save_offer

OPENED_AGO, CLOSED_AGO, ANSWERED = 190, 176, 25
#: What comes first for them (1: the person, always, to 5), as often as it stands here.
STYLES = (1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 5)
#: Each third of the fellows is to be seen as a possible partner.
OFFERED_EVERY = 3
CLIENTS = (("couples", "separating"), ("movers", "first-buyers"), ("retired", "wealthy"))


def write_together(leah: Actor, now: datetime, fellows: Mapping[str, Member], random: Random) -> None:
    """The survey, from its opening to its end; then the offers."""
    chapter = Seat.objects.filter(member_id=leah.member_id).exclude(chapter=None)[0].chapter
    if chapter is None:
        return
    opened = now - timedelta(days=OPENED_AGO)
    survey = open_survey(actor=leah, now=opened, chapter_id=chapter.pk)
    for number, member in enumerate(list(fellows.values())[:ANSWERED]):
        style = random.choice(STYLES)
        success = min(5, max(1, random.choice((2, 3, 4, 5)) - (style > 3)))
        answer_survey(
            actor=queries.actor_of(member), now=opened + timedelta(hours=9 * number), survey_uid=survey.uid,
            style=style, success=success, brought=min(4, random.randint(0, 2) + success // 2),
        )  # fmt: skip
    close_survey(actor=leah, now=now - timedelta(days=CLOSED_AGO), survey_uid=survey.uid)
    for number, member in enumerate(list(fellows.values())[::OFFERED_EVERY]):
        draft = Draft(seen_by=f"chapter:{chapter.uid}", place="Riverside", clients=CLIENTS[number % len(CLIENTS)])
        save_offer(actor=queries.actor_of(member), now=now - timedelta(days=50 + number), draft=draft)
