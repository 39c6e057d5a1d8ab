"""The forms of a referral: giving one, noting one, thanks, what is the member's alone, times, figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from grapevine.domain.professions.rules import MOMENTS
from grapevine.domain.referrals.actions.giving import ABOUT_MAX, NEED_MAX, What, Whom
from grapevine.domain.referrals.actions.own import NOTE_MAX, STEP_MAX
from grapevine.domain.referrals.actions.thanking import WORDS_MAX
from grapevine.domain.referrals.rules.moves import Stage
from grapevine.domain.referrals.rules.place import WARMTH_IN_WORDS, Warmth
from grapevine.domain.referrals.rules.thanks import MOST, Share, shares
from grapevine.domain.referrals.rules.turn import DAYS, MOST_DAYS
from grapevine.interfaces.web.forms.ledgers import Day
from grapevine.interfaces.web.forms.numbers import Whole

_SHARES = {Share.NONE: "Nothing", Share.BAND: "Roughly, as a band", Share.VALUE: "The value itself"}
_NUMBER = {"invalid": "Write it as a whole number, like 4800.", "min_value": "A value is not below 0."}


class OwnForm(forms.Form):
    """What the other side never sees."""

    next_step = forms.CharField(label="Your next step", required=False, max_length=STEP_MAX)
    next_on = Day(label="On", required=False, error_messages={"invalid": "Write the day as year-month-day."})
    worth = Whole(
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
    value = Whole(
        label="What it came to", required=False, min_value=0, max_value=MOST, error_messages=_NUMBER
    )
    share = forms.ChoiceField(label="What they are told of it", widget=forms.RadioSelect, initial=Share.NONE.value)

    def __init__(self, *args: Any, regulated: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if regulated:
            del self.fields["value"], self.fields["share"]
        else:
            choices = [(share.value, _SHARES[share]) for share in shares(regulated=False)]
            self.fields["share"].choices = choices


class GiveForm(forms.Form):
    """About whom, what for, how warm. Only initials are told before they agree."""

    who = forms.CharField(label="Who needs help", required=False, max_length=300)
    need = forms.CharField(
        label="What for, in a line that names nobody", max_length=NEED_MAX,
        error_messages={"required": "Say in a line what they need, without naming them."},
    )  # fmt: skip
    moment = forms.ChoiceField(label="The moment in their life", required=False)
    warmth = forms.ChoiceField(label="How warm", widget=forms.RadioSelect, initial=Warmth.KNOWS.value)
    email = forms.CharField(label="Their e-mail", required=False, max_length=254)
    phone = forms.CharField(label="Their phone", required=False, max_length=60)
    about = forms.CharField(
        label="What helps to know", required=False, max_length=ABOUT_MAX, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Passed on once they agreed, and not before.",
    )  # fmt: skip
    inside = forms.BooleanField(label="It is for me", required=False)
    came_from = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moments = sorted((one.name, key) for key, one in MOMENTS.items())
        for name, choices in (
            ("moment", [("", "None of these"), *((key, text) for text, key in moments)]),
            ("warmth", [(warmth.value, text) for warmth, text in self.warmths.items()]),
        ):
            self.fields[name].choices = choices

    #: How warm it is, as whoever fills this in says it.
    warmths = {
        Warmth.EXPECTS: "They expect the call",
        Warmth.KNOWS: "They know the name",
        Warmth.COLD: "They know nothing yet",
    }

    def whom(self) -> Whom:
        """Whom it is about."""
        said = self.cleaned_data
        return Whom(said["who"], said["email"], said["phone"], said["about"])

    def what(self) -> What:
        """What for."""
        said = self.cleaned_data
        return What(said["need"], said["moment"], said["warmth"], said.get("inside", False))


class ReceivedForm(GiveForm):
    """One that came, noted by hand."""

    on = Day(label="When it came", error_messages={"invalid": "Write the day as year-month-day."})
    inside = None
    warmths = WARMTH_IN_WORDS


class TimesForm(forms.Form):
    """Days a referral may stand at each stage; an empty one goes back to what is usual."""

    def __init__(self, *args: Any, names: Mapping[Stage, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stage, usual in DAYS.items():
            self.fields[str(stage)] = Whole(
                label=names[stage], required=False, min_value=1, max_value=MOST_DAYS, help_text=f"Usually {usual}.",
                error_messages={"invalid": "Write it as a whole number of days."},
            )  # fmt: skip

    def days(self) -> dict[str, int]:
        """What was filled in, without what is usual anyway."""
        said = self.cleaned_data
        return {str(stage): said[stage] for stage, usual in DAYS.items() if said[stage] not in (None, usual)}
