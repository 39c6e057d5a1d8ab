"""The source audit: who sends, who could, and what is missing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.insights.queries import audit as queries
from grapevine.domain.insights.queries.audit_facts import GROUPS
from grapevine.domain.network.rules.paging import Cursor, decode, encode
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import Cut, opened, sealed
from grapevine.interfaces.api.shapes.audit import AuditReport, AuditSources
from grapevine.interfaces.exchange import audit as plain
from grapevine.kit import clock

router = Router(tags=["insights"])
READ = (Permission.NETWORK_READ, Permission.GIVES_READ)


@router.get("/audit", response=AuditReport, **needs(*READ))
def show_audit(request: HttpRequest) -> HttpResponse:
    """What each group of people has and lacks, beside what it sent in a year."""
    return answer(plain.audit(queries.audit(request.auth, clock.now())))


@router.get("/audit/{group}", response=AuditSources, **needs(*READ))
def list_audit_sources(request: HttpRequest, group: str, cut: Query[Cut]) -> HttpResponse:
    """The people of one group (a segment, `none` or `partners`), each with the two most likely missing ingredients."""
    if group not in GROUPS:
        raise Http404
    name = f"audit-{group}"
    cursor = decode(opened(cut.cursor), name)
    first = cursor.row_id if cursor else 0
    _, found = queries.sources(request.auth, clock.now(), group, first=first, limit=cut.limit + 1)
    more = sealed(encode(Cursor(name, 0, None, first + cut.limit))) if len(found) > cut.limit else None
    return answer({"items": [plain.source(one) for one in found[: cut.limit]], "next": more})
