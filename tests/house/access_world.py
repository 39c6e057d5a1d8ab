"""The people who try the doors: Leah, whose book it is, and Dana, a member next door who has no business in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from allauth.usersessions.models import UserSession
from django.test import Client

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import SCOPES, Actor
from grapevine.domain.coach import actions as coach
from grapevine.domain.depth.actions import correct_part
from grapevine.domain.depth.actions.links import ask_to_link
from grapevine.domain.depth.actions.questions import ask_questions
from grapevine.domain.depth.models import Link
from grapevine.domain.education.actions import briefs, lessons, teach_backs
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.models import Ask
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.gives import actions as gives
from grapevine.domain.gives.actions.promises import make_promise
from grapevine.domain.goals.actions import wanting as goals
from grapevine.domain.imports.actions import calendars, contact_accounts
from grapevine.domain.imports.actions.begin import begin
from grapevine.domain.letters.actions import queue_letter
from grapevine.domain.letters.models import Letter
from grapevine.domain.merging import actions as merging
from grapevine.domain.network.actions import introductions, wishes
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.actions.offers import pass_over
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.domain.people import actions as people
from grapevine.domain.people.actions.bulk import change_many
from grapevine.domain.people.actions.knowledge import add_knowledge
from grapevine.domain.people.queries import visible_to
from grapevine.domain.people.rules.card import Card
from grapevine.domain.referrals.actions import giving
from grapevine.domain.referrals.actions.consenting import ask_consent
from grapevine.domain.referrals.actions.moving import move_referral
from grapevine.domain.referrals.actions.thanking import thank_giver
from grapevine.domain.referrals.models import Incoming
from grapevine.domain.touches import actions as touches
from grapevine.domain.webhooks.actions import endpoints as webhooks
from grapevine.interfaces.mail import paper
from grapevine.kit import clock
from tests.house import access_coach, access_stories
from tests.house.access_places import a_chapter_of_her_own, a_survey, an_organisation

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class World:
    """Two members, and what is Leah's: things by name, as the rows of the access table call them."""

    leah: Member
    dana: Member
    things: dict[str, object] = field(default_factory=dict)

    def visitors(self) -> dict[str, Client]:
        """Browsers: of nobody, of the stranger, of the owner."""
        found = {"anonymous": Client(), "stranger": Client(), "owner": Client()}
        found["stranger"].force_login(self.dana, BACKEND)
        found["owner"].force_login(self.leah, BACKEND)
        return found

    def tokens(self, scope: str) -> dict[str, str]:
        """Secrets: none, Leah's with every scope but this one (of several: the first), Dana's with this one."""
        needed = scope.split()
        others = [each for each in SCOPES if each != needed[0]]
        return {"anonymous": "", "unscoped": token(self.leah, others), "stranger": token(self.dana, needed)}


BACKEND = "grapevine.interfaces.web.sessions.MemberBackend"


def token(member: Member, scopes: list[str]) -> str:
    """The secret of a new token."""
    return actions.make_token(actor=queries.actor_of(member), now=NOW, name="test", scopes=scopes)[1]


def build() -> World:
    """Both members, and one of each kind of thing in Leah's book."""
    leah = actions.add_member(now=NOW, email="leah@example.com", name="Leah Marchetti")
    dana = actions.add_member(now=NOW, email="dana@example.com", name="Dana Whitcomb")
    Member.objects.filter(pk__in=[leah.pk, dana.pk]).update(welcomed_at=NOW)
    world = World(leah, dana)
    actor = queries.actor_of(leah)
    for name, make in THINGS.items():
        world.things[name] = make(actor, world.things)
    return world


def an_api_token(actor: Actor, _: dict[str, object]) -> object:
    """The uid of a token of hers."""
    return actions.make_token(actor=actor, now=NOW, name="phone", scopes=["people:read"])[0].uid


def an_invitation(actor: Actor, _: dict[str, object]) -> object:
    """The uid of an invitation of hers."""
    return actions.invite(actor=actor, now=NOW)[0].uid


def a_device(actor: Actor, _: dict[str, object]) -> object:
    """The number of a browser she is signed in with."""
    return UserSession.objects.create(user_id=actor.member_id, ip="127.0.0.1", session_key="of-another-browser").pk


def a_person(actor: Actor, _: dict[str, object]) -> object:
    """The uid of somebody in her book."""
    return people.add_person(actor=actor, now=NOW, card=Card(name="Ben Okafor")).uid


def a_namesake(actor: Actor, _: dict[str, object]) -> object:
    """The uid of somebody who looks like that person."""
    return people.add_person(actor=actor, now=NOW, card=Card(name="Benjamin Okafor")).uid


def a_change(actor: Actor, _: dict[str, object]) -> object:
    """The uid of a change of everybody in her book."""
    done = change_many(actor=actor, now=NOW, people=visible_to(actor), do="tag", value="golf")
    return done.change and done.change.uid


def a_merge(actor: Actor, _: dict[str, object]) -> object:
    """The uid of a merge of two other entries."""
    one, other = (people.add_person(actor=actor, now=NOW, card=Card(name=name)).uid for name in ("Ellen", "Ellen F"))
    return merging.merge_people(actor=actor, now=NOW, keep_uid=one, other_uid=other).uid


def a_touch(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a call with that person."""
    log = touches.log_touch
    return log(actor=actor, now=NOW, person_uid=things["person"], at=NOW, kind="call", minutes=20).uid


def a_give(actor: Actor, things: dict[str, object]) -> object:
    """The uid of an introduction she gave."""
    log = gives.log_give
    return log(actor=actor, now=NOW, person_uid=things["person"], at=NOW, kind="introduction", direction="given").uid


def something_known(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a goal of that person."""
    return add_knowledge(actor=actor, now=NOW, person_uid=things["person"], heading="goals", text="A boat").uid


def a_wish(actor: Actor, _: dict[str, object]) -> object:
    """The uid of a wish to meet somebody who is not in her book."""
    return wishes.add_wish(actor=actor, now=NOW, name="Carla Ortiz").uid


def an_acquaintance(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a note that one of her people knows the one she wants to meet."""
    add = wishes.add_acquaintance
    return add(actor=actor, now=NOW, one_uid=things["person"], wish_uid=things["wish"]).uid


def an_introduction(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a request for an introduction."""
    draft = introductions.draft_introduction
    return draft(actor=actor, now=NOW, wish_uid=things["wish"], person_uid=things["person"]).uid


def a_promise(actor: Actor, things: dict[str, object]) -> object:
    """The uid of something she promised to that person."""
    return make_promise(actor=actor, now=NOW, person_uid=things["person"], what="A name").uid


def something_put_aside(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a reminder of the namesake that she does not want."""
    return coach.set_aside(actor=actor, now=NOW, key=f"cooling-{things['namesake']}").uid


def somebody_passed_over(actor: Actor, things: dict[str, object]) -> object:
    """The uid of the word that the person shall not be suggested as a partner."""
    return pass_over(actor=actor, now=NOW, person_uid=things["person"]).uid


def asked(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a link by which that person is asked the five questions."""
    return ask_questions(actor=actor, now=clock.now(), person_uid=things["person"])[0].uid


def corrected(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a correction of hers."""
    word = {"side": "theirs", "part": "like", "value": 4}
    return correct_part(actor=actor, now=NOW, person_uid=things["person"], **word).uid


def brought(actor: Actor, _: dict[str, object]) -> object:
    """The uid of a request to be linked, by somebody third, that was brought to her."""
    ben = queries.actor_of(actions.add_member(now=NOW, email="ben@example.com", name="Ben Okafor"))
    leah = people.add_person(actor=ben, now=NOW, card=Card(name="Leah Marchetti"))
    link = ask_to_link(actor=ben, now=clock.now(), person_uid=leah.uid)[0]
    Link.objects.filter(pk=link.pk).update(other=actor.member_id)
    return link.uid


def a_letter(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a letter to her own address that failed."""
    said = {"kind": "note", "to_address": actor.email, "to_name": "", "subject": "A note", "text": "Hello"}
    made = queue_letter(actor=actor, now=NOW, letter=paper.written(**said))
    Letter.objects.filter(pk=made.pk).update(state="failed")
    return made.uid


def an_ask(actor: Actor, _: dict[str, object]) -> object:
    """The uid of last week's ask; her brief has two more."""
    brief = BriefText(name="Leah", listen_for=("He moved out.", "We can’t agree on Christmas."))
    save_brief(actor=actor, now=NOW, text=brief)
    row = Ask.objects.create(owner_id=actor.member_id, week=NOW.date(), key="x", look_for="A baker", created_at=NOW)
    return row.uid


def a_brief(actor: Actor, _: dict[str, object]) -> object:
    """The uid of her main brief, which is public."""
    said = {"listen_for": ("He moved out.",), "first_question": "May I ask her to call you?"}
    text = BriefText(name="Leah Marchetti", headline="I help parents separate without a war.", **said)
    return briefs.save_brief(actor=actor, now=NOW, text=text, publish=True).brief.uid


def a_variant(actor: Actor, _: dict[str, object]) -> object:
    """The uid of a brief of hers for certain partners."""
    return briefs.make_variant(actor=actor, now=NOW, name="For banks").brief.uid


def an_import(actor: Actor, _: dict[str, object]) -> object:
    """The uid of a batch that has just begun."""
    return begin(actor=actor, now=NOW, files=[("cards.vcf", "cards.vcf")]).uid


def a_calendar(actor: Actor, _: dict[str, object]) -> object:
    """The uid of a calendar that is asked again and again."""
    add = calendars.add_calendar
    return add(actor=actor, now=NOW, name="Work", host="example.com", address="https://example.com/leah.ics").uid


def a_contact_account(actor: Actor, _: dict[str, object]) -> object:
    """The uid of an account of contacts."""
    found = [("https://dav.example.com/leah/a/", "Contacts"), ("https://dav.example.com/leah/b/", "Family")]
    login = {"address": "https://dav.example.com", "user": "leah", "password": "secret"}
    return contact_accounts.connect(actor=actor, now=NOW, books=found, **login).uid


def a_referral(actor: Actor, things: dict[str, object]) -> object:
    """The uid of one that she wants to give to that person."""
    what = giving.What("Somebody to look at the taxes")
    return giving.give_referral(
        actor=actor, now=NOW, person_uid=things["person"], whom=giving.Whom("Yuki Tanaka"), what=what
    ).uid


def a_referral_link(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a link that asks whom a referral is about."""
    return ask_consent(actor=actor, now=NOW, referral_uid=a_referral(actor, things))[0].uid


def one_that_was_won(actor: Actor, things: dict[str, object]) -> object:
    """The uid of one that came from that person, and was won."""
    own = {"actor": actor, "now": NOW}
    what = giving.What("A will")
    came = giving.note_received(**own, person_uid=things["person"], whom=giving.Whom("Yuki Tanaka"), what=what)
    for to in ("accepted", "won"):
        move_referral(**own, referral_uid=came.uid, to=to)
    return came.uid


def one_thanked_for(actor: Actor, things: dict[str, object]) -> object:
    """The same, thanked for."""
    uid = one_that_was_won(actor, things)
    thank_giver(actor=actor, now=NOW, referral_uid=uid)
    return uid


def a_webhook(actor: Actor, _: dict[str, object]) -> object:
    """The uid of an endpoint of hers."""
    return webhooks.add_endpoint(actor=actor, now=NOW, name="Ledger", address="https://example.com/hook")[0].uid


def a_message(actor: Actor, things: dict[str, object]) -> object:
    """The uid of something sent there."""
    return webhooks.try_endpoint(actor=actor, now=clock.now(), endpoint_uid=things["webhook"]).uid


def something_sent_by_her_page(actor: Actor, _: dict[str, object]) -> object:
    """The uid of a request that somebody sent by her public page."""
    said = {"sender_name": "Tom Halloran", "sender_email": "tom@example.com", "name": "Yuki", "need": "A will"}
    return Incoming.objects.create(owner_id=actor.member_id, stamp=uuid4().hex, created_at=NOW, **said).uid


def an_agreement(actor: Actor, things: dict[str, object]) -> object:
    """The uid of an agreement that she proposed."""
    said = Terms(owner_moments=("divorce",), review_on=(clock.now() + timedelta(days=90)).date(), disclosure=DISCLOSURE)
    return agreements.propose(actor=actor, now=clock.now(), person_uid=things["person"], said=said).uid


def a_partner_link(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a link to the partner's page."""
    return partner_links.make_link(actor=actor, now=clock.now(), partnership_uid=things["agreement"])[0].uid


def a_lesson(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a lesson about one part of her brief."""
    return lessons.give_lesson(actor=actor, now=NOW, person_uid=things["person"], parts=["listen_for"])[0].uid


def a_teach_back(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a teach-back by a link that is open."""
    return teach_backs.ask_teach_back(actor=actor, now=clock.now(), person_uid=things["person"])[0].uid


def a_goal(actor: Actor, things: dict[str, object]) -> object:
    """The uid of five clients she wants this year."""
    return goals.set_goal(actor=actor, now=NOW, today=NOW.date(), kind="clients", amount=5, period="year").uid


#: name -> maker of the thing; it gets the actor and the things made before it, and returns what stands in the address.
THINGS: dict[str, Callable[[Actor, dict[str, object]], object]] = {
    "nothing": lambda actor, things: "nothing-that-is-known",
    "trade": lambda actor, things: "realtor",
    "occasion": lambda actor, things: "divorce",
    "part_of_life": lambda actor, things: "client",
    # Before there is an organisation: then anybody may invite.
    "invitation": an_invitation,
    "survey_chapter": a_chapter_of_her_own,
    "survey": a_survey,
    "organisation": an_organisation,
    "part_of_insights": lambda actor, things: "months",
    "token": an_api_token,
    "device": a_device,
    "person": a_person,
    "namesake": a_namesake,
    "merge": a_merge,
    "change": a_change,
    "touch": a_touch,
    "give": a_give,
    "knowledge": something_known,
    "wish": a_wish,
    "acquaintance": an_acquaintance,
    "introduction": an_introduction,
    "promise": a_promise,
    "item": lambda actor, things: f"cooling-{things['person']}",
    "technique": lambda actor, things: "walk",
    "overruled": access_coach.an_overrule,
    "try": access_coach.a_try,
    "planned": access_coach.an_answer,
    "aside": something_put_aside,
    "passed": somebody_passed_over,
    "asked": asked,
    "letter": a_letter,
    "ask": an_ask,
    "corrected": corrected,
    "brought": brought,
    "brief": a_brief,
    "variant": a_variant,
    "lesson": a_lesson,
    "goal": a_goal,
    "agreement": an_agreement,
    "partner_link": a_partner_link,
    "teach_back": a_teach_back,
    "first": lambda *_: 1,
    "import": an_import,
    "calendar": a_calendar,
    "account": a_contact_account,
    "question": lambda *_: uuid4(),
    "webhook": a_webhook,
    "message": a_message,
    "referral": a_referral,
    "story": access_stories.a_story,
    "story_party": access_stories.a_party,
    "story_comment": access_stories.a_comment,
    "testimonial": access_stories.a_testimonial,
    "referral_link": a_referral_link,
    "won": one_that_was_won,
    "thanked": one_thanked_for,
    "incoming": something_sent_by_her_page,
}
