"""What the chapter tells of: stories that answer each other, what readers wrote, and a client's own words for Leah."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from grapevine.domain.accounts import queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.models import Side
from grapevine.domain.stories.actions import commenting, naming, telling, testimonials
from grapevine.domain.stories.models import Party, Story
from grapevine.domain.stories.rules.comments import Sent
from grapevine.domain.stories.rules.telling import Told
from grapevine.interfaces.cli.demo.cast import DOMAIN


@dataclass(frozen=True, slots=True)
class Tale:
    """A colleague's story: who tells it, days ago; (name, role, agreed) of those in it; (who, words) of comments."""

    teller: str
    ago: int
    told: Told
    cast: tuple[tuple[str, str, bool], ...] = ()
    comments: tuple[tuple[str, str], ...] = ()


TALES: tuple[Tale, ...] = (
    Tale("Sofia Lindgren", 96, Told(
        "What I learned from sending the wrong person",
        "A neighbour wanted to sell in a hurry. I thought of the first banker whose card I had.",
        "He pressed her. She called me in tears, and she was right to. I had never asked him how he treats people.",
        "I apologised, found her Marcus Obi, and since then I send nobody to somebody I have not seen at work.",
    ), (("Marcus Obi", "a mortgage broker", True),), (("Dana Whitcomb", "The bravest story so far."),)),
    Tale("Elena Costa", 61, Told(
        "Three no’s and a thank-you note",
        "Nils Sorensen kept mentioning a customer whose roof had leaked twice.",
        "I called three times over a month. Three times he said no, politely. I wrote him a card to say that I "
        "understood, and what to look for in any policy, mine or not.",
        "In spring his brother called: “You are the one who wrote without wanting anything.”",
    ), (("Nils Sorensen", "a contractor", True),), (("Ben Okafor", "I have a no of my own to write to."),)),
    Tale("Marcus Obi", 33, Told(
        "A refinance at the soccer field",
        "Two fathers beside me talked of rates. One said he could not sleep since the letter came.",
        "I did not say what I do. I asked what the letter said. Next Saturday he brought it along.",
        "It took an hour at my kitchen table. Our girls are in the same team now, and he sent me his sister.",
    ), (), (("Elena Costa", "“I asked what the letter said”: that is the whole craft."),)),
    Tale("Tom Halloran", 5, Told(
        "The uncle nobody asked about",
        "Hana Kim’s client mentioned an uncle in passing: eighty-one, alone, a house full of papers. She did not say "
        "“you need a lawyer”. She asked whether he would like a visit.",
        "I went with my daughter and we sorted photographs for an hour before anyone said the word will.",
        "It is signed now, and he comes to us on Sundays.",
    ), (("Hana Kim", "an immigration attorney", True),), (
        ("Hana Kim", "He told my client he had not laughed like that in a year. Thank you for bringing her."),
        ("Dana Whitcomb", "“Would he like a visit” is going straight into what I say."),
    )),
)  # fmt: skip
#: Of Leah, from the referral about her, in answer to Tom's.
ABOUT = "Julia Alvarez"
LEAHS = Told(
    "Two homes, one school",
    "Priya Raman heard a mother say: “We only talk through the children now.” She asked whether it would help to have "
    "somebody else carry the words for a while.",
    "Julia Alvarez came alone at first. We wrote one page about the school week, nothing else. Her husband read it at "
    "their kitchen table and brought it back with two corrections.",
    "They parted without a judge. The page still hangs on both refrigerators.",
)
GUESTS = (
    ("Ruth", "ruth@reader.example", "One page about the school week. I wish somebody had told us that.", True),
    ("A father", "father@reader.example", "How did you get him to read it? We are stuck at exactly that.", False),
)
WORDS = "She never once made it bigger than it was. I slept again after the first hour."


def write_told(leah: Actor, now: datetime, people: Mapping[str, Person]) -> None:
    """Tell, agree, comment and ask, on days gone by; the last of the chapter's is answered by Leah."""
    last = None
    for tale in TALES:
        last = _tell(tale, now) or last
    _leahs(leah, now, last)
    _words(leah, now, people)


def _tell(tale: Tale, now: datetime) -> Story | None:
    at, teller = now - timedelta(days=tale.ago), _member(tale.teller)
    if teller is None:
        return None
    made = telling.tell_story(actor=teller, now=at, told=tale.told)
    for name, role, agreed in tale.cast:
        party = naming.add_party(actor=teller, now=at, story_uid=made.uid, name=name, role=role)
        if agreed:
            naming.note_consent(actor=teller, now=at, party_uid=party.uid, reach="chapter", words="After the meeting")
    telling.show_story(actor=teller, now=at, story_uid=made.uid, reach="chapter")
    for number, (who, words) in enumerate(tale.comments, start=1):
        reader = _member(who)
        if reader is not None:
            when = at + timedelta(hours=5 * number)
            commenting.comment_as_member(actor=reader, now=min(when, now), story_uid=made.uid, text=words)
    return made


def _leahs(leah: Actor, now: datetime, answers: Story | None) -> None:
    at = now - timedelta(days=2)
    side = (
        Side.objects.filter(owner_id=leah.member_id, referral__prospect__name=ABOUT).select_related("referral").first()
    )
    if side is None:
        return
    made = telling.tell_story(
        actor=leah, now=at, told=LEAHS, referral_uid=side.referral.uid, answers_uid=answers.uid if answers else None
    )
    for party in Party.objects.filter(story=made, part="giver"):
        naming.note_consent(actor=leah, now=at, party_uid=party.uid, reach="public", words="Read it to her at lunch")
    shown = telling.show_story(actor=leah, now=at, story_uid=made.uid, reach="public")
    for number, (name, email, text, stands) in enumerate(GUESTS, start=1):
        sent = Sent(name, email, text, seconds=90.0)
        comment, _ = commenting.send_comment(now=at + timedelta(hours=9 * number), slug=shown.slug or "", sent=sent)
        if stands and comment:
            commenting.decide_comment(actor=leah, now=now, comment_uid=comment.uid, decision="approve")


def _words(leah: Actor, now: datetime, people: Mapping[str, Person]) -> None:
    """One who gave her words, for all to read, and one who was asked and has not answered."""
    clients = sorted((person for person in people.values() if person.segment == "client"), key=lambda each: each.name)
    for number, person in enumerate(clients[:2]):
        asked = "What would you tell somebody in the same place?"
        ask = testimonials.ask_testimonial
        row, secret = ask(actor=leah, now=now - timedelta(days=20 - number), person_uid=person.uid, asked=asked)
        if number == 0:
            initials = " ".join(f"{word[0]}." for word in person.name.split())
            testimonials.give_by_link(
                now=now - timedelta(days=14), secret=secret, text=WORDS, name=initials, reach="public"
            )
            testimonials.place_testimonial(actor=leah, now=now, testimonial_uid=row.uid, reach="public", in_brief=True)


def _member(name: str) -> Actor | None:
    # Of the chapter: the house may have members of the same name.
    found = Member.objects.filter(name=name, email__endswith=DOMAIN).first()
    return queries.actor_of(found) if found else None
