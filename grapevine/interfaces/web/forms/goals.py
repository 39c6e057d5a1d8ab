"""The form of what-if: the goal, and rates said otherwise. The same fields by GET and, to keep the goal, by POST."""

from __future__ import annotations

from typing import Any

from django import forms

from grapevine.domain.goals.rules.aim import MOST, Kind, Period
from grapevine.interfaces.web.forms.numbers import Number, Whole

KINDS = [(Kind.CLIENTS.value, "new clients"), (Kind.VALUE.value, "of closed value")]
PERIODS = [(Period.MONTH.value, "this month"), (Period.QUARTER.value, "this quarter"), (Period.YEAR.value, "this year")]


class WhatIfForm(forms.Form):
    """What I want, by when, and what if."""

    kind = forms.ChoiceField(choices=KINDS, label="What")
    amount = Whole(min_value=1, max_value=MOST[Kind.VALUE], label="How many")
    period = forms.ChoiceField(choices=PERIODS, label="By the end of")
    won = Number(min_value=1, max_value=100, required=False, label="Become clients, of 100 referrals")
    worth = Number(min_value=1, max_value=1_000_000_000, required=False, label="What a client is worth")
    talks = Number(min_value=0.1, max_value=100, required=False, label="Talks for one referral")
    minutes = Number(min_value=1, max_value=600, required=False, label="Minutes a talk")

    def __init__(self, *args: Any, money: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not money:
            self.fields["kind"].choices = KINDS[:1]
            del self.fields["worth"]

    def instead(self) -> dict[str, float]:
        """The rates said otherwise, as the rules have them."""
        told = {name: self.cleaned_data.get(name) for name in ("won", "worth", "talks", "minutes")}
        if told["won"] is not None:
            told["won"] /= 100.0
        return {name: value for name, value in told.items() if value is not None}


class GoalForm(forms.Form):
    """A goal to keep."""

    kind = forms.CharField(max_length=7)
    amount = Whole()
    period = forms.CharField(max_length=7)
