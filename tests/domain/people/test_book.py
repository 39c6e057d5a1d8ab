"""The book on the database: add, edit, archive, erase, find; a stranger finds nothing; counters equal a recount."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.actions import erase_member
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.depth.actions import rate_person
from grapevine.domain.gives.actions import log_give
from grapevine.domain.people import actions, queries
from grapevine.domain.people.models import SEARCH, Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.touches.actions import log_touch
from grapevine.kit.errors import Conflict, NotAllowed, NotFound, Refused
from tests.book_dump import dump, recount
from tests.cast import BEN, DANA, ELLEN, NOW, PRIYA, TOM, meet
from tests.interfaces.exchange.bringing import bring, calendar, meeting, vcard


def test_a_person_is_kept_as_the_card_says(actor: Actor) -> None:
    dana = meet(actor, DANA)
    card = queries.card_of(dana)
    assert replace(card, uid="") == replace(DANA, archived=False)
    assert dump(actor)["book"] == recount(actor) == (1, 0)
    assert Entry.objects.get(verb="person.added").thing_id == str(dana.uid)


@pytest.mark.parametrize("card, field", [(Card(), "name"), (Card(name=" \x00 "), "name"),
                                         (Card(name="A", segment="foes"), "segment")], ids=str)  # fmt: skip
def test_a_card_that_names_nobody_is_refused(actor: Actor, card: Card, field: str) -> None:
    with pytest.raises(Refused) as refused:
        meet(actor, card)
    assert refused.value.field == field and not Person.objects.exists()


def test_editing_notes_which_fields_the_hand_changed_once(actor: Actor) -> None:
    dana = meet(actor, DANA)
    new = replace(queries.card_of(dana), firm="Lowe", tags=("choir",))
    edited = actions.edit_person(actor=actor, now=NOW, person_uid=dana.uid, card=new)
    assert edited.hand_edited == ["firm", "tags"] and edited.revision == 2
    again = actions.edit_person(actor=actor, now=NOW, person_uid=dana.uid, card=new)
    assert again.revision == 2 and Entry.objects.filter(verb="person.changed").count() == 1


def test_two_windows_saving_one_person_are_a_conflict(actor: Actor) -> None:
    dana = meet(actor, DANA)
    card = queries.card_of(dana)
    save = {"actor": actor, "now": NOW, "person_uid": dana.uid, "revision": 1}
    actions.edit_person(**save, card=replace(card, firm="First"))
    with pytest.raises(Conflict, match="another window"):
        actions.edit_person(**save, card=replace(card, firm="Second"))
    assert Person.objects.get().firm == "First"


def test_archiving_and_restoring_keep_the_counters(actor: Actor) -> None:
    dana = meet(actor, DANA)
    meet(actor, BEN)
    for _ in range(2):
        actions.archive_person(actor=actor, now=NOW, person_uid=dana.uid)
    assert dump(actor)["book"] == recount(actor) == (1, 1)
    assert not queries.search(actor, "dana").exists()
    for _ in range(2):
        actions.restore_person(actor=actor, now=NOW, person_uid=dana.uid)
    assert dump(actor)["book"] == recount(actor) == (2, 0)
    verbs = list(Entry.objects.filter(thing_id=str(dana.uid)).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["person.added", "person.archived", "person.restored"]


def rows() -> dict[str, int]:
    """How many rows each of our tables holds, the search index too."""
    counted = {m._meta.db_table: m._default_manager.count() for m in apps.get_models() if "domain" in m.__module__}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {SEARCH.table}")
        return {**counted, SEARCH.table: cursor.fetchone()[0]}


@pytest.mark.parametrize("archived", [False, True])
def test_an_erased_person_leaves_nothing_behind(actor: Actor, archived: bool) -> None:
    meet(actor, BEN)
    before = rows()
    files = [("a.vcf", vcard("Zora Quill", "UID:1", "EMAIL:zora@quill.example", "NOTE:secret")),
             ("c.ics", calendar(meeting("m1", "20260105T100000Z", "zora@quill.example")))]  # fmt: skip
    bring(actor, *files)
    bring(actor, *files)
    zora = Person.objects.get(name="Zora Quill")
    who = {"actor": actor, "now": NOW, "person_uid": zora.uid}
    log_touch(**who, at=NOW, kind="call", note="about Zora")
    log_give(**who, at=NOW, kind="idea", direction="given")
    rate_person(**who, value=5)
    if archived:
        actions.archive_person(**who)
    actions.erase_person(**who)
    after = {**rows(), "audit_log_entry": 0, "imports_batch": 0, "imports_batchfile": 0}
    assert after == {**before, "audit_log_entry": 0, "imports_batch": 0, "imports_batchfile": 0}
    assert dump(actor)["book"] == recount(actor) == (1, 0)
    assert "Zora" not in str(list(Entry.objects.values())) and "quill" not in str(list(Entry.objects.values()))


def test_an_erased_member_leaves_only_that_somebody_was_erased(leah: Member, actor: Actor, stranger: Actor) -> None:
    meet(stranger, BEN)
    before = {**rows(), "audit_log_entry": 0}
    meet(actor, DANA)
    bring(actor, ("a.vcf", vcard("Zora Quill", "UID:1")))
    erase_member(now=NOW, member=leah)
    assert {**rows(), "audit_log_entry": 0} == {**before, "accounts_member": 1}
    assert not Entry.objects.filter(member_id=actor.member_id).exists()
    assert Entry.objects.get(verb="member.erased").member_id is None


FOUND = [
    ("whit", DANA), ("WHITCOMB dana", DANA), ("cpa", DANA), ("accountant", DANA), ("dana@whitcomb", DANA),
    ("lowe", DANA), ("choir", ELLEN), ("roommate coll", ELLEN), ("okafor homes", BEN), ("raman ther", PRIYA),
]  # fmt: skip


@pytest.mark.parametrize("text, card", FOUND, ids=lambda value: value if isinstance(value, str) else value.name)
def test_people_are_found_by_the_beginning_of_every_word(actor: Actor, stranger: Actor, text: str, card: Card) -> None:
    for each in (DANA, BEN, PRIYA, TOM, ELLEN):
        meet(actor, each)
        meet(stranger, each)
    found = queries.search(actor, text)
    assert [(person.name, person.owner_id) for person in found] == [(card.name, actor.member_id)]


@pytest.mark.parametrize(
    "name, text",
    [("Zoë Ångström", "zoe ang"), ("Zoe Angstrom", "ZOË Ån"), ("Łukasz Øre", "lukasz or"),
     ("王小明", "小明"), ("山田 太郎", "太郎"),
     ("Владимир Ким", "влад"), ("김민준", "김"), ("محمد علي", "محمد"),
     ("O’Brien-Smith", "brien smi"), ("Straße", "strasse")],
)  # fmt: skip
def test_accents_case_and_scripts_do_not_hide_anybody(actor: Actor, name: str, text: str) -> None:
    meet(actor, Card(name=name))
    assert queries.search(actor, text).count() == 1


@pytest.mark.parametrize("text", ['"', "' OR 1=1", "a* OR b", "NOT dana", "x" * 5000, "owner1", "o1", "wb",
                                  "-- ;", "\x00", "dana)("])  # fmt: skip
def test_no_text_breaks_the_search(actor: Actor, text: str) -> None:
    meet(actor, BEN)
    assert list(queries.search(actor, text)) == []


def test_a_change_is_found_and_the_old_text_is_not(actor: Actor) -> None:
    dana = meet(actor, DANA)
    card = replace(queries.card_of(dana), firm="Harbor Tax", note="loves opera")
    actions.edit_person(actor=actor, now=NOW + timedelta(days=1), person_uid=dana.uid, card=card)
    assert queries.search(actor, "opera harbor").count() == 1
    assert queries.search(actor, "lowe").count() == 0
    assert queries.search(actor, " ").count() == 1


def test_a_stranger_finds_nothing(actor: Actor, stranger: Actor) -> None:
    dana = meet(actor, DANA)
    before = dump(actor)
    who = {"actor": stranger, "now": NOW, "person_uid": dana.uid}
    for attempt in (
        lambda: queries.person(stranger, dana.uid),
        lambda: queries.person(stranger, "nonsense"),
        lambda: queries.lock(stranger, [dana.pk]),
        lambda: actions.edit_person(**who, card=BEN),
        lambda: actions.archive_person(**who),
        lambda: actions.restore_person(**who),
        lambda: actions.erase_person(**who),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert not queries.search(stranger, "dana").exists() and not queries.visible_to(stranger).exists()
    assert queries.by_keys(stranger, "email", ["dana@whitcomb.example"]) == {}
    assert queries.by_uids(stranger, [str(dana.uid)]) == {} and queries.tags(stranger) == []
    assert dump(actor) == before


def test_a_token_for_reading_may_not_write(leah: Member, actor: Actor) -> None:
    dana = meet(actor, DANA)
    reader = accounts.actor_of(leah, frozenset({"people:read"}))
    assert queries.person(reader, dana.uid) == dana
    for attempt in (
        lambda: meet(reader, BEN),
        lambda: actions.erase_person(actor=reader, now=NOW, person_uid=dana.uid),
        lambda: actions.edit_person(actor=reader, now=NOW, person_uid=dana.uid, card=BEN),
        lambda: queries.visible_to(accounts.actor_of(leah, frozenset({"touches:read"}))),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_mails_and_phones_of_many_and_tags_in_order(actor: Actor) -> None:
    dana, ellen = meet(actor, DANA), meet(actor, replace(ELLEN, tags=("choir", "Alumni")))
    reach = queries.reach_of(actor, [dana.pk, ellen.pk])
    assert reach == {dana.pk: {"email": ["dana@whitcomb.example"], "phone": ["+1 617 555 0142"]},
                     ellen.pk: {"email": [], "phone": []}}  # fmt: skip
    assert queries.tags(actor) == ["Alumni", "choir"]


def test_very_long_values_fit_in_the_tables(actor: Actor) -> None:
    long = "ﷺ" * 30_000
    card = Card(**dict.fromkeys(("name", "given", "family", "firm", "title", "note"), long), tags=(long,),
                emails=(Labelled(f"{long}@x.example", long),), links=(Labelled(long, long),))  # fmt: skip
    assert meet(actor, card).name
