"""Leah's stories, who is named in them and what clients said, in the complete archive: out, in, and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.stories import models
from grapevine.domain.stories.actions import commenting, naming, telling, testimonials
from grapevine.domain.stories.models import Party, Story
from grapevine.domain.stories.rules.comments import Sent
from grapevine.domain.stories.rules.telling import Told
from grapevine.interfaces.exchange.exports import export
from tests.cast import NOW, TOM, meet, member
from tests.domain.stories.storytelling import UNCLE, riverside, seat, told
from tests.interfaces.exchange.bringing import bring, undo

TOLD = ("title", "need", "happened", "came", "wording", "comments_open", "created_at", "changed_at")
NAMED = ("name", "part", "role", "also", "consent", "agreed_reach", "agreed_wording", "words", "agreed_at")
SAID = ("name", "email", "text", "state", "at")
WORDS = ("asked", "state", "text", "name", "agreed_reach", "asked_at", "given_at")


@pytest.fixture
def book(actor: Actor) -> Actor:
    """A public story with a name agreed to, a comment, an answer of her own, and words of Tom's."""
    teller = seat(actor, riverside())
    story = told(teller, "public")
    hana = Party.objects.get(name="Hana Kim").uid
    naming.note_consent(actor=teller, now=NOW, party_uid=hana, reach="public", words="At lunch")
    sent = Sent("Ruth", "ruth@reader.example", "Glad.", seconds=60.0)
    commenting.send_comment(now=NOW, slug=story.slug or "", sent=sent)
    later = NOW + timedelta(hours=1)
    telling.tell_story(actor=teller, now=later, told=Told(title="And again"), answers_uid=story.uid)
    _, secret = testimonials.ask_testimonial(actor=teller, now=NOW, person_uid=meet(actor, TOM).uid, asked="How?")
    testimonials.give_by_link(now=later, secret=secret, text="She listened.", name="T. H.", reach="public")
    return teller


@pytest.fixture
def fresh(book: Actor) -> Actor:
    """Another member, whose book is empty."""
    return accounts.actor_of(member(email="leah@new.example", name="Leah Marchetti"))


def archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW + timedelta(hours=2), "json")[2])


def test_stories_come_over_whole_and_unseen_by_anybody_and_go_back(book: Actor, fresh: Actor) -> None:
    batch = bring(fresh, ("book.json", archive(book)))
    old, new = (Story.objects.filter(owner_id=one.member_id).order_by("pk") for one in (book, fresh))
    assert list(new.values_list(*TOLD)) == list(old.values_list(*TOLD)) and new[0].title == UNCLE.title
    assert [(each.reach, each.slug) for each in new] == [("private", None)] * 2 and new[1].answers == new[0]
    for rows, columns in ((lambda story: story.parties, NAMED), (lambda story: story.comments, SAID)):
        before, after = (list(rows(each[0]).order_by("pk").values_list(*columns)) for each in (old, new))
        assert before == after and before
    assert new[0].parties.get(name="Hana Kim").person.owner_id == fresh.member_id
    here, there = (models.Testimonial.objects.filter(owner_id=one.member_id) for one in (fresh, book))
    assert list(here.values_list(*WORDS)) == list(there.values_list(*WORDS))
    assert here.get().chosen_reach == "private" and here.get().digest is None
    assert not Staged.objects.filter(file__batch=batch, verdict__in=[Verdict.REFUSED, Verdict.DOUBTFUL]).exists()
    again = bring(fresh, ("book.json", archive(book)))
    assert new.all().count() == 2 and here.all().count() == 1
    undo(fresh, again)
    undo(fresh, batch)
    assert not new.all().exists() and not here.all().exists() and old.all().count() == 2


def test_nonsense_is_refused_with_the_reason(book: Actor, fresh: Actor) -> None:
    good = archive(book)
    for old, wrong in (
        (b'\\"consent\\": \\"given\\"', b'\\"consent\\": \\"bought\\"'),
        (b'"state":"given"', b'"state":"bought"'),
    ):
        assert old in good
        batch = bring(fresh, ("book.json", good.replace(old, wrong)))
        refused = Staged.objects.get(file__batch=batch, verdict=Verdict.REFUSED, kind__in=("story", "testimonial"))
        assert refused.reason == "the story is not as an archive writes it"
        undo(fresh, batch)


@pytest.mark.parametrize(
    ("old", "wrong"),
    [
        (b'\\"wording\\": 1', b'\\"wording\\": 1e999'),
        (b'\\"wording\\": 1', b'\\"wording\\": -1'),
        (b'"wording":1', b'"wording":100000000000000000000'),
    ],
)
def test_a_number_that_no_archive_writes_is_refused_and_the_rest_comes(
    book: Actor, fresh: Actor, old: bytes, wrong: bytes
) -> None:
    before, found, after = archive(book).rpartition(old)
    batch = bring(fresh, ("book.json", before + wrong + after))
    refused = Staged.objects.get(file__batch=batch, verdict=Verdict.REFUSED, kind="story")
    assert found and refused.reason == "the story is not as an archive writes it"
    assert Story.objects.filter(owner_id=fresh.member_id).count() == 1
