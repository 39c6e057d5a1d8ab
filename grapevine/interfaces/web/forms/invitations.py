"""The form of an invitation."""

from __future__ import annotations

from typing import Any

from django import forms

from grapevine.domain.accounts.models import Chapter

LIVES = [("3", "Three days"), ("14", "Two weeks"), ("60", "Two months")]


class InvitationForm(forms.Form):
    """Who may come, where to, and for how long the link works."""

    email = forms.EmailField(
        max_length=254, required=False, label="Only for this email",
        help_text="Empty: whoever has the link. It works once either way.",
    )  # fmt: skip
    chapter = forms.ChoiceField(required=False, label="Chapter")
    days = forms.TypedChoiceField(choices=LIVES, coerce=int, initial="14", label="It works for")

    def __init__(self, *args: Any, chapters: list[Chapter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chapters = {str(each.uid): each for each in chapters}
        self.fields["chapter"].choices = [("", "None")] + [(uid, each.name) for uid, each in self.chapters.items()]
        if not chapters:
            del self.fields["chapter"]

    def wanted(self) -> dict[str, Any]:
        """What to invite with."""
        said = self.cleaned_data
        return {"email": said["email"], "days": said["days"], "chapter": self.chapters.get(said.get("chapter", ""))}
