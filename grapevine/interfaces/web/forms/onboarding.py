"""Forms of the first steps."""

from __future__ import annotations

from django import forms

from grapevine.interfaces.web.forms.numbers import Whole

PERIODS = [("quarter", "this quarter"), ("year", "this year")]
HOURS = [(hours, f"{hours} h") for hours in range(1, 9)]


class YouForm(forms.Form):
    """Who you are and what you do."""

    name = forms.CharField(max_length=200, label="Your name")
    profession = forms.CharField(max_length=200, required=False, label="What you do")
    firm = forms.CharField(max_length=200, required=False, label="Firm")
    place = forms.CharField(max_length=200, required=False, label="Where")


class GoalForm(forms.Form):
    """What you would like, and the time you can give."""

    by = forms.ChoiceField(choices=PERIODS, label="By the end of")
    clients = Whole(min_value=1, max_value=10_000, label="Clients")
    worth = Whole(min_value=0, max_value=1_000_000_000, required=False, label="Worth each")
    hours = forms.TypedChoiceField(choices=HOURS, coerce=int, widget=forms.RadioSelect, label="Hours a week")
