"""Telling a story: from a referral that is over, with names that stand only where their bearers agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.actions import erase_member
from grapevine.domain.accounts.models import Chapter, Member, Organisation
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.depth.models import Relationship
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.queries import main_brief
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.merging.actions import merge_people, unmerge
from grapevine.domain.people.actions import erase_person
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.moving import move_referral
from grapevine.domain.stories.actions import briefs, naming, telling
from grapevine.domain.stories.models import Party, Story
from grapevine.domain.stories.queries import stories
from grapevine.domain.stories.queries.parties import asked_by, cast_of
from grapevine.domain.stories.rules.telling import Reach, Told
from grapevine.kit.errors import Conflict, NotAllowed, NotFound, Refused
from tests.cast import ELLEN, NOW, meet, member
from tests.domain.stories.storytelling import UNCLE, seat, shown, told, won

AT = {"now": NOW}


def party(name: str) -> Party:
    """Somebody named, by the name."""
    return Party.objects.get(name=name)


def public(story: Story) -> Told:
    """What strangers read."""
    found = stories.public_story(Story.objects.get(pk=story.pk).slug or "")
    assert found is not None
    return found.told


def test_a_story_of_a_won_referral_takes_its_people_along_as_roles(teller: Actor, ben: Actor) -> None:
    story = told(teller, "chapter")
    assert [(each.name, each.part, each.role) for each in Party.objects.order_by("pk")] == [
        ("Hana Kim", "giver", "a realtor"), ("Walter Ode", "client", "a client"),
    ]  # fmt: skip
    read = stories.story(ben, story.uid).told
    assert read.need.startswith("A realtor’s client mentioned an uncle")
    assert read.happened.endswith("I went, and a client showed me photographs for an hour.")
    assert read.came == "It is signed now, and a client comes to us on Sundays."
    assert stories.raw(stories.own_story(teller, story.uid)) == UNCLE
    assert Relationship.objects.filter(owner_id=teller.member_id).count() == 1, "a story feeds nothing into depth"


def test_of_what_is_not_over_nothing_is_told_and_a_story_begins_private(teller: Actor, ben: Actor) -> None:
    referral = won(teller)
    move_referral(actor=teller, **AT, referral_uid=referral.uid, to="accepted", note="Not yet", correcting=True)
    with pytest.raises(Refused, match="say first how it ended"):
        telling.tell_story(actor=teller, **AT, told=UNCLE, referral_uid=referral.uid)
    free = telling.tell_story(actor=teller, **AT, told=Told(title="A beginning"))
    for reader in (ben, replace(ben, seats=())):
        with pytest.raises(NotFound):
            stories.story(reader, free.uid)
    with pytest.raises(Refused) as refusal:
        shown(teller, free, "chapter")
    assert refusal.value.field == "need"
    with pytest.raises(NotAllowed):
        telling.tell_story(actor=replace(teller, scopes=frozenset({"stories:read"})), **AT, told=UNCLE)


def test_a_yes_by_link_puts_the_name_in_and_a_no_takes_it_out_at_once(teller: Actor, ben: Actor) -> None:
    story = told(teller, "public")
    _, secret = naming.ask_party(actor=teller, **AT, party_uid=party("Hana Kim").uid, reach="chapter")
    asked = asked_by(secret, NOW)
    assert asked and asked.told.need.startswith("Hana Kim’s client") and "a client showed" in asked.told.happened
    assert "Hana" not in public(story).need, "looking agrees to nothing"
    naming.answer_by_link(**AT, secret=secret, yes=True, wording=1)
    naming.answer_by_link(**AT, secret=secret, yes=True, wording=1)
    assert stories.story(ben, story.uid).told.need.startswith("Hana Kim’s")
    assert "Hana" not in public(story).need, "the chapter is not everybody"
    naming.note_consent(actor=teller, **AT, party_uid=party("Hana Kim").uid, reach="public", words="At lunch")
    assert "Hana Kim’s client" in public(story).need and "Ode" not in public(story).came
    late = NOW + timedelta(days=900)
    naming.answer_by_link(now=late, secret=secret, yes=False)
    assert "Hana" not in public(story).need + stories.story(ben, story.uid).told.need
    assert Entry.objects.filter(verb="named.withdrawn").count() == 1


def test_another_wording_has_to_be_agreed_to_anew(teller: Actor) -> None:
    story = told(teller, "public")
    hana = party("Hana Kim").uid
    _, secret = naming.ask_party(actor=teller, **AT, party_uid=hana, reach="public")
    telling.edit_story(actor=teller, **AT, story_uid=story.uid, told=replace(UNCLE, came="He pays."), wording=1)
    with pytest.raises(Conflict):
        naming.answer_by_link(**AT, secret=secret, yes=True, wording=1)
    naming.answer_by_link(**AT, secret=secret, yes=True, wording=2)
    assert "Hana Kim" in public(story).need
    telling.edit_story(actor=teller, **AT, story_uid=story.uid, told=UNCLE)
    assert "Hana" not in public(story).need
    assert [(each.earlier, each.in_public) for each in cast_of(teller, story.uid, NOW)] == [
        (True, False),
        (False, False),
    ]
    with pytest.raises(Conflict):
        telling.edit_story(actor=teller, **AT, story_uid=story.uid, told=replace(UNCLE, title="X"), wording=2)
    with pytest.raises(Refused):
        telling.edit_story(actor=teller, **AT, story_uid=story.uid, told=replace(UNCLE, came=""))


def test_a_link_that_was_replaced_is_too_old_or_was_guessed_opens_nothing(teller: Actor) -> None:
    told(teller)
    uid = party("Walter Ode").uid
    _, first = naming.ask_party(actor=teller, **AT, party_uid=uid, reach="chapter")
    _, second = naming.ask_party(actor=teller, **AT, party_uid=uid, reach="chapter")
    for secret, now in ((first, NOW), ("x" * 43, NOW), (second, NOW + timedelta(days=60))):
        assert asked_by(secret, now) is None
        with pytest.raises(NotFound):
            naming.answer_by_link(now=now, secret=secret, yes=True)
    naming.answer_by_link(**AT, secret=second, yes=False)
    naming.answer_by_link(**AT, secret=second, yes=False)
    with pytest.raises(Refused, match="said no"):
        naming.ask_party(actor=teller, **AT, party_uid=uid, reach="chapter")
    naming.answer_by_link(now=NOW + timedelta(days=300), secret=second, yes=True)
    assert party("Walter Ode").consent == "given"


def test_who_is_named_is_kept_as_long_as_the_text_names_them(teller: Actor) -> None:
    story = told(teller)
    with pytest.raises(Refused, match="still names Hana Kim"):
        naming.remove_party(actor=teller, **AT, party_uid=party("Hana Kim").uid)
    for more, field in (({"name": ""}, "name"), ({"part": "boss"}, "part"), ({"role": "x" * 101}, "role"),
                        ({"also": "x" * 301}, "also"), ({"name": "Hana Kim"}, "name")):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            naming.add_party(**{"actor": teller, **AT, "story_uid": story.uid, "name": "Nell", **more})
        assert refusal.value.field == field
    ellen = meet(teller, ELLEN)
    nell = naming.add_party(actor=teller, **AT, story_uid=story.uid, person_uid=ellen.uid)
    assert (nell.name, nell.role) == ("Ellen Fisk", "somebody")
    naming.edit_party(actor=teller, **AT, party_uid=nell.uid, role="my daughter", also="Nell")
    naming.remove_party(actor=teller, **AT, party_uid=nell.uid)
    assert Party.objects.count() == 2
    for wrong in ({"words": ""}, {"words": "Yes", "reach": "private"}):
        with pytest.raises(Refused):
            naming.note_consent(
                **{"actor": teller, **AT, "party_uid": party("Hana Kim").uid, "reach": "public", **wrong}
            )


def test_stories_answer_stories_newest_first_and_by_profession(teller: Actor, ben: Actor, stranger: Actor) -> None:
    first = told(teller, "chapter")
    reply = telling.tell_story(
        actor=ben, now=NOW + timedelta(hours=1), told=replace(UNCLE, title="A refinance at the soccer field"),
        answers_uid=first.uid,
    )  # fmt: skip
    show = telling.show_story
    show(actor=ben, now=NOW + timedelta(hours=1), story_uid=reply.uid, reach="public")
    rows, cut = stories.of_chapter(teller)
    assert [row.told.title for row in rows] == ["A refinance at the soccer field", UNCLE.title] and cut is None
    assert stories.story(teller, first.uid).replies == [(reply.uid, "A refinance at the soccer field", "Ben Okafor")]
    page, cut = stories.of_chapter(teller, limit=1)
    assert [row.uid for row in page] == [reply.uid] and cut
    assert [row.uid for row in stories.of_chapter(teller, before=cut)[0]] == [first.uid]
    keys = [key for key, _ in stories.professions_told(teller)]
    assert [row.uid for row in stories.of_chapter(teller, profession_key=keys[-1])[0]] in ([first.uid], [reply.uid])
    with pytest.raises(NotFound):
        telling.tell_story(actor=stranger, **AT, told=UNCLE, answers_uid=first.uid)
    with pytest.raises(Refused, match="no chapter"):
        shown(stranger, telling.tell_story(actor=stranger, **AT, told=UNCLE), "chapter")


def test_of_a_story_told_in_another_chapter_an_answer_tells_not_even_the_title(teller: Actor, ben: Actor) -> None:
    first = told(teller, "chapter")
    reply = telling.tell_story(actor=ben, **AT, told=UNCLE, answers_uid=first.uid)
    shown(ben, reply, "chapter")
    assert stories.story(ben, reply.uid).answers_title == UNCLE.title
    north = Chapter.objects.create(name="Northside", organisation=Organisation.objects.get(), created_at=NOW)
    Story.objects.filter(pk=reply.pk).update(chapter=north)
    priya = seat(accounts.actor_of(member(email="priya@raman.example", name="Priya Raman")), north)
    seen = stories.story(priya, reply.uid)
    assert (seen.answers_uid, seen.answers_title) == (None, "")
    with pytest.raises(NotFound):
        stories.story(priya, first.uid)


def test_what_is_somebody_elses_is_not_there(teller: Actor, stranger: Actor) -> None:
    story = told(teller, "chapter")
    hana = party("Hana Kim").uid
    for act in (
        lambda: stories.story(stranger, story.uid), lambda: stories.own_story(stranger, "nonsense"),
        lambda: shown(stranger, story, "private"),
        lambda: naming.withdraw_consent(actor=stranger, **AT, party_uid=hana),
        lambda: telling.delete_story(actor=stranger, **AT, story_uid=story.uid),
        lambda: briefs.put_in_brief(actor=stranger, **AT, story_uid=story.uid, text="x"),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            act()


def test_the_public_address_names_nobody_and_is_gone_when_it_is_taken_back(teller: Actor) -> None:
    referral = won(teller)
    story = telling.tell_story(
        actor=teller, **AT, told=replace(UNCLE, title="Hana Kim and the uncle"), referral_uid=referral.uid
    )
    naming.note_consent(actor=teller, **AT, party_uid=party("Hana Kim").uid, reach="public", words="At lunch")
    slug = shown(teller, story, "public").slug or ""
    assert slug.startswith("a-realtor-and-the-uncle-")
    shown(teller, story, "private")
    down = stories.public_story(slug)
    assert down and down.down and down.told == Told()
    assert shown(teller, story, "public").slug == slug


def test_the_brief_tells_it_without_a_name_even_of_who_agreed(teller: Actor) -> None:
    story = told(teller)
    with pytest.raises(Refused, match="Write your brief first"):
        briefs.put_in_brief(actor=teller, **AT, story_uid=story.uid, text="x")
    save_brief(actor=teller, **AT, text=BriefText(name="Leah Marchetti", headline="I help."))
    naming.note_consent(actor=teller, **AT, party_uid=party("Hana Kim").uid, reach="public", words="At lunch")
    text = briefs.text_for_brief(teller, story.uid)
    assert "Hana" not in text and "a realtor" in text.lower()
    briefs.put_in_brief(actor=teller, **AT, story_uid=story.uid, text=f"{text}\n\nHana knows.")
    current = main_brief(teller)
    assert current and current.text.story.endswith("A realtor knows.") and current.text.headline == "I help."
    for wrong in (" ", "x " * 700):
        with pytest.raises(Refused):
            briefs.put_in_brief(actor=teller, **AT, story_uid=story.uid, text=wrong)


def test_a_person_who_is_erased_leaves_the_text_and_a_merge_hands_the_name_over(teller: Actor, ben: Actor) -> None:
    story = told(teller, "chapter")
    hana = Person.objects.get(name="Hana Kim")
    twin = meet(teller, replace(ELLEN, name="H. Kim"))
    merge = merge_people(actor=teller, **AT, keep_uid=twin.uid, other_uid=hana.uid)
    assert party("Hana Kim").person_id == twin.pk
    unmerge(actor=teller, **AT, merge_uid=merge.uid)
    again = party("Hana Kim").person
    assert again is not None and again.pk != twin.pk
    erase_person(actor=teller, **AT, person_uid=again.uid)
    assert "Hana" not in " ".join(stories.raw(Story.objects.get(pk=story.pk)).answers)
    assert [each.name for each in Party.objects.all()] == ["Walter Ode"]
    erase_member(**AT, member=Member.objects.get(pk=teller.member_id))
    assert not Story.objects.exists() and not Party.objects.exists()
    assert Reach(story.reach) is Reach.CHAPTER
