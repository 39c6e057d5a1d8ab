"""The forms of an agreement: its wording, a look at it together, and a step."""

from __future__ import annotations

from typing import Any

from django import forms

from grapevine.domain.partnerships.rules.check_ins import KEPT, TEXT_MAX, Answers
from grapevine.domain.partnerships.rules.terms import CADENCES, MOST_HOPED
from grapevine.domain.partnerships.rules.terms import TEXT_MAX as WORDING_MAX
from grapevine.domain.professions.rules import MOMENTS
from grapevine.interfaces.web.forms.ledgers import Day
from grapevine.interfaces.web.forms.numbers import Whole

#: Text left with a line break of the browser counts like one of ours.
_LONGEST = 2 * WORDING_MAX


def _text(label: str, rows: int = 2, help_text: str = "") -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=_LONGEST, widget=box, help_text=help_text)


def _moments() -> forms.MultipleChoiceField:
    choices = [(key, one.name) for key, one in MOMENTS.items()]
    return forms.MultipleChoiceField(choices=choices, required=False, widget=forms.CheckboxSelectMultiple)


class WordingForm(forms.Form):
    """A wording of an agreement with ``name``; with a regulated profession it has no numbers, and says so."""

    you_hope = Whole(label="You hope to send, each quarter", required=False, min_value=0,
                                  max_value=MOST_HOPED)  # fmt: skip
    they_hope = Whole(required=False, min_value=0, max_value=MOST_HOPED)
    your_moments = _moments()
    their_moments = _moments()
    introduce = _text("How you introduce each other", 3)
    cadence = forms.TypedChoiceField(
        label="How often you look at it together", coerce=int, choices=list(CADENCES.items()),
        error_messages={"required": "Choose how often you look at it together."},
    )  # fmt: skip
    review_on = Day(
        label="When you look at the whole again",
        error_messages={
            "required": "Choose a day on which you look at the whole agreement again.",
            "invalid": "Write the day as year-month-day.",
        },
    )
    note = _text("What else you both hold to")
    disclosure = _text("What whoever is sent is told", 4)
    version = Whole(required=False, widget=forms.HiddenInput)
    words = _text("A word along with the change")
    understood = forms.BooleanField(
        label="This is not exclusive, nobody is paid for it, and whoever is sent is told.",
        error_messages={"required": "Say that you both understand this; without it there is no agreement."},
    )

    def __init__(self, *args: Any, name: str, regulated: bool, change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "they_hope": f"{name} hopes to send, each quarter",
            "your_moments": f"In the life of your clients: {name} listens for this",
            "their_moments": f"In the life of {name}’s clients: you listen for this",
        }
        for field, label in labels.items():
            self.fields[field].label = label
        for field in ("you_hope", "they_hope") if regulated else ():
            del self.fields[field]
        for field in ("understood",) if change else ("version", "words"):
            del self.fields[field]

    def said(self) -> dict[str, Any]:
        """The wording, as one side says it; no number is 0."""
        found = {name: value for name, value in self.cleaned_data.items()
                 if name not in ("version", "words", "understood")}  # fmt: skip
        return {name: (value or 0) if name.endswith("_hope") else value for name, value in found.items()}


class CheckInForm(forms.Form):
    """A look at an agreement; both sides see what is said."""

    kept = forms.ChoiceField(
        label="Did you keep your part?", choices=list(KEPT.items()), widget=forms.RadioSelect,
        error_messages={"required": "Say whether you kept your part: yes, in part, not this time."},
    )  # fmt: skip
    helped = forms.CharField(label="What helped", required=False, max_length=TEXT_MAX)
    change = forms.CharField(label="What should change", required=False, max_length=TEXT_MAX)
    step = forms.CharField(label="Your next step", required=False, max_length=TEXT_MAX)

    def answers(self) -> Answers:
        """What was said."""
        return Answers(**self.cleaned_data)


class StepForm(forms.Form):
    """Decline, take back, pause, resume or end: with a word, and a day for a pause."""

    words = forms.CharField(required=False, max_length=_LONGEST)
    until = Day(required=False, error_messages={"invalid": "Write the day as year-month-day."})
