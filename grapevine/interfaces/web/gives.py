"""Changing and deleting one give."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.gives import queries
from grapevine.domain.network.actions import taking_back
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.ledgers import GiveForm
from grapevine.interfaces.web.ledger_entry import EntryPage, taken_back

_PAGE = EntryPage("give", GiveForm, "give_delete")


@member_page
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, uid: object) -> HttpResponse:
    """The form of one give."""
    save = partial(taking_back.edit_give, actor=request.actor, now=request.now, give_uid=uid)
    return _PAGE.answer(request, queries.give(request.actor, uid), save)


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Take one give back."""
    give = queries.give(request.actor, uid)
    taking_back.delete_give(actor=request.actor, now=request.now, give_uid=uid)
    return taken_back(request, give)
