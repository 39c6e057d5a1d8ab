"""An organisation's own figures, for its organisers: counted when asked for, kept, never about anybody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from grapevine.domain.insights.actions.organisation import ask_figures
from grapevine.domain.insights.queries.organisation import Standing, organised, standing
from grapevine.domain.insights.rules.organisation import FEWEST, ProfessionPair, Share
from grapevine.interfaces.exchange import organisation as plain
from grapevine.interfaces.web.actor import MemberRequest, member_page

#: Rows of the page; the file holds all.
CHAPTERS, PAIRS = 40, 20


@member_page
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """To the organisation that the member organises; not there for anybody else."""
    return redirect("organisation", organised(request.actor).uid)


@member_page
@require_safe
def organisation(request: MemberRequest, uid: object) -> HttpResponse:
    """The last count, and the way to a new one."""
    found = standing(request.actor, uid)
    return render(request, "insights/organisation.html", {"one": found.organisation, **_told(request, found)})


@member_page
@require_POST
def count(request: MemberRequest, uid: object) -> HttpResponse:
    """Count anew."""
    row = ask_figures(actor=request.actor, now=request.now, organisation_uid=uid)
    messages.success(request, "Counted." if row.asked_at is None else "It is being counted. Look again in a minute.")
    return redirect("organisation", uid)


@member_page
@require_safe
def chapters_csv(request: MemberRequest, uid: object) -> StreamingHttpResponse:
    """All chapters as a file."""
    content = plain.lines(standing(request.actor, uid))
    headers = {"Content-Disposition": 'attachment; filename="chapters.csv"'}
    return StreamingHttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _told(request: MemberRequest, found: Standing) -> dict[str, Any]:
    figures = found.figures
    context: dict[str, Any] = {
        "counting": found.asked_at is not None,
        "percent": found.percent,
        "failed": found.failed,
        "fewest": FEWEST,
        "figures": figures,
    }
    if figures is None:
        return context
    rows = plain.chapters(found)
    told = sorted((row for row in rows if row["referrals"] is not None), key=lambda row: -row["members"])
    return context | {
        "since": _day(found.since),
        "until": _day(found.until),
        "facts": _facts(found),
        "pairs": [_pair(one) for one in figures.professions[:PAIRS]],
        "chapters": [_chapter(row) for row in told[:CHAPTERS]],
        "more": max(0, len(told) - CHAPTERS),
        "small": len(rows) - len(told),
    }


def _pair(one: ProfessionPair) -> dict[str, str]:
    return {
        "giver": plain.profession(one.giver),
        "receiver": plain.profession(one.receiver),
        "referrals": f"{one.referrals:,}",
        "lift": f"{one.lift:.1f}",
        "won": _of(one.won),
    }


def _chapter(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "members": row["members"],
        "referrals": f"{row['referrals']:,}",
        "each": f"{row['referrals'] / row['members']:.1f}",
        "value": "" if row["value"] is None else f"{row['value']:,}",
        **{name: _percent(row[name]) for name in ("soon", "won", "thanked")},
    }


def _facts(found: Standing) -> list[tuple[str, str, str]]:
    """What, how much, and how it is meant."""
    figures = found.figures
    assert figures is not None
    meant = f"in {figures.chapters:,} chapters; {figures.giving:,} gave a referral"
    facts = [("Members", f"{figures.members:,}", meant)]
    totals, back = figures.totals, figures.reciprocity
    if totals is None:
        return facts
    facts.append(("Referrals", f"{totals.referrals:,}", f"{totals.referrals / figures.members:.1f} a member"))
    facts.append(("To another chapter", _of(figures.abroad), "of those between two members"))
    if figures.hours:
        low, middle, high = map(_hours, figures.hours)
        facts.append(("Taken on within", middle, f"half of them; a tenth within {low}, nine tenths within {high}"))
    facts.append(("Won", _of(totals.won), f"of {totals.won.whole:,} that ended"))
    facts.append(("Thanked", _of(totals.thanked), "of those that ended: the loop is closed"))
    pairs = f"of {back.inside.whole:,} who sent somebody within their chapter; between chapters {_of(back.between)}"
    facts.append(("Came back", _of(back.inside), pairs))
    if totals.value is not None:
        facts.append(("Told to be worth", f"{totals.value:,}", f"by {totals.told:,} thanks that named a sum"))
    return facts


def _day(day: date | None) -> str:
    """The count has whole days of UTC."""
    return f"{day.day} {day:%B %Y}" if day else ""


def _hours(hours: int) -> str:
    return f"{hours} hours" if hours < 48 else f"{hours // 24} days"


def _of(share: Share) -> str:
    return _percent(share.of)


def _percent(part: float | None) -> str:
    return "too few" if part is None else f"{100 * part:.0f} %"
