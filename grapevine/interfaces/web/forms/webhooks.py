"""The forms of webhooks."""

from __future__ import annotations

from django import forms

from grapevine.domain.webhooks.actions.endpoints import ADDRESS_MAX, NAME_MAX
from grapevine.domain.webhooks.rules.events import EVENTS


class WebhookForm(forms.Form):
    """Where a program listens, and of what it wants to hear."""

    name = forms.CharField(max_length=NAME_MAX, label="What is it for")
    address = forms.CharField(
        max_length=ADDRESS_MAX, label="Its address", help_text="Begins with https:// and is on the public internet.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url"}),
    )  # fmt: skip
    events = forms.MultipleChoiceField(
        label="It hears when", choices=list(EVENTS.items()), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Tick none, and it hears of all of them.",
    )  # fmt: skip
