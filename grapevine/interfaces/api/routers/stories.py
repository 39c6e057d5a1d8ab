"""Stories: told, shown, named in with consent, commented; words of clients."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.stories.actions import briefs, commenting, naming, telling
from grapevine.domain.stories.actions import testimonials as asking
from grapevine.domain.stories.queries import comments, parties, stories, testimonials
from grapevine.domain.stories.rules.telling import Told
from grapevine.interfaces.api.answers import answer, nothing, once_only
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import newest_first
from grapevine.interfaces.api.shapes import stories as shapes
from grapevine.interfaces.exchange.stories import plain
from grapevine.kit import clock
from grapevine.kit.errors import Refused

router = Router(tags=["stories"])
READ, WRITE = Permission.STORIES_READ, Permission.STORIES_WRITE


@router.get("/stories", response=shapes.StoryList, **needs(READ))
def list_stories(request: HttpRequest, wanted: Query[shapes.StoriesWanted]) -> HttpResponse:
    """Your own, or what your chapters were told, newest first."""
    if wanted.where not in shapes.WHERE:
        raise Refused("Choose your own (mine) or your chapters’ (chapter).", "where")
    mine = wanted.where == "mine"
    rows = stories.own(request.auth) if mine else stories.chapter_rows(request.auth, wanted.profession)
    stamp = "created_at" if mine else "shown_at"
    found, after = newest_first(rows, wanted, name=f"stories:{wanted.where}", stamp=stamp, fields=())
    seen = stories.by_number(request.auth, [row["pk"] for row in found])
    return answer({"items": [plain.story(one) for one in seen], "next": after})


@router.post("/stories", response={201: shapes.StoryWhole}, **needs(WRITE))
def tell_story(request: HttpRequest, said: shapes.StoryIn) -> HttpResponse:
    """Tell one; it is yours alone until you say who may read it."""
    told = Told(said.title, said.need, said.happened, said.came)
    made = telling.tell_story(
        actor=request.auth, now=clock.now(), told=told, referral_uid=said.referral, answers_uid=said.answers
    )
    return _whole(request, made.uid, 201, location=reverse("api:show_story", args=[made.uid]))


@router.get("/stories/{uuid:story_id}", response=shapes.StoryWhole, **needs(READ))
def show_story(request: HttpRequest, story_id: UUID) -> HttpResponse:
    """One with its comments and the stories that answer it."""
    return _whole(request, story_id)


@router.post("/stories/{uuid:story_id}/wording", response=shapes.StoryWhole, **needs(WRITE))
def reword_story(request: HttpRequest, story_id: UUID, said: shapes.StoryEdit) -> HttpResponse:
    """Tell it otherwise. Whoever agreed to be named agreed to the earlier text, and is a role again."""
    changes = {name: value for name, value in said.dict(exclude={"wording"}).items() if value is not None}
    told = replace(stories.raw(stories.own_story(request.auth, story_id)), **changes)
    telling.edit_story(actor=request.auth, now=clock.now(), story_uid=story_id, told=told, wording=said.wording)
    return _whole(request, story_id)


@router.post("/stories/{uuid:story_id}/reach", response=shapes.StoryWhole, **needs(WRITE))
def reach_of_story(request: HttpRequest, story_id: UUID, wanted: shapes.StoryReach) -> HttpResponse:
    """Say who may read it."""
    telling.show_story(actor=request.auth, now=clock.now(), story_uid=story_id, **wanted.dict())
    return _whole(request, story_id)


@router.delete("/stories/{uuid:story_id}", response={204: None}, **needs(WRITE))
def delete_story(request: HttpRequest, story_id: UUID) -> HttpResponse:
    """Delete it with its comments and its public page."""
    telling.delete_story(actor=request.auth, now=clock.now(), story_uid=story_id)
    return nothing()


@router.post("/stories/{uuid:story_id}/brief", response={204: None}, **needs(WRITE, Permission.BOOK_WRITE))
def put_story_in_brief(request: HttpRequest, story_id: UUID, said: shapes.StoryForBrief) -> HttpResponse:
    """Let your brief tell it, without a name, as a version of its own; nothing is published."""
    text = briefs.text_for_brief(request.auth, story_id) if said.text is None else said.text
    briefs.put_in_brief(actor=request.auth, now=clock.now(), story_uid=story_id, text=text, brief_uid=said.brief)
    return nothing()


@router.post("/stories/{uuid:story_id}/named", response={201: shapes.StoryParty}, **needs(WRITE))
def add_story_party(request: HttpRequest, story_id: UUID, said: shapes.StoryPartyIn) -> HttpResponse:
    """Say who is named in it."""
    made = naming.add_party(
        actor=request.auth, now=clock.now(), story_uid=story_id, name=said.name, part=said.part, role=said.role,
        also=said.also, person_uid=said.person,
    )  # fmt: skip
    return answer(plain.party(made), 201)


@router.post("/stories/named/{uuid:party_id}", response=shapes.StoryParty, **needs(WRITE))
def edit_story_party(request: HttpRequest, party_id: UUID, said: shapes.StoryPartyEdit) -> HttpResponse:
    """Another role, other forms of the name."""
    return answer(plain.party(naming.edit_party(
        actor=request.auth, now=clock.now(), party_uid=party_id, **said.dict()
    )))  # fmt: skip


@router.delete("/stories/named/{uuid:party_id}", response={204: None}, **needs(WRITE))
def remove_story_party(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Somebody the text does not name any more."""
    naming.remove_party(actor=request.auth, now=clock.now(), party_uid=party_id)
    return nothing()


@router.post("/stories/named/{uuid:party_id}/link", response={201: shapes.StoryPartyLink}, **needs(WRITE))
def ask_story_party(request: HttpRequest, party_id: UUID, wanted: shapes.StoryPartyAsk) -> HttpResponse:
    """A link by which they see the text and say yes or no, told this once. Nothing is sent."""
    row, secret = naming.ask_party(actor=request.auth, now=clock.now(), party_uid=party_id, reach=wanted.reach)
    shown = plain.party(row)
    return once_only({**shown, "link": f"{settings.BASE_URL}/n/{secret}"}, {**shown, "link": ""})


@router.post("/stories/named/{uuid:party_id}/agreed", response=shapes.StoryParty, **needs(WRITE))
def note_party_agreed(request: HttpRequest, party_id: UUID, said: shapes.StoryPartyAgreed) -> HttpResponse:
    """They agreed to this text: how, in your words."""
    return answer(plain.party(naming.note_consent(
        actor=request.auth, now=clock.now(), party_uid=party_id, **said.dict()
    )))  # fmt: skip


@router.delete("/stories/named/{uuid:party_id}/agreed", response=shapes.StoryParty, **needs(WRITE))
def withdraw_party_consent(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """They told you that they would rather not: their name is out at once."""
    return answer(plain.party(naming.withdraw_consent(actor=request.auth, now=clock.now(), party_uid=party_id)))


@router.post("/stories/{uuid:story_id}/comments", response={201: shapes.StoryComment}, **needs(WRITE))
def comment_on_story(request: HttpRequest, story_id: UUID, said: shapes.StoryCommentIn) -> HttpResponse:
    """Write under a story you may read; it stands at once."""
    made = commenting.comment_as_member(actor=request.auth, now=clock.now(), story_uid=story_id, text=said.text)
    return answer(_comment(request, story_id, made.uid), 201)


@router.post("/stories/comments/{uuid:comment_id}", response=shapes.StoryComment, **needs(WRITE))
def decide_story_comment(request: HttpRequest, comment_id: UUID, said: shapes.StoryCommentDecision) -> HttpResponse:
    """Let a guest's comment stand (approve), or not (decline)."""
    kept = commenting.decide_comment(
        actor=request.auth, now=clock.now(), comment_uid=comment_id, decision=said.decision
    )
    return answer(_comment(request, kept.story.uid, kept.uid))


@router.delete("/stories/comments/{uuid:comment_id}", response={204: None}, **needs(WRITE))
def delete_story_comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Delete one under your story, or your own under another's."""
    commenting.delete_comment(actor=request.auth, now=clock.now(), comment_uid=comment_id)
    return nothing()


@router.get("/testimonials", response=shapes.TestimonialList, **needs(READ))
def list_testimonials(request: HttpRequest) -> HttpResponse:
    """Words of clients, and who was asked, the last first."""
    return answer({"items": [plain.testimonial(row) for row in testimonials.testimonials(request.auth)]})


@router.post("/testimonials", response={201: shapes.TestimonialLink}, **needs(WRITE))
def ask_testimonial(request: HttpRequest, wanted: shapes.TestimonialIn) -> HttpResponse:
    """A link by which one person says it in their own words, told this once. Nothing is sent."""
    row, secret = asking.ask_testimonial(
        actor=request.auth, now=clock.now(), person_uid=wanted.person, asked=wanted.asked, story_uid=wanted.story
    )
    shown = plain.testimonial(row)
    return once_only({**shown, "link": f"{settings.BASE_URL}/w/{secret}"}, {**shown, "link": ""})


@router.post("/testimonials/{uuid:testimonial_id}/place", response=shapes.TestimonialShown, **needs(WRITE))
def place_testimonial(request: HttpRequest, testimonial_id: UUID, wanted: shapes.TestimonialPlace) -> HttpResponse:
    """Say where the words stand."""
    return answer(plain.testimonial(asking.place_testimonial(
        actor=request.auth, now=clock.now(), testimonial_uid=testimonial_id, reach=wanted.reach,
        in_brief=wanted.in_brief, story_uid=wanted.story,
    )))  # fmt: skip


@router.delete("/testimonials/{uuid:testimonial_id}", response={204: None}, **needs(WRITE))
def delete_testimonial(request: HttpRequest, testimonial_id: UUID) -> HttpResponse:
    """Delete words, or a question nobody answered."""
    asking.delete_testimonial(actor=request.auth, now=clock.now(), testimonial_uid=testimonial_id)
    return nothing()


def _whole(request: HttpRequest, uid: UUID, status: int = 200, **headers: str) -> HttpResponse:
    one = stories.story(request.auth, uid)
    own = stories.own_story(request.auth, uid) if one.mine else None
    cast = parties.cast_of(request.auth, uid, clock.now()) if one.mine else []
    return answer(plain.whole(one, comments.comments(request.auth, uid), own, cast), status, **headers)


def _comment(request: HttpRequest, story_uid: UUID, uid: UUID) -> dict:
    lines = comments.comments(request.auth, story_uid)
    return plain.comment(next(line for line in lines if line.uid == uid))
