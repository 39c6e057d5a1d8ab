"""Who is the same person, who is not, and who is a question for the member."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports import queries as imports_queries
from grapevine.domain.imports.actions import answer
from grapevine.domain.people.actions import erase_person
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import card_of
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import NotFound
from tests.book_dump import dump
from tests.cast import BEN, NOW, TOM, meet
from tests.interfaces.exchange.bringing import bring, go, letter, look, people_counts, told, undo, vcard
from tests.shared_data import SHARED, needs_shared_data

ME = "leah@marchetti.example"
TEL = "TEL;TYPE=WORK:+1 617 555 0111"
MAIL = "EMAIL;TYPE=WORK:john@doe-estates.example"
#: One man as six programs write him; the third has a slip of the pen in the mail's domain.
SIX = {
    "phone.vcf": vcard("John Doe", "N:Doe;John;;;", MAIL, TEL, "ORG:Doe Estates"),
    "laptop.vcf": vcard("Mr. John Richter James Doe Sr.", "N:Doe;John;Richter James;Mr.;Sr.", MAIL, TEL),
    "typo.vcf": vcard("John Doe", "N:Doe;John;;;", "EMAIL:john@doe-estate.example", "TEL:(617) 555-0111"),
    "tablet.vcf": vcard("John Doe", MAIL, "TEL;TYPE=cell:+1 617 555 0112", version="4.0"),
    "old.vcf": vcard("John Doe", "TEL;CELL:6175550112", "NOTE:plays chess", version="2.1"),
    "google.csv": "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,"
                  "Organization Name,Labels\nJohn,Doe,Work,john@doe-estates.example,Work,617-555-0111,,Clients\n",
}  # fmt: skip
NAMESAKE = vcard("John Doe", "TEL:+64 9 555 7788", "ORG:Southern Wool Ltd", "ADR:;;1 Quay St;Auckland;;;New Zealand")
TWINS = vcard("Maria Rossi", "NOTE:the florist") + vcard("Maria Rossi", "NOTE:the notary")


def test_six_cards_of_one_man_become_one_person_and_a_namesake_stays_himself(actor: Actor) -> None:
    bring(actor, *SIX.items(), ("namesake.vcf", NAMESAKE))
    assert sorted(Person.objects.values_list("firm", flat=True)) == ["Doe Estates", "Southern Wool Ltd"]
    one = card_of(Person.objects.get(firm="Doe Estates"))
    assert {mail.value for mail in one.emails} == {"john@doe-estates.example", "john@doe-estate.example"}
    assert len(one.phones) == 2 and one.note == "plays chess"


def test_the_six_one_after_the_other_become_one_and_no_program_empties_what_another_filled(actor: Actor) -> None:
    for file in SIX.items():
        bring(actor, file)
    before = dump(actor)
    assert len(before["people"]) == 1
    bring(actor, *SIX.items())
    assert dump(actor)["people"] == before["people"]


@needs_shared_data
def test_the_real_cards_of_one_man_become_one_person(actor: Actor) -> None:
    folder = SHARED / "contacts" / "vcf"
    names = ["ezvcard_John_Doe_GMAIL.vcf", "ezvcard_John_Doe_IPHONE.vcf", "ezvcard_John_Doe_MS_OUTLOOK.vcf"]
    bring(actor, *((name, folder / name) for name in names))
    assert Person.objects.count() == 1
    bring(actor, ("ezvcard_John_Doe_ANDROID.vcf", folder / "ezvcard_John_Doe_ANDROID.vcf"))
    assert Person.objects.filter(name__icontains="richter").count() == 1


def test_two_namesakes_without_mail_or_phone_are_a_question_not_a_merge(actor: Actor) -> None:
    batch = bring(actor, ("cards.vcf", TWINS))
    assert people_counts(actor, batch) == (1, 0, 0, 1)
    assert Person.objects.get().note == "the florist"


def test_a_question_is_asked_only_once(actor: Actor) -> None:
    bring(actor, ("cards.vcf", TWINS))
    again = bring(actor, ("cards.vcf", TWINS))
    assert people_counts(actor, again) == (0, 0, 2, 0)
    assert imports_queries.open_questions(actor).count() == 1


@pytest.mark.parametrize("before", [True, False], ids=["before going ahead", "afterwards"])
@pytest.mark.parametrize("same", [True, False], ids=["one person", "two people"])
def test_a_question_is_answered(actor: Actor, before: bool, same: bool) -> None:
    maria = meet(actor, Card(name="Maria Rossi", note="the florist"))
    card = ("cards.vcf", vcard("Maria Rossi", "EMAIL:maria@rossi.example"))
    batch = look(actor, card)
    if not before:
        go(actor, batch)
    asked = imports_queries.questions(batch).get()
    answer(actor=actor, now=NOW, question_uid=asked.uid, person_uid=maria.uid if same else None)
    if before:
        assert Person.objects.count() == 1
        go(actor, batch)
    assert Person.objects.count() == (1 if same else 2)
    assert Person.objects.filter(details__key="maria@rossi.example").count() == 1
    assert people_counts(actor, bring(actor, card)) == (0, 0, 1, 0)
    assert not imports_queries.open_questions(actor).exists()


def test_an_answer_may_name_somebody_who_did_not_come_to_mind(actor: Actor) -> None:
    meet(actor, Card(name="Maria Rossi"))
    tom = meet(actor, TOM)
    batch = look(actor, ("cards.vcf", vcard("Maria Rossi", "EMAIL:maria@rossi.example")))
    answer(actor=actor, now=NOW, question_uid=imports_queries.questions(batch).get().uid, person_uid=tom.uid)
    go(actor, batch)
    assert card_of(Person.objects.get(pk=tom.pk)).emails[0].value == "maria@rossi.example"


def test_an_answer_whose_person_is_gone_by_then_asks_again(actor: Actor) -> None:
    for name in ("Ann", "Zoe"):
        meet(actor, Card(name=name, emails=(Labelled("office@firm.example"),)))
    batch = look(actor, ("mail.mbox", letters(1)))
    ann = Person.objects.get(name="Ann")
    answer(actor=actor, now=NOW, question_uid=imports_queries.questions(batch).get().uid, person_uid=ann.uid)
    erase_person(actor=actor, now=NOW, person_uid=ann.uid)
    go(actor, batch)
    assert Touch.objects.get().person.name == "Zoe"


def letters(count: int) -> str:
    """Mail from an address that several share."""
    return "".join(
        letter("Office <office@firm.example>", ME, f"Mon, {day:02d} Feb 2026 10:00:00 +0000", f"n{day}")
        for day in range(1, count + 1)
    )


@pytest.mark.parametrize("before", [True, False], ids=["before going ahead", "afterwards"])
@pytest.mark.parametrize("same", [True, False], ids=["one of them", "somebody new"])
def test_mail_of_a_shared_address_is_one_question_not_hundreds(actor: Actor, before: bool, same: bool) -> None:
    ann, _ = (meet(actor, Card(name=name, emails=(Labelled("office@firm.example"),))) for name in ("Ann", "Zoe"))
    batch = look(actor, ("mail.mbox", letters(20)))
    if not before:
        go(actor, batch)
        assert Touch.objects.count() == 0
    asked = imports_queries.questions(batch).get()
    answer(actor=actor, now=NOW, question_uid=asked.uid, person_uid=ann.uid if same else None)
    if before:
        go(actor, batch)
    assert Touch.objects.values("person").distinct().count() == 1
    assert Touch.objects.count() == 20
    assert Touch.objects.filter(person=ann).count() == (20 if same else 0)
    assert Person.objects.count() == (2 if same else 3)
    assert told(actor, batch)["people"]["doubtful"] == 0
    undo(actor, batch)
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Ann", "Zoe"]


def test_a_strangers_question_is_not_there(actor: Actor, stranger: Actor) -> None:
    batch = bring(actor, ("cards.vcf", TWINS))
    asked = imports_queries.questions(batch).get()
    with pytest.raises(NotFound):
        answer(actor=stranger, now=NOW, question_uid=asked.uid, person_uid=None)
    with pytest.raises(NotFound):
        answer(actor=actor, now=NOW, question_uid=asked.uid, person_uid=meet(stranger, BEN).uid)
