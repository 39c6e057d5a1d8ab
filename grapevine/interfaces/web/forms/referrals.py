"""The forms of a referral: giving one, noting one, thanks, what is the member's alone, times, figures."""

from __future__ import annotations

from typing import Any

from django import forms

from grapevine.domain.referrals.actions.own import NOTE_MAX, STEP_MAX
from grapevine.domain.referrals.actions.thanking import WORDS_MAX
from grapevine.domain.referrals.rules.thanks import MOST, Share, shares
from grapevine.interfaces.web.forms.ledgers import Day

_SHARES = {Share.NONE: "Nothing", Share.BAND: "Roughly, as a band", Share.VALUE: "The value itself"}
_NUMBER = {"invalid": "Write it as a whole number, like 4800.", "min_value": "A value is not below 0."}


class OwnForm(forms.Form):
    """What the other side never sees."""

    next_step = forms.CharField(label="Your next step", required=False, max_length=STEP_MAX)
    next_on = Day(label="On", required=False, error_messages={"invalid": "Write the day as year-month-day."})
    worth = forms.IntegerField(
        label="What you guess it is worth", required=False, min_value=0, max_value=MOST, error_messages=_NUMBER
    )
    note = forms.CharField(
        label="A note", required=False, max_length=NOTE_MAX, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, money: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not money:
            del self.fields["worth"]


class ThanksForm(forms.Form):
    """Thanks; where one of the two is regulated there is no figure to fill in."""

    words = forms.CharField(
        label="A few words", required=False, max_length=WORDS_MAX, widget=forms.Textarea(attrs={"rows": 3})
    )
    value = forms.IntegerField(
        label="What it came to", required=False, min_value=0, max_value=MOST, error_messages=_NUMBER
    )
    share = forms.ChoiceField(label="What they are told of it", widget=forms.RadioSelect, initial=Share.NONE.value)

    def __init__(self, *args: Any, regulated: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if regulated:
            del self.fields["value"], self.fields["share"]
        else:
            choices = [(share.value, _SHARES[share]) for share in shares(regulated=False)]
            self.fields["share"].choices = choices  # type: ignore[attr-defined]
