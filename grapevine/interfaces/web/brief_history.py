"""What a brief said before: its versions, what changed between them, and bringing one back."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from grapevine.domain.education import queries
from grapevine.domain.education.actions import briefs as actions
from grapevine.domain.education.models import BriefVersion
from grapevine.domain.education.rules.brief import from_data
from grapevine.domain.education.rules.brief_changes import differences
from grapevine.domain.professions.rules import MOMENTS
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.brief_editor import link_of
from grapevine.interfaces.web.when import moment_text
from grapevine.kit.text import number_of

#: Versions on one page.
SHOWN = 20


@member_page
@require_GET
def versions(request: MemberRequest, uid: object) -> HttpResponse:
    """Versions, newest first, each with what it changed; ``?before=N`` goes on with older ones."""
    brief = queries.brief(request.actor, uid).brief
    found = queries.versions(request.actor, uid)
    if before := number_of(request.GET.get("before", "")):
        found = found.filter(number__lt=before)
    rows = list(found[: SHOWN + 1])
    shown = [_row(request, new, old) for new, old in pairwise([*rows, None]) if new is not None][:SHOWN]
    context = {
        "shown": {"id": str(brief.uid), "name": brief.name, "link": link_of(brief), "number": brief.number},
        "public": brief.published_number if brief.taken_down_at is None else None,
        "versions": shown,
        "older": rows[SHOWN - 1].number if len(rows) > SHOWN else None,
    }
    return render(request, "education/versions.html", context)


@member_page
@require_POST
def restore(request: MemberRequest, uid: object, number: int) -> HttpResponse:
    """Let an old version be the newest again."""
    kept = actions.restore_version(actor=request.actor, now=request.now, brief_uid=uid, number=number)
    messages.success(request, f"Version {number} is back, as version {kept.brief.number}. Nothing was lost.")
    return redirect(link_of(kept.brief))


def _row(request: MemberRequest, new: BriefVersion, old: BriefVersion | None) -> dict[str, Any]:
    changes = differences(from_data(old.parts), from_data(new.parts)) if old else []
    return {
        "number": new.number,
        "saved": moment_text(new.saved_at, request.actor.time_zone),
        "note": new.note,
        "first": old is None,
        "changes": [{"heading": one.heading, "pieces": _named(one.field, one.pieces)} for one in changes],
    }


def _named(field: str, pieces: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Moments by their names; everything else as it is."""
    if field != "moments":
        return list(pieces)
    return [(kind, MOMENTS[key].name if key in MOMENTS else key) for kind, key in pieces]
