"""Writing, keeping, restoring and publishing briefs: what is kept, who reads which, what the public sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from grapevine.domain.accounts import actions as accounts
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.education import queries
from grapevine.domain.education.actions import briefs as actions
from grapevine.domain.education.actions import publishing
from grapevine.domain.education.models import Brief, BriefReader, BriefVersion
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.merging.actions import merge_people, unmerge
from grapevine.domain.people.actions import erase_person
from grapevine.kit.errors import Conflict, NotFound, Refused
from tests.cast import BEN, DANA, NOW, PRIYA, meet

LATER = NOW + timedelta(days=1)
TEXT = BriefText(
    name="Leah Marchetti", headline="I help parents separate without a war.", whom_i_help="Couples in Harbor County.",
    moments=("divorce",), listen_for=("We hold on until the kids finish school.",),
)  # fmt: skip
CALMER = replace(TEXT, headline="I help parents part calmly.")


@pytest.fixture
def main(actor):
    """Leah's main brief, saved once."""
    return actions.save_brief(actor=actor, now=NOW, text=TEXT, based_on=0)


def save(actor, text, **more):
    """Save a day later."""
    return actions.save_brief(actor=actor, now=LATER, text=text, **more)


def verbs() -> list[str]:
    """What the log says was done with briefs, in order."""
    return list(Entry.objects.filter(verb__startswith="brief.").order_by("pk").values_list("verb", flat=True))


def test_every_saving_is_a_version_and_the_same_text_is_kept_once(actor, main):
    save(actor, CALMER, brief_uid=main.brief.uid, based_on=1, note="Calmer")
    again = save(actor, CALMER, based_on=2)
    assert again.brief.number == 2 and queries.main_brief(actor).text == CALMER
    found = list(queries.versions(actor, main.brief.uid))
    assert [(one.number, one.note, one.saved_at) for one in found] == [(2, "Calmer", LATER), (1, "", NOW)]
    assert queries.version(actor, main.brief.uid, 1).parts["headline"] == TEXT.headline
    assert verbs() == ["brief.saved", "brief.saved"]


def test_two_tabs_the_second_is_told_and_both_texts_can_be_kept(actor, main):
    save(actor, CALMER, based_on=1)
    with pytest.raises(Conflict, match=r"\(version 2\). Nothing is lost"):
        save(actor, replace(TEXT, story="Once."), based_on=1)
    assert BriefVersion.objects.count() == 2
    save(actor, replace(TEXT, story="Once."), based_on=2)
    assert [one.parts["headline"] for one in queries.versions(actor, main.brief.uid)] == [
        TEXT.headline, CALMER.headline, TEXT.headline,
    ]  # fmt: skip
    assert save(actor, replace(TEXT, story="Once."), based_on=1).brief.number == 3, "the same text is no conflict"


def test_an_old_version_comes_back_as_a_new_one(actor, main):
    save(actor, CALMER)
    back = actions.restore_version(actor=actor, now=LATER, brief_uid=main.brief.uid, number=1)
    assert (back.text, back.brief.number, back.version.note) == (TEXT, 3, "As in version 1")
    actions.restore_version(actor=actor, now=LATER, brief_uid=main.brief.uid, number=1)
    assert BriefVersion.objects.count() == 3
    with pytest.raises(NotFound, match="no version 9"):
        actions.restore_version(actor=actor, now=LATER, brief_uid=main.brief.uid, number=9)


def test_a_partner_reads_the_brief_written_for_them_and_all_others_the_main_one(actor, main):
    dana, ben = meet(actor, DANA), meet(actor, BEN)
    banks = actions.make_variant(actor=actor, now=NOW, name=" For  banks ", person_uids=[dana.uid])
    save(actor, CALMER, brief_uid=banks.brief.uid, based_on=1)
    assert queries.brief_for(actor, dana.uid).text == CALMER and queries.brief_for(actor, ben.uid).text == TEXT
    every = [(one.brief.name, one.text) for one in queries.briefs(actor)]
    assert every == [("Main brief", TEXT), ("For banks", CALMER)]
    assert queries.readers_of(actor) == {banks.brief.pk: ["Dana Whitcomb"]}

    other = actions.make_variant(actor=actor, now=LATER, name="For realtors")
    both = [dana.uid, ben.uid]
    actions.edit_variant(actor=actor, now=LATER, brief_uid=other.brief.uid, name="For homes", person_uids=both)
    assert queries.brief_for(actor, dana.uid).brief.name == "For homes"
    assert [person.name for person in queries.readers(actor, other.brief.uid)] == ["Ben Okafor", "Dana Whitcomb"]
    assert BriefReader.objects.count() == 2, "nobody has two of their own"
    actions.delete_brief(actor=actor, now=LATER, brief_uid=other.brief.uid)
    assert queries.brief_for(actor, dana.uid).brief == main.brief


def test_what_makes_no_sense_is_refused_and_nothing_is_kept(actor):
    refused = [
        lambda: actions.make_variant(actor=actor, now=NOW, name="For banks"),
        lambda: save(actor, replace(TEXT, email="leah@")),
        lambda: save(actor, replace(TEXT, moments=("no-such-moment",))),
        lambda: save(actor, BriefText(name="Leah"), publish=True),
        lambda: save(actor, TEXT, based_on=7),
    ]
    for act in refused:
        with pytest.raises(Refused):
            act()
    assert not Brief.objects.exists() and verbs() == []
    main = save(actor, TEXT).brief
    for act, field in (
        (lambda: actions.make_variant(actor=actor, now=NOW, name=" "), "name"),
        (lambda: actions.make_variant(actor=actor, now=NOW, name="x" * 101), "name"),
        (lambda: actions.edit_variant(actor=actor, now=NOW, brief_uid=main.uid, name="Mine", person_uids=[]), "name"),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.field == field
    with pytest.raises(NotFound):
        actions.make_variant(actor=actor, now=NOW, name="For nobody", person_uids=[main.uid])
    assert Brief.objects.count() == 1


def test_there_is_an_end_to_how_many_one_keeps(actor, main, monkeypatch):
    monkeypatch.setattr(actions, "BRIEFS_MAX", 1)
    monkeypatch.setattr(actions, "READERS_MAX", 0)
    with pytest.raises(Refused, match="1 briefs already"):
        actions.make_variant(actor=actor, now=NOW, name="One more")
    monkeypatch.setattr(actions, "BRIEFS_MAX", 2)
    with pytest.raises(Refused, match="at most 0 partners"):
        actions.make_variant(actor=actor, now=NOW, name="One more", person_uids=[meet(actor, DANA).uid])


def test_the_public_sees_the_published_version_and_nothing_that_was_saved_since(actor, main):
    brief = publishing.publish_brief(actor=actor, now=NOW, brief_uid=main.brief.uid, indexed=True)
    assert brief.slug.startswith("leah-marchetti-")
    save(actor, CALMER)
    seen = queries.public_brief(brief.slug)
    assert (seen.text, seen.number, seen.indexed, seen.down) == (TEXT, 1, True, False)
    save(actor, CALMER, publish=True)
    assert queries.public_brief(brief.slug).text == CALMER and queries.public_brief(brief.slug).indexed
    assert queries.public_brief("leah-marchetti-nothing") is None


def test_a_page_is_taken_down_without_a_word_of_it_and_opened_again_under_the_same_address(actor, main):
    slug = publishing.publish_brief(actor=actor, now=NOW, brief_uid=main.brief.uid).slug
    publishing.take_down_brief(actor=actor, now=NOW, brief_uid=main.brief.uid)
    publishing.take_down_brief(actor=actor, now=LATER, brief_uid=main.brief.uid)
    down = queries.public_brief(slug)
    assert down.down and down.text == BriefText() and Brief.objects.get().taken_down_at == NOW
    assert publishing.publish_brief(actor=actor, now=LATER, brief_uid=main.brief.uid).slug == slug
    assert not queries.public_brief(slug).down
    moved = publishing.give_new_address(actor=actor, now=LATER, brief_uid=main.brief.uid)
    assert moved.slug != slug and queries.public_brief(slug) is None and queries.public_brief(moved.slug).text == TEXT
    assert verbs() == ["brief.saved", "brief.published", "brief.taken_down", "brief.published", "brief.moved"]


def test_what_was_never_public_cannot_be_taken_down_or_moved(actor, main):
    for act in (publishing.take_down_brief, publishing.give_new_address):
        with pytest.raises(NotFound, match="never public"):
            act(actor=actor, now=NOW, brief_uid=main.brief.uid)


def test_a_stranger_finds_nothing_and_changes_nothing(actor, main, stranger):
    assert queries.main_brief(stranger) is None and queries.briefs(stranger) == []
    uid = main.brief.uid
    for act in (
        lambda: queries.brief(stranger, uid), lambda: queries.versions(stranger, uid),
        lambda: queries.brief_for(stranger, meet(actor, DANA).uid),
        lambda: save(stranger, CALMER, brief_uid=uid),
        lambda: actions.restore_version(actor=stranger, now=NOW, brief_uid=uid, number=1),
        lambda: actions.delete_brief(actor=stranger, now=NOW, brief_uid=uid),
        lambda: publishing.publish_brief(actor=stranger, now=NOW, brief_uid=uid),
        lambda: actions.delete_brief(actor=actor, now=NOW, brief_uid="no id"),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            act()
    assert queries.main_brief(actor).text == TEXT


def test_two_entries_that_are_one_person_bring_their_briefs_along_and_part_with_them(actor, main):
    dana, priya = meet(actor, DANA), meet(actor, PRIYA)
    one = actions.make_variant(actor=actor, now=NOW, name="For Priya", person_uids=[priya.uid])
    merge = merge_people(actor=actor, now=NOW, keep_uid=dana.uid, other_uid=priya.uid)
    assert queries.brief_for(actor, dana.uid).brief == one.brief
    unmerge(actor=actor, now=LATER, merge_uid=merge.uid)
    assert queries.brief_for(actor, dana.uid).brief == main.brief
    assert queries.brief_for(actor, priya.uid).brief == one.brief


def test_what_is_erased_takes_its_rows_along(actor, leah, main):
    dana = meet(actor, DANA)
    actions.make_variant(actor=actor, now=NOW, name="For Dana", person_uids=[dana.uid])
    erase_person(actor=actor, now=LATER, person_uid=dana.uid)
    assert not BriefReader.objects.exists() and Brief.objects.count() == 2
    accounts.erase_member(now=LATER, member=leah)
    assert not Brief.objects.exists() and not BriefVersion.objects.exists()
