"""Names from right to left: isolated wherever a page shows them as text, untouched wherever they are sent back."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from django.test import Client
from django.urls import reverse

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.actions import add_person
from grapevine.domain.people.rules.card import Card
from grapevine.interfaces import web as pages
from grapevine.interfaces.web.environment import environment
from grapevine.interfaces.web.isolating import PDI, RLI, isolated
from tests.cast import NOW

TEMPLATES = Path(pages.__file__).parent / "templates"
HANAN = "חנן לוי"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Dana Whitcomb", "Dana Whitcomb"),
        ("Łukasz 王", "Łukasz 王"),
        (HANAN, f"{RLI}{HANAN}{PDI}"),
        (f"{HANAN} (3)", f"{RLI}{HANAN}{PDI} (3)"),
        (f"Write to {HANAN}, 2 days late", f"Write to {RLI}{HANAN}{PDI}, 2 days late"),
        ("שלום, מה 3 נשמע?\nעלی", f"{RLI}שלום, מה 3 נשמע{PDI}?\n{RLI}עלی{PDI}"),
        ("Leah \u202egnp.exe", "Leah gnp.exe"),
        (7, 7),
    ],
)
def test_each_run_of_right_to_left_words_is_isolated(value: object, shown: object) -> None:
    assert isolated(value) == shown


def test_what_stands_inside_a_tag_or_a_field_is_sent_back_as_it_was() -> None:
    env = environment(loader=jinja2.DictLoader({"one.html": (
        '{% macro named(n) %}<b title="{{ n }}">{{ n }}</b>{% endmacro %}'
        '<!-- > --><input value="{{ n }}" {{ n if n else "" }}><textarea id="{{ n }}">{{ n }}</textarea>{{ named(n) }}'
    ), "one.txt": "{{ n }}"}), autoescape=True)  # fmt: skip
    assert env.get_template("one.html").render(n=HANAN) == (
        f'<input value="{HANAN}" {HANAN}><textarea id="{HANAN}">{HANAN}</textarea>'
        f'<b title="{HANAN}">{RLI}{HANAN}{PDI}</b>'
    ).replace("<input", "<!-- > --><input")
    assert env.get_template("one.txt").render(n=HANAN) == HANAN


def test_every_tag_of_a_template_ends_once_whichever_branch_is_taken() -> None:
    """Else what follows would be taken for text, or text for a tag."""
    for path in TEMPLATES.rglob("*.html"):
        said = "".join(text for _, kind, text in jinja2.Environment().lex(path.read_text()) if kind == "data")
        signs = "".join(sign for sign in said if sign in "<>")
        assert signs == "<>" * (len(signs) // 2), path


@pytest.mark.django_db
def test_a_name_from_right_to_left_stands_isolated_on_pages(actor: Actor, web: Client) -> None:
    person = add_person(actor=actor, now=NOW, card=Card(name=HANAN, firm="לוי ושות׳"))
    for page in (reverse("people"), reverse("person", args=[person.uid])):
        text = web.get(page).content.decode()
        assert f">{RLI}{HANAN}{PDI}<" in text
        assert f'="{RLI}' not in text
    assert f'value="{HANAN}"' in web.get(reverse("person_edit", args=[person.uid])).content.decode()
