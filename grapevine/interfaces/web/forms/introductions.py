"""Forms of warm introductions: whom to meet, who knows whom, the letter, who may ask the member."""

from __future__ import annotations

from django import forms

from grapevine.domain.network.rules.introductions.knows import HOW_SURE, HOW_WELL, KNOW, TOLD
from grapevine.interfaces.web.forms.ledgers import NoteField

ASKABLE = [
    ("nobody", "Nobody"),
    ("deep", "My deep contacts: those I know well, and who know me well"),
    ("chapter", "Members of my chapters"),
    ("anyone", "Members of my chapters, and members I am linked with"),
]
OPENS = [
    ("chosen", "Only people I opened one by one, on their page"),
    ("all", "Everyone but family, friends and those I hid"),
]
STANDINGS = [
    ("", "As my settings say"),
    ("open", "Other members may ask me about them"),
    ("hidden", "Hidden: in nobody's path, not in mine either"),
]


class WhyForm(forms.Form):
    """Why somebody is worth meeting."""

    why = NoteField(
        label="Why",
        required=False,
        max_length=1000,
        help_text="It goes into the letter, so write it as they may read it.",
    )


class WishForm(WhyForm):
    """Somebody to meet who is not in the book."""

    name = forms.CharField(max_length=300, label="Name")
    title = forms.CharField(max_length=250, required=False, label="What they do")
    firm = forms.CharField(max_length=250, required=False, label="Firm", help_text="Their colleagues may be a way.")
    email = forms.CharField(
        max_length=254, required=False, label="Mail",
        help_text="Only to find members who know them and let themselves be asked. Nobody is written to.",
    )  # fmt: skip
    field_order = ("name", "title", "firm", "email", "why")


class KnowsForm(forms.Form):
    """That two others know each other."""

    how_well = forms.ChoiceField(label="They", choices=list(HOW_WELL.items()), widget=forms.RadioSelect, initial=KNOW)
    how_sure = forms.ChoiceField(label="How I know", choices=list(HOW_SURE.items()), initial=TOLD)


class LetterForm(forms.Form):
    """The words of a request."""

    letter = forms.CharField(
        label="Your letter", max_length=5000, widget=forms.Textarea(attrs={"rows": 16, "class": "letter-text"})
    )


class StandingForm(forms.Form):
    """What holds for one person of the book in introductions."""

    standing = forms.ChoiceField(label="In introductions", choices=STANDINGS, widget=forms.RadioSelect, required=False)


class AskableForm(forms.Form):
    """Whom the member lets ask, and about whom."""

    askable_by = forms.ChoiceField(label="Who may ask me to introduce them", choices=ASKABLE, widget=forms.RadioSelect)
    opens = forms.ChoiceField(label="To whom of my book", choices=OPENS, widget=forms.RadioSelect)
