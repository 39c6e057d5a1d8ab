"""Forms of the two ledgers: a touch, a give, and the composer that keeps either."""

from __future__ import annotations

from django import forms

from grapevine.domain.gives.rules import DIRECTIONS, SPHERES
from grapevine.domain.gives.rules import KINDS as GIVE_KINDS
from grapevine.domain.touches.rules import KINDS as TOUCH_KINDS
from grapevine.interfaces.web.forms.numbers import Whole
from grapevine.interfaces.web.timeline import KINDS

TOUCH_CHOICES = [(kind, KINDS[kind]) for kind in TOUCH_KINDS]
GIVE_CHOICES = [(kind, kind.capitalize()) for kind in GIVE_KINDS]
BEGAN_CHOICES = [("", "Not sure"), ("me", "I did"), ("them", "They did")]
ABOUT_CHOICES = [("relationship", "Each other"), ("business", "Business"), ("ask", "I asked for something"),
                 ("", "Both, or not sure")]  # fmt: skip
SPHERE_CHOICES = [(sphere, sphere.capitalize()) for sphere in SPHERES]
DIRECTION_CHOICES = list(zip(DIRECTIONS, ("I gave it", "I received it"), strict=True))


class Day(forms.DateField):
    """A day from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NoteField(forms.CharField):
    """A line or two."""

    widget = forms.Textarea(attrs={"rows": 3})


class TouchForm(forms.Form):
    """Change one touch."""

    on = Day(label="When")
    kind = forms.ChoiceField(label="How", choices=TOUCH_CHOICES, widget=forms.RadioSelect)
    minutes = Whole(label="Minutes", required=False, min_value=0, max_value=1440)
    began_by = forms.ChoiceField(label="Who began it", choices=BEGAN_CHOICES, required=False)
    about = forms.ChoiceField(label="Mostly about", choices=ABOUT_CHOICES, required=False, widget=forms.RadioSelect)
    note = NoteField(label="In a line or two", required=False, max_length=5000)


class GiveForm(forms.Form):
    """Change one give."""

    on = Day(label="When")
    direction = forms.ChoiceField(label="Which way", choices=DIRECTION_CHOICES, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="What was it", choices=GIVE_CHOICES, widget=forms.RadioSelect)
    sphere = forms.ChoiceField(label="Part of life", choices=SPHERE_CHOICES, widget=forms.RadioSelect)
    note = NoteField(label="In a line or two", required=False, max_length=5000)


class ComposerForm(forms.Form):
    """Keep a moment: a touch or a give. Choices are checked by the domain, which says what there is to choose."""

    what = forms.ChoiceField(choices=[("touch", ""), ("given", ""), ("received", "")], initial="touch")
    on = Day(error_messages={"required": "On which day?", "invalid": "Write the day as year-month-day."})
    note = forms.CharField(required=False, max_length=5000)
    kind = forms.CharField(required=False)
    minutes = Whole(
        required=False, min_value=0, max_value=1440, error_messages={"invalid": "Minutes are a whole number."}
    )
    began_by = forms.CharField(required=False)
    about = forms.CharField(required=False)
    give_kind = forms.CharField(required=False)
    sphere = forms.CharField(required=False)
