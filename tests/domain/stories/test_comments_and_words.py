"""Comments of guests and members, and the words of clients: who sees what, who takes what back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.models import Brief
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.stories import models
from grapevine.domain.stories.actions import commenting, testimonials
from grapevine.domain.stories.models import Comment
from grapevine.domain.stories.queries import comments, stories
from grapevine.domain.stories.queries import testimonials as said
from grapevine.domain.stories.rules.comments import Sent
from grapevine.domain.stories.rules.telling import Reach
from grapevine.kit.errors import NotFound, Refused
from tests.cast import NOW, TOM, meet
from tests.domain.stories.storytelling import shown, told

AT = {"now": NOW}
RUTH = Sent("Ruth", "ruth@reader.example", "Glad it is written down.", seconds=60.0)


def test_a_guests_comment_waits_and_its_writer_takes_it_down(teller: Actor, ben: Actor) -> None:
    story = told(teller, "public")
    made, secret = commenting.send_comment(**AT, slug=story.slug or "", sent=RUTH)
    assert made and comments.shown(story) == []
    ((line, uid, title),) = comments.waiting(teller)
    assert (line.text, line.email, uid) == (RUTH.text, RUTH.email, story.uid) and title.startswith("The uncle")
    assert commenting.send_comment(**AT, slug=story.slug or "", sent=RUTH) == (None, ""), "sent twice it is one"
    assert commenting.send_comment(**AT, slug=story.slug or "", sent=replace(RUTH, trap="x", text="Buy")) == (None, "")
    commenting.decide_comment(actor=teller, **AT, comment_uid=made.uid, decision="approve")
    (seen,) = comments.comments(ben, story.uid)
    assert (seen.name, seen.email, seen.guest) == ("Ruth", "", True)
    assert (stories.story(ben, story.uid).comments, stories.story(ben, story.uid).held) == (1, 0)
    commenting.take_down_by_link(**AT, secret=secret)
    assert not Comment.objects.exists()
    with pytest.raises(NotFound):
        commenting.take_down_by_link(**AT, secret=secret)


def test_what_may_not_be_written_is_refused_at_its_field(teller: Actor, ben: Actor, stranger: Actor) -> None:
    story = told(teller, "public")
    with pytest.raises(Refused) as refusal:
        commenting.send_comment(**AT, slug=story.slug or "", sent=replace(RUTH, email="ruth"))
    assert refusal.value.field == "email"
    for wrong in ("", "x" * 1_501):
        with pytest.raises(Refused):
            commenting.comment_as_member(actor=ben, **AT, story_uid=story.uid, text=wrong)
    own = commenting.comment_as_member(actor=ben, **AT, story_uid=story.uid, text="Going into what I say.")
    assert commenting.comment_as_member(actor=ben, **AT, story_uid=story.uid, text=own.text).pk == own.pk
    with pytest.raises(Refused):
        commenting.decide_comment(actor=teller, **AT, comment_uid=own.uid, decision="praise")
    for act in (
        lambda: commenting.comment_as_member(actor=stranger, **AT, story_uid=story.uid, text="Hm"),
        lambda: commenting.decide_comment(actor=ben, **AT, comment_uid=own.uid, decision="decline"),
        lambda: commenting.delete_comment(actor=stranger, **AT, comment_uid=own.uid),
        lambda: commenting.send_comment(**AT, slug="nowhere", sent=RUTH),
        lambda: comments.comments(stranger, story.uid),
    ):
        with pytest.raises(NotFound):
            act()
    commenting.delete_comment(actor=ben, **AT, comment_uid=own.uid)
    shown(teller, story, "public", comments_open=False)
    with pytest.raises(Refused, match="No more comments"):
        commenting.send_comment(**AT, slug=story.slug or "", sent=RUTH)
    with pytest.raises(Refused, match="No more comments"):
        commenting.comment_as_member(actor=ben, **AT, story_uid=story.uid, text="Hm")
    shown(teller, story, "chapter", comments_open=True)
    with pytest.raises(NotFound):
        commenting.send_comment(**AT, slug=story.slug or "", sent=RUTH)


def test_words_stand_as_far_as_their_writer_lets_them_and_go_when_taken_back(teller: Actor) -> None:
    story, tom = told(teller, "public"), meet(teller, TOM)
    save_brief(actor=teller, **AT, text=BriefText(name="Leah", headline="I help."), publish=True)
    slug = Brief.objects.get().slug or ""
    row, old = testimonials.ask_testimonial(actor=teller, **AT, person_uid=tom.uid, asked="What would you say?")
    again, secret = testimonials.ask_testimonial(actor=teller, **AT, person_uid=tom.uid, story_uid=story.uid)
    assert (row.pk, said.by_secret(old, NOW)) == (again.pk, None) and again.story == story
    with pytest.raises(Refused):
        testimonials.place_testimonial(actor=teller, **AT, testimonial_uid=row.uid, reach="chapter")
    testimonials.give_by_link(**AT, secret=secret, text="She listened.", name="T. H.", reach="chapter")
    place = {"actor": teller, **AT, "testimonial_uid": row.uid, "story_uid": story.uid}
    for wrong in ({"reach": "public"}, {"reach": "world"}, {"reach": "chapter", "in_brief": True}):
        with pytest.raises(Refused):
            testimonials.place_testimonial(**place, **wrong)
    testimonials.place_testimonial(**place, reach="chapter")
    assert said.under_story(story.uid, Reach.CHAPTER) == [said.Said("She listened.", "T. H.")]
    assert said.under_story(story.uid, Reach.PUBLIC) == []
    testimonials.give_by_link(**AT, secret=secret, text="She listened. Twice.", name="Tom", reach="public")
    testimonials.place_testimonial(**place, reach="public", in_brief=True)
    assert (
        said.in_brief(slug) == said.under_story(story.uid, Reach.PUBLIC) == [said.Said("She listened. Twice.", "Tom")]
    )
    testimonials.give_by_link(**AT, secret=secret, text="She listened.", name="Tom", reach="private")
    assert said.in_brief(slug) == said.under_story(story.uid, Reach.CHAPTER) == []
    testimonials.refuse_by_link(now=NOW + timedelta(days=700), secret=secret)
    testimonials.refuse_by_link(**AT, secret=secret)
    row = models.Testimonial.objects.get()
    assert (row.state, row.text, row.name) == ("withdrawn", "", "")


def test_a_question_that_was_declined_or_deleted_and_what_is_somebody_elses(teller: Actor, stranger: Actor) -> None:
    tom = meet(teller, TOM)
    row, secret = testimonials.ask_testimonial(actor=teller, **AT, person_uid=tom.uid)
    testimonials.refuse_by_link(**AT, secret=secret)
    assert said.testimonial(teller, row.uid).state == "declined"
    with pytest.raises(Refused):
        testimonials.ask_testimonial(actor=teller, **AT, person_uid=tom.uid, asked="x" * 501)
    for act in (
        lambda: testimonials.ask_testimonial(actor=stranger, **AT, person_uid=tom.uid),
        lambda: testimonials.delete_testimonial(actor=stranger, **AT, testimonial_uid=row.uid),
        lambda: said.testimonial(stranger, row.uid),
        lambda: testimonials.give_by_link(**AT, secret="x" * 43, text="x", name="y", reach="public"),
    ):
        with pytest.raises(NotFound):
            act()
    testimonials.delete_testimonial(actor=teller, **AT, testimonial_uid=row.uid)
    with pytest.raises(NotFound):
        testimonials.give_by_link(**AT, secret=secret, text="x", name="y", reach="public")
