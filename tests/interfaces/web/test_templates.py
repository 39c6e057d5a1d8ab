"""The templates: each one compiles, none carries inline style or script, and their words are those of the domain."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest

import grapevine.interfaces.web as web
from grapevine.domain.gives import rules as gives
from grapevine.domain.touches import rules as touches
from grapevine.interfaces.web.environment import FILTERS
from grapevine.interfaces.web.pictures import PICTURES
from grapevine.interfaces.web.pictures.marks import INGREDIENTS, KINDS

TEMPLATES = Path(web.__file__).parent / "templates"
STATIC = Path(web.__file__).parent / "static"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))


@pytest.fixture(scope="module")
def environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(PICTURES)
    made.filters.update(FILTERS)
    made.globals.update(url=lambda name, *args: "/", static=lambda path: f"/static/{path}")
    return made


@pytest.mark.parametrize("name", NAMES)
def test_the_template_compiles(environment, name):
    assert environment.get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_template_says_first_what_it_needs(name):
    text = (TEMPLATES / name).read_text()
    assert "{#" in text[:200]


@pytest.mark.parametrize("name", NAMES)
def test_the_template_keeps_the_strict_content_policy(name):
    text = (TEMPLATES / name).read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|https?://", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script


#: There the address itself is the credential: whoever does not know it cannot send the form, and no cookie is set.
BY_LINK = (
    "questions/", "partner_page/", "letters/stop.html", "teach/back.html", "referral_links/_partner.html",
    *(f"referral_links/{name}.html" for name in ("consent", "consent_again", "receiver", "receiver_again")),
    *(f"stories/{name}.html" for name in ("named", "own_comment", "words")),
)  # fmt: skip
#: Anyone may write there, without a cookie: a signed time stamp stands in for the token.
BY_STAMP = ("referral_links/intake.html", "stories/public.html")


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith((*BY_LINK, *BY_STAMP))])
def test_every_form_that_changes_something_carries_its_token(name):
    text = (TEMPLATES / name).read_text()
    for form in re.findall(r'<form[^>]*method="post".*?</form>', text, flags=re.S):
        assert "csrf_input" in form


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_the_style_sheet_asks_nobody_else_and_keeps_the_house_size(path):
    text = path.read_text()
    assert not re.search(r"url\(|@import|https?:", text)
    assert text.count("\n") <= 300
    assert text.count("{") == text.count("}")


def test_own_scripts_stay_about_a_hundred_lines():
    assert sum(path.read_text().count("\n") for path in STATIC.rglob("*.js")) <= 120


def test_every_style_sheet_of_the_head_exists(environment):
    head = environment.get_template("_head.html").render()
    for sheet in re.findall(r'href="/static/([^"]+)"', head):
        assert (STATIC / sheet).is_file(), sheet


def test_the_choices_are_the_words_of_the_domain(environment):
    words = environment.get_template("_words.html").module
    assert {value for value, _ in words.touch_kinds} == set(touches.KINDS)
    assert {value for value, _ in words.give_kinds} == set(gives.KINDS)
    assert {value for value, _ in words.began} == set(touches.BEGAN_BY)
    assert {value for value, _ in words.abouts} == set(touches.ABOUT)
    assert tuple(value for value, _ in words.spheres) == gives.SPHERES
    assert tuple(value for value, _ in words.ingredients) == INGREDIENTS
    assert set(words.missing_short) == set(KINDS)


@pytest.mark.parametrize("code", [400, 403, 404, 413, 429, 500, 503])
def test_an_error_page_needs_nothing_but_its_number(environment, code):
    page = environment.get_template("error.html").render(code=code, detail="")
    assert f">{code}<" in page
    assert page.count("<h1>") == 1
    assert "<script" not in page


def test_the_door_says_that_its_year_is_an_example(environment):
    page = environment.get_template("account/signup_closed.html").render(
        messages=[],
        request=type("Request", (), {"get_host": staticmethod(lambda: "grapevine.test")}),
        signup_by_invitation=False,
    )
    assert "An example, not your numbers" in page
    assert "Runs on grapevine.test" in page
