"""The forms of a promise."""

from __future__ import annotations

from django import forms

from grapevine.interfaces.web.forms.ledgers import GIVE_CHOICES, Day

BY_CHOICES = [("me", "I did"), ("them", "They did")]


class PromiseForm(forms.Form):
    """Write a promise down, or change it."""

    what = forms.CharField(
        label="What was promised", max_length=300, error_messages={"required": "Say in a few words what was promised."}
    )
    by = forms.ChoiceField(label="Who promised", choices=BY_CHOICES, widget=forms.RadioSelect)
    due = Day(label="By when", required=False, error_messages={"invalid": "Write the day as year-month-day."})


class EndForm(forms.Form):
    """How it ended."""

    kind = forms.ChoiceField(label="It became", choices=[("", "Nothing to log"), *GIVE_CHOICES], required=False)
    note = forms.CharField(label="In a line", required=False, max_length=1000)
