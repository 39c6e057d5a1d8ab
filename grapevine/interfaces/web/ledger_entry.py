"""The page of one entry of a ledger, a touch or a give: changing it and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from grapevine.domain.gives.models import Give
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.web.actor import MemberRequest
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.when import at_of, today
from grapevine.kit.errors import NotDone

#: Writes what the form says, given as ``at`` and the form's own fields. Raises Refused.
Save = Callable[..., object]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """What differs between the two ledgers: the word for an entry, its form, and the page that deletes it."""

    noun: str
    form: type[forms.Form]
    delete_page: str

    def answer(self, request: MemberRequest, entry: Touch | Give, save: Save) -> HttpResponse:
        """The form of this entry; what is sent is saved. A day that is left alone keeps the hour it had."""
        zone = request.actor.time_zone
        day = today(entry.at, zone)
        form = self.form(request.POST if request.method == "POST" else None, initial=self._initial(entry, day))
        if request.method == "POST" and form.is_valid():
            said = dict(form.cleaned_data)
            on = said.pop("on")
            try:
                save(at=entry.at if on == day else at_of(on, request.now, zone), **said)
            except NotDone as refusal:
                refuse(form, refusal, {"at": "on"})
            else:
                messages.success(request, "Set right.")
                return redirect("person", entry.person.uid)
        delete_link = reverse(self.delete_page, args=[entry.uid])
        context = {"noun": self.noun, "form": form, "person": brief(entry.person), "delete_link": delete_link}
        return render(request, "log_entry.html", context, status=422 if form.errors else 200)

    def _initial(self, entry: Touch | Give, day: object) -> dict[str, Any]:
        kept = [name for name in self.form.base_fields if name != "on"]
        return {"on": day, **{name: getattr(entry, name) for name in kept}}


def taken_back(request: MemberRequest, entry: Touch | Give) -> HttpResponse:
    """After an entry was deleted: say so, on the page of its person."""
    messages.success(request, "Deleted. The depth between you no longer counts it.")
    return redirect("person", entry.person.uid)
