"""Briefs and the worksheet out of an archive: each record once; nothing becomes public by it.

Each function returns the new row, or None where it is there already. The caller writes the log entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.education.actions.briefs import BRIEFS_MAX, NAME_MAX, NOTE_MAX
from grapevine.domain.education.actions.last_ten import PROBLEM_MAX, WHO_MAX
from grapevine.domain.education.models import Brief, BriefReader, BriefVersion, RecentClient
from grapevine.domain.education.rules.brief import BriefText, as_data, cleaned
from grapevine.domain.education.rules.last_ten import CAME_WORDS, LINES, ClientFact
from grapevine.domain.professions.rules import MOMENTS, PROFESSIONS
from grapevine.kit.errors import Refused
from grapevine.kit.source_keys import by_source_keys
from grapevine.kit.text import clean

#: What a main brief is called that comes into a book which has one.
ANOTHER = "Main brief, out of an archive"


def bring_version(
    *, actor: Actor, key: str, number: int, called: str, main: bool, note: str, at: datetime, text: BriefText
) -> BriefVersion | None:
    """One version; ``key`` names its brief, which is begun where there is none. Versions come in their order.

    Raises Refused for a text that no brief may have, and for one brief too many.
    """
    text = cleaned(text)
    brief = _known(actor, key) or _begun(actor, key, called, main, at)
    if number <= brief.number:
        return None
    brief.number += 1
    brief.save(update_fields=["number"])
    return BriefVersion.objects.create(
        brief=brief, number=brief.number, parts=as_data(text), note=clean(note, NOTE_MAX), saved_at=at
    )


def bring_reader(*, actor: Actor, key: str, person_id: int, at: datetime) -> BriefReader | None:
    """For whom a brief is; somebody who has one of their own here keeps it. Raises Refused for an unknown brief."""
    brief = _known(actor, key)
    if brief is None:
        raise Refused("the archive does not say which brief this is about")
    if brief.is_main or BriefReader.objects.filter(person_id=person_id).exists():
        return None
    return BriefReader.objects.create(brief=brief, person_id=person_id, since=at)


def bring_client(
    *, actor: Actor, key: str, number: int, referrer_id: int | None, fact: ClientFact, at: datetime
) -> RecentClient | None:
    """One line of the worksheet, as long as there is room. Raises Refused for words that are none of the choices."""
    for value, known in ((fact.came, CAME_WORDS), (fact.moment, MOMENTS), (fact.referrer_profession, PROFESSIONS)):
        if value and value not in known:
            raise Refused(f"“{value}” is none of the choices")
    own = RecentClient.objects.filter(owner_id=actor.member_id)
    said = {"who": clean(fact.who, WHO_MAX), "problem": clean(fact.problem, PROBLEM_MAX), "moment": fact.moment}
    if by_source_keys(own, [key]) or own.filter(**said, came=fact.came).exists() or own.count() >= LINES:
        return None
    return RecentClient.objects.create(
        owner_id=actor.member_id, position=number, came=fact.came, referrer_id=referrer_id, worth=fact.worth,
        referrer_profession=fact.referrer_profession, created_at=at, source_key=key, **said,
    )  # fmt: skip


def take_back(*, actor: Actor, versions: Iterable[int], readers: Iterable[int], clients: Iterable[int]) -> None:
    """Remove what an archive brought (inner ids). A brief that was written on or published since stays whole."""
    require(actor, Permission.BOOK_WRITE)
    RecentClient.objects.filter(owner_id=actor.member_id, pk__in=list(clients)).delete()
    BriefReader.objects.filter(brief__owner_id=actor.member_id, pk__in=list(readers)).delete()
    brought = set(versions)
    came = Brief.objects.filter(owner_id=actor.member_id, source_key__isnull=False, published_number=None)
    for brief in came.filter(versions__in=brought).distinct():
        if set(brief.versions.values_list("pk", flat=True)) <= brought:
            brief.delete()


def _known(actor: Actor, key: str) -> Brief | None:
    found: Brief | None = by_source_keys(Brief.objects.filter(owner_id=actor.member_id), [key]).get(key)
    return found


def _begun(actor: Actor, key: str, called: str, main: bool, at: datetime) -> Brief:
    own = Brief.objects.filter(owner_id=actor.member_id)
    if own.count() >= BRIEFS_MAX:
        raise Refused(f"there are {BRIEFS_MAX} briefs already")
    has_main = own.filter(is_main=True).exists()
    name = ANOTHER if main and has_main else clean(called, NAME_MAX) or "Brief"
    return Brief.objects.create(
        owner_id=actor.member_id, name=name, is_main=main and not has_main, created_at=at, source_key=key
    )
