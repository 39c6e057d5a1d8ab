"""Stories as they are sent and told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from grapevine.domain.education.rules.brief import TEXT_MAX as BRIEF_MAX
from grapevine.domain.stories.actions.naming import ALSO_MAX, NAME_MAX, ROLE_MAX, WORDS_MAX
from grapevine.domain.stories.rules.comments import DECISIONS, TEXT_MAX
from grapevine.domain.stories.rules.consent import Part
from grapevine.domain.stories.rules.telling import ANSWER_MAX, TITLE_MAX, Reach
from grapevine.domain.stories.rules.testimonials import ASK_MAX
from grapevine.interfaces.api.paging import Cut
from grapevine.interfaces.api.shapes.common import Input, Listed, choice

OTHERS = (Reach.CHAPTER, Reach.PUBLIC)
WHERE = ("mine", "chapter")


class StoriesWanted(Cut):
    """Which: your own, or those of your chapters, newest first, of tellers of one profession if named."""

    where: str = choice(WHERE, "mine")
    profession: str = Field("", max_length=60, pattern=r"^[a-z0-9-]*$")


class StoryIn(Input):
    """A story. ``referral``: of which it tells; ``answers``: the story it answers. Both only for a new one."""

    title: str = Field("", max_length=TITLE_MAX)
    need: str = Field("", max_length=ANSWER_MAX)
    happened: str = Field("", max_length=ANSWER_MAX)
    came: str = Field("", max_length=ANSWER_MAX)
    referral: UUID | None = None
    answers: UUID | None = None


class StoryEdit(Input):
    """Another wording: what is not sent stays. ``wording``: the number of the text you changed."""

    title: str | None = Field(None, max_length=TITLE_MAX)
    need: str | None = Field(None, max_length=ANSWER_MAX)
    happened: str | None = Field(None, max_length=ANSWER_MAX)
    came: str | None = Field(None, max_length=ANSWER_MAX)
    wording: int | None = Field(None, ge=1, le=10**9)


class StoryReach(Input):
    """Who may read it; null leaves as it is whether search engines may list it and readers may write."""

    reach: str = choice(Reach)
    indexed: bool | None = None
    comments_open: bool | None = None


class StoryPartyIn(Input):
    """Somebody named: the role stands for them until they agree. ``also``: other forms of the name, with commas."""

    name: str = Field("", max_length=NAME_MAX)
    person: UUID | None = None
    part: str = choice(Part, Part.OTHER)
    role: str = Field("", max_length=ROLE_MAX)
    also: str = Field("", max_length=ALSO_MAX)


class StoryPartyEdit(Input):
    """Another role, other forms of the name."""

    role: str = Field(max_length=ROLE_MAX)
    also: str = Field("", max_length=ALSO_MAX)


class StoryPartyAsk(Input):
    """How far it shall go with their name."""

    reach: str = choice(OTHERS)


class StoryPartyAgreed(Input):
    """They agreed to this text: how, in your words, and how far."""

    reach: str = choice(OTHERS)
    words: str = Field(max_length=WORDS_MAX)
    at: AwareDatetime | None = None


class StoryCommentIn(Input):
    """A comment of yours."""

    text: str = Field(min_length=1, max_length=TEXT_MAX)


class StoryCommentDecision(Input):
    """Let a guest's comment stand, or not."""

    decision: str = choice(DECISIONS)


class StoryForBrief(Input):
    """The words your brief shall tell it in (null: the story's own, without a name), and which brief (the main one)."""

    text: str | None = Field(None, max_length=4 * BRIEF_MAX)
    brief: UUID | None = None


class StoryShown(Schema):
    """A story as you may read it: roles instead of names where somebody did not agree."""

    id: UUID
    title: str
    need: str
    happened: str
    came: str
    teller: str
    profession: str
    mine: bool
    reach: str
    at: datetime
    public: str
    indexed: bool
    comments_open: bool
    comments: int
    held: int
    answers: UUID | None


class StoryList(Listed):
    """A page of stories."""

    items: list[StoryShown]


class StoryComment(Schema):
    """A comment. ``email``: of a guest, for the teller alone."""

    id: UUID
    name: str
    email: str
    text: str
    at: datetime
    state: str
    guest: bool
    mine: bool


class StoryParty(Schema):
    """Somebody named."""

    id: UUID
    name: str
    part: str
    role: str
    also: str
    consent: str
    reach: str
    words: str
    agreed_at: datetime | None


class StoryNamed(StoryParty):
    """With whether the name stands there now; ``earlier``: they agreed to an earlier wording."""

    in_chapter: bool
    in_public: bool
    earlier: bool


class StoryReply(Schema):
    """A story that answers another."""

    id: UUID
    title: str
    teller: str


class StoryWritten(Schema):
    """What the teller wrote."""

    title: str
    need: str
    happened: str
    came: str


class StoryWhole(StoryShown):
    """One with its comments and the stories that answer it; for its teller what was written, names and all, its number,
    and who is named."""

    wording: int | None
    written: StoryWritten | None
    replies: list[StoryReply]
    comment_list: list[StoryComment]
    named: list[StoryNamed]


class StoryPartyLink(StoryParty):
    """With the link to hand over, told this once."""

    link: str


class TestimonialIn(Input):
    """Whom to ask, what about, for which story."""

    person: UUID
    asked: str = Field("", max_length=ASK_MAX)
    story: UUID | None = None


class TestimonialPlace(Input):
    """Where the words stand; never further than their writer lets them."""

    reach: str = choice(Reach)
    in_brief: bool = False
    story: UUID | None = None


class TestimonialPerson(Schema):
    """Who was asked."""

    id: UUID
    name: str


class TestimonialShown(Schema):
    """Words of a client, or the question that was put."""

    id: UUID
    person: TestimonialPerson
    state: str
    text: str
    name: str
    asked: str
    agreed_reach: str
    reach: str
    in_brief: bool
    story: UUID | None
    asked_at: datetime
    given_at: datetime | None


class TestimonialLink(TestimonialShown):
    """With the link to hand over, told this once."""

    link: str


class TestimonialList(Schema):
    """All of them."""

    items: list[TestimonialShown]
