"""The account behind a token, and its whole book to take away."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Router

from grapevine.domain.accounts import queries
from grapevine.domain.accounts.rules.access import Permission
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import caller, needs
from grapevine.interfaces.api.shapes.account import Me
from grapevine.interfaces.exchange.exports import FORMATS, export
from grapevine.kit import clock

router = Router(tags=["account"])
_TEXT = {"schema": {"type": "string"}}
_CONTENT = {media.split(";")[0]: _TEXT for _, media in FORMATS.values() if "json" not in media}
_ARCHIVE = {"application/json": {"schema": {"type": "object"}}}


@router.get("/me", response=Me, **needs(Permission.ACCOUNT_READ))
def show_me(request: HttpRequest) -> HttpResponse:
    """Whose token this is, and what it may do."""
    member = queries.member(request.auth)
    token = caller(request)
    names = ("name", "email", "profession", "profession_key", "firm", "place", "time_zone", "tempo")
    shown = {"id": member.uid, **{name: getattr(member, name) for name in names}}
    return answer({**shown, "scopes": sorted(token.scopes or ()) if token else []})


@router.get(
    "/export",
    **needs(Permission.EXPORT_READ, responses={200: {"description": "OK", "content": {**_CONTENT, **_ARCHIVE}}}),
)
def export_book(request: HttpRequest, format: Literal["vcard", "csv", "json"] = "json") -> StreamingHttpResponse:
    """The whole book: vCard 4.0, CSV, or the complete archive, which can be imported again."""
    name, media_type, pieces = export(request.auth, clock.now(), format)
    disposition = f'attachment; filename="{name}"'
    return StreamingHttpResponse(pieces, content_type=media_type, headers={"Content-Disposition": disposition})
