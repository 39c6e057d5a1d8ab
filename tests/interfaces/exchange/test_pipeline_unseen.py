"""Names with signs that nobody sees: cleaned on every way in, and no news where they were kept before that."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people import actions as people
from grapevine.domain.people import queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.interfaces.exchange.exports import export
from grapevine.kit import text
from tests.book_dump import dump
from tests.cast import NOW
from tests.interfaces.exchange.bringing import bring, people_counts, undo, vcard

SHEET = "First Name,Last Name,Company,E-mail 1 - Value\n\u2067Amir\u2069,Hadad\u200f,Had\u202bad,\n"
FILES = [
    ("cards.vcf", vcard("Leah \u202egnp.exe", "EMAIL:leah@rosen.example", "ORG:\u2066Rosen\u2069 Law")),
    ("sheet.csv", SHEET),
    ("named.vcf", vcard("\u202eDana Whitcomb", "ORG:Whitcomb", "CATEGORIES:ch\u200boir")),
]


@pytest.mark.parametrize("file", FILES, ids=[name for name, _ in FILES])
def test_a_file_brought_in_before_names_were_cleaned_changes_nothing(
    actor: Actor, file: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before_the_mend:
        before_the_mend.setattr(text, "without_invisible", str)
        first = bring(actor, file)
    before = dump(actor)
    assert any(set(row["name"] + row["firm"]) & set("\u202e\u2066\u2069\u202b") for row in _rows(actor))
    assert people_counts(actor, bring(actor, file)) == (0, 0, 1, 0)
    assert dump(actor) == before
    own = bring(actor, ("archive.json", _archive(actor)))
    assert people_counts(actor, own) == (0, 0, 1, 0)
    assert dump(actor)["people"] == before["people"]
    undo(actor, own)
    undo(actor, first)
    assert not Person.objects.filter(owner_id=actor.member_id).exists()


@pytest.mark.parametrize("file", FILES, ids=[name for name, _ in FILES])
def test_every_way_in_cleans_names_and_the_second_time_is_no_news(actor: Actor, file: tuple[str, str]) -> None:
    bring(actor, file)
    assert all((row["name"] + row["firm"]).isprintable() for row in _rows(actor))
    assert people_counts(actor, bring(actor, file)) == (0, 0, 1, 0)


def test_news_of_a_source_reach_somebody_whose_name_was_kept_uncleaned(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = vcard("Leah \u202eRosen", "UID:l1", "ORG:Rosen Law")
    with monkeypatch.context() as before_the_mend:
        before_the_mend.setattr(text, "without_invisible", str)
        bring(actor, ("cards.vcf", old))
    assert people_counts(actor, bring(actor, ("cards.vcf", old.replace("Rosen Law", "Levi Law")))) == (0, 1, 0, 0)
    assert _rows(actor) == [{"name": "Leah Rosen", "firm": "Levi Law"}]


def test_a_name_typed_or_sent_by_a_program_is_cleaned_as_an_imported_one(actor: Actor) -> None:
    person = people.add_person(actor=actor, now=NOW, card=Card(name="\u202eAmir\u202c Hadad", firm="علی\u200cرضا"))
    assert (person.name, queries.card_of(person).firm) == ("Amir Hadad", "علی\u200cرضا")


def _rows(actor: Actor) -> list[dict[str, str]]:
    return list(Person.objects.filter(owner_id=actor.member_id).order_by("name").values("name", "firm"))


def _archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW, "json")[2])
