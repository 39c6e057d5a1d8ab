"""Taking everything along."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from grapevine.domain.network.queries.people_list import everybody
from grapevine.interfaces.exchange import exports
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.people import filter_query, wanted_of


@member_page
def export(request: MemberRequest) -> HttpResponseBase:
    """Which formats there are; with ``?format=`` the file, streamed: everybody, or whom the filters find."""
    wanted = request.GET.get("format", "")
    if not wanted:
        return render(request, "export.html")
    found = everybody(request.actor, wanted_of(request.GET), request.now) if filter_query(request.GET) else None
    name, media_type, content = exports.export(request.actor, request.now, wanted, found)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(content, content_type=media_type, headers=headers)
