"""The forms of calendars that are asked again and again."""

from __future__ import annotations

from typing import Any

from django import forms

from grapevine.domain.imports.actions.calendars import ADDRESS_MAX

_WHERE = (
    "In Google: Settings, your calendar, “Secret address in iCal format”. In Outlook: Settings, Shared calendars, "
    "Publish, the ICS link. In Apple's: the calendar's “Public calendar” link."
)


class CalendarForm(forms.Form):
    """Where a calendar is, and what to call it."""

    address = forms.CharField(
        max_length=ADDRESS_MAX, label="Address of the calendar", help_text=_WHERE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url",
                                      "placeholder": "https://… or webcal://…"}),
    )  # fmt: skip
    name = forms.CharField(max_length=100, required=False, label="Call it")


class CalendarChangeForm(CalendarForm):
    """Another name; another address only where one is entered."""

    field_order = ("name", "address")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].required = False
        self.fields["address"].label = "New address"
        self.fields["address"].help_text = "Empty: the address stays as it is. We never show it again."
