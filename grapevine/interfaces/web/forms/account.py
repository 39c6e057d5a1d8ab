"""Forms around the account."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest


class NameForm(forms.Form):
    """What signing up asks on top of address and password."""

    name = forms.CharField(max_length=200, label="Your name")

    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: object) -> None:
        """Called by allauth once the member exists; the adapter has taken the name already."""
