"""Changing and deleting one touch."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.network.actions import taking_back
from grapevine.domain.touches import queries
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.ledgers import TouchForm
from grapevine.interfaces.web.ledger_entry import EntryPage, taken_back

_PAGE = EntryPage("touch", TouchForm, "touch_delete")


@member_page
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, uid: object) -> HttpResponse:
    """The form of one touch."""
    save = partial(taking_back.edit_touch, actor=request.actor, now=request.now, touch_uid=uid)
    return _PAGE.answer(request, queries.touch(request.actor, uid), save)


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Take one touch back."""
    touch = queries.touch(request.actor, uid)
    taking_back.delete_touch(actor=request.actor, now=request.now, touch_uid=uid)
    return taken_back(request, touch)
