"""Who may suggest the member as a partner, and what others should know for it."""

from __future__ import annotations

from typing import Any

from django import forms

from grapevine.domain.partnerships.actions.offers import Draft
from grapevine.domain.partnerships.rules.matching.partner import GROUPS
from grapevine.interfaces.web.forms.numbers import Number


class OfferForm(forms.Form):
    """An offer; the choices of ``seen_by`` are the member's own seats."""

    seen_by = forms.ChoiceField(
        required=False, label="Who may see you as a possible partner", widget=forms.RadioSelect,
        help_text="They see your name, firm, profession, and what you say here. Never your book, your scores or notes.",
    )  # fmt: skip
    place = forms.CharField(max_length=200, required=False, label="Where you work", help_text="A town.")
    latitude = Number(required=False, min_value=-90, max_value=90, label="Latitude", help_text="Of the town hall, say.")
    longitude = Number(
        required=False, min_value=-180, max_value=180, label="Longitude", help_text="With both, distance counts."
    )
    clients = forms.MultipleChoiceField(
        required=False, choices=list(GROUPS.items()), label="Whom you serve", widget=forms.CheckboxSelectMultiple
    )
    languages = forms.CharField(
        required=False, max_length=500, label="Languages you work in", help_text="With commas: English, Spanish."
    )
    full = forms.BooleanField(required=False, label="I have no room for another partner now")
    overflow = forms.BooleanField(required=False, label="I send clients on to others of my own profession")
    conflicts = forms.CharField(
        required=False, label="With whom it cannot be", widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Names of people or firms, one a line. Nobody else ever sees this.",
    )  # fmt: skip

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_by"].choices = [("", "Nobody"), *places]

    def draft(self) -> Draft:
        """What was filled in."""
        said = dict(self.cleaned_data)
        said["languages"] = said["languages"].split(",")
        said["conflicts"] = said["conflicts"].splitlines()
        return Draft(**said)
