"""Fields are drawn as Django draws them but for blank lines, whatever stands in them."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from grapevine.interfaces.web.forms.drawing import Drawing

HOSTILE = '<b>"Tom" & \'Ann\'</b>'
CHOICES = [("", "Any"), ("a", HOSTILE), ("Europe", [("p", "Paris & Rome"), (3, 4)]), ("m", mark_safe("<i>m</i>"))]
ATTRS = {"required": True, "disabled": False, "maxlength": 1000, "aria-label": HOSTILE, "class": "input"}


@pytest.mark.parametrize("value", [None, "", "a", "p", 3, HOSTILE])
@pytest.mark.parametrize(
    "widget",
    [
        forms.Select(choices=CHOICES),
        forms.SelectMultiple(choices=CHOICES),
        forms.NullBooleanSelect(),
        forms.TextInput(),
        forms.EmailInput(),
        forms.NumberInput(),
        forms.PasswordInput(render_value=True),
        forms.DateInput(),
        forms.HiddenInput(),
        forms.Textarea(),
        forms.CheckboxInput(),
        forms.RadioSelect(choices=CHOICES),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_a_field_is_drawn_as_django_draws_it(widget, value):
    def drawn(renderer):
        return re.sub(r"\s*\n\s*", "", widget.render("who & why", value, ATTRS, renderer))

    assert drawn(Drawing()) == drawn(DjangoTemplates())


def test_each_box_of_a_list_is_drawn_so():
    class Pick(forms.Form):
        one = forms.ChoiceField(choices=[("a", HOSTILE), ("b", "B")], initial="b", widget=forms.RadioSelect)
        many = forms.MultipleChoiceField(choices=[("a", HOSTILE)], widget=forms.CheckboxSelectMultiple)

    def tags(renderer):
        form = Pick(renderer=renderer)
        return [box.tag() for name in ("one", "many") for box in form[name].subwidgets]

    assert tags(Drawing()) == tags(DjangoTemplates())
    assert len(tags(Drawing())) == 3


def test_the_forms_of_the_house_are_drawn_so():
    assert isinstance(forms.Form().renderer, Drawing)
