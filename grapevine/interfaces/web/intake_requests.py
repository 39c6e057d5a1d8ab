"""What came by the public page: each request taken (a referral and its sender in the book) or dropped."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from grapevine.domain.referrals.actions.intake import accept_incoming, drop_incoming
from grapevine.domain.referrals.queries.incoming import Waiting, incoming, with_senders
from grapevine.domain.referrals.rules.intake import KEPT_DAYS, WAITING_MOST
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.when import ago, day_text

#: The choice of a sender who is not in the book yet.
NEW = "new"


@member_page
@require_safe
def requests(request: MemberRequest) -> HttpResponse:
    """Everything that waits, the newest first."""
    rows = with_senders(request.actor, list(incoming(request.actor)[:WAITING_MOST]))
    context = {"rows": [_row(each, request) for each in rows], "kept_days": KEPT_DAYS}
    return render(request, "referral_links/requests.html", context)


def _row(one: Waiting, request: MemberRequest) -> dict[str, Any]:
    """One request: .id .who .me .reach .need .about .sender .mail .ago .at .like (id, words); the first is chosen."""
    row, zone = one.row, request.actor.time_zone
    return {
        "id": str(row.uid), "me": row.self_sent, "who": row.sender_name if row.self_sent else row.name,
        "reach": row.phone or row.email or (row.sender_email if row.self_sent else ""), "need": row.need,
        "about": row.about, "sender": row.sender_name, "mail": row.sender_email,
        "ago": ago(row.created_at, request.now, zone), "at": day_text(row.created_at, zone),
        "like": [(str(person.uid), person.name) for person in one.like],
    }  # fmt: skip


@member_page
@require_POST
def accept(request: MemberRequest, uid: object) -> HttpResponse:
    """Take it on, from a person of the book or a new one."""
    chosen = request.POST.get("person", NEW)
    made = accept_incoming(
        actor=request.actor, now=request.now, incoming_uid=uid, person_uid=None if chosen == NEW else chosen
    )
    messages.success(request, "Taken on. It stands among what you received.")
    return redirect(reverse("referral", args=[made.uid]))


@member_page
@require_POST
def drop(request: MemberRequest, uid: object) -> HttpResponse:
    """Drop it: nothing of it is kept."""
    drop_incoming(actor=request.actor, now=request.now, incoming_uid=uid)
    messages.success(request, "Dropped. Nothing of it is kept, and nobody is told.")
    return redirect("referral_requests")
