"""Taking everything along."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from grapevine.interfaces.exchange import exports
from grapevine.interfaces.web.actor import MemberRequest, member_page


@member_page
def export(request: MemberRequest) -> HttpResponseBase:
    """Which formats there are; with ``?format=`` the file itself, streamed."""
    wanted = request.GET.get("format", "")
    if not wanted:
        return render(request, "export.html")
    name, media_type, content = exports.export(request.actor, request.now, wanted)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(content, content_type=media_type, headers=headers)
