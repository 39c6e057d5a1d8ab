"""Board, list, detail and figures: in both directions, each side as it may see, in few statements however many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions import giving, links, own, thanking
from grapevine.domain.referrals.actions.consenting import answer_by_link, ask_consent, note_consent
from grapevine.domain.referrals.models import Prospect, Referral, Side
from grapevine.domain.referrals.queries import board, detail, figures
from grapevine.domain.referrals.queries.board import Filters
from grapevine.domain.referrals.queries.guests import guest
from grapevine.domain.referrals.queries.ways import ways
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.kit.errors import NotFound, Refused
from tests.cast import BEN, DANA, NOW, meet
from tests.domain.ledgers.linked_books import Two, two
from tests.domain.referrals.referring import TAXES, YUKI, noted, sent, step

LATER = NOW + timedelta(days=5)


@pytest.fixture
def pair(db: None) -> Two:
    """Leah and Dana, linked."""
    found = two()
    found.link()
    return found


def many(actor: Actor, person: Person, count: int) -> None:
    """So many referrals of every stage, written straight into the tables."""
    stages = [stage for stage in Stage if stage is not Stage.VOID]
    referrals = Referral.objects.bulk_create(
        Referral(stage=stages[n % 11], moved_at=NOW, need="x", created_at=NOW) for n in range(count)
    )
    Prospect.objects.bulk_create(Prospect(referral=each, label="Y. T.") for each in referrals)
    Side.objects.bulk_create(
        Side(owner_id=actor.member_id, referral=each, role="giver", person=person, stage=each.stage, moved_at=NOW)
        for each in referrals
    )


def test_the_board_shows_both_directions_with_totals_and_what_is_overdue(pair: Two) -> None:
    first, second = sent(pair.leah, pair.dana_of_leah), sent(pair.leah, pair.dana_of_leah)
    noted(pair.leah, pair.dana_of_leah)
    step(pair.dana, second, "declined", note="Not my field")
    own.keep_own(actor=pair.leah, now=NOW, referral_uid=first.uid, worth=700, next_step="Ask on Friday")
    gave = board.board(pair.leah, By.GIVER, LATER)
    shown = {lane.key: (lane.total.count, [card.who for card in lane.cards]) for lane in gave.lanes if lane.total.count}
    assert shown == {
        "noted": (1, ["Yuki Tanaka"]), "sent": (1, ["Yuki Tanaka"]), "ended": (1, ["Yuki Tanaka"])
    }  # fmt: skip
    assert (gave.totals[By.GIVER], gave.totals[By.RECEIVER], gave.overdue) == (board.Total(3, 700), board.Total(), 1)
    (card,) = gave.lanes[1].cards
    assert (card.turn.who, card.turn.over_by, card.next_step, card.person) == (
        By.RECEIVER, 3, "Ask on Friday", "Dana Whitcomb"
    )  # fmt: skip
    received = board.board(pair.dana, By.RECEIVER, LATER)
    (card,) = received.lanes[1].cards
    assert (card.next_step, card.worth, card.turn.do) == ("", None, "Say yes or no")
    assert received.overdue == 1
    later = board.board(pair.dana, By.RECEIVER, LATER + timedelta(days=100))
    assert (later.overdue, [len(lane.cards) for lane in later.lanes if lane.key == "ended"]) == (2, [0])


def test_an_introduction_by_letter_shows_the_receiver_initials(pair: Two) -> None:
    referral = noted(pair.leah, pair.dana_of_leah)
    note_consent(actor=pair.leah, now=NOW, referral_uid=referral.uid, how="introduced")
    step(pair.leah, referral, "sent")
    seen = detail.detail(pair.dana, referral.uid, NOW)
    assert (seen.card.who, seen.whom["name"], seen.whom["phone"]) == ("Y. T.", "", "")
    assert detail.detail(pair.leah, referral.uid, NOW).whom["phone"] == "+1 617 555 0111"


def test_a_list_is_narrowed_and_paged(actor: Actor) -> None:
    dana, ben = meet(actor, DANA), meet(actor, BEN)
    first, second, third = sent(actor, dana), noted(actor, ben), sent(actor, ben)
    step(actor, third, "accepted", at=NOW)
    step(actor, third, "won", at=NOW)
    giving.note_received(actor=actor, now=NOW, person_uid=ben.uid, whom=YUKI, what=TAXES)

    def of(**filters: object) -> list[Stage]:
        return [card.stage for card in board.page(actor, Filters(**filters), LATER)]  # type: ignore[arg-type]

    assert of() == [Stage.SENT, Stage.WON, Stage.NOTED, Stage.SENT]
    assert of(role="receiver") == [Stage.SENT] and of(person_uid=dana.uid) == [Stage.SENT]
    assert of(stages=["won", "noted"]) == [Stage.WON, Stage.NOTED]
    assert of(due="thanks") == [Stage.WON] and len(of(due="open")) == 3 and of(due="overdue") == [Stage.SENT] * 2
    whole = board.page(actor, Filters(), LATER)
    start = board.page(actor, Filters(), LATER, limit=2)
    after = Side.objects.get(referral__uid=start[-1].uid).pk
    assert start + board.page(actor, Filters(), LATER, after=after) == whole
    for bad in ({"role": "prospect"}, {"stages": ["x"]}, {"due": "x"}):
        with pytest.raises(Refused):
            of(**bad)
    assert first.uid and second.uid


def test_the_detail_holds_history_choices_thanks_and_the_chain(pair: Two) -> None:
    Member.objects.update(profession_key="")
    Person.objects.update(profession_key="")
    referral = sent(pair.leah, pair.dana_of_leah)
    child = noted(pair.leah, pair.dana_of_leah, came_from_uid=referral.uid)
    seen = detail.detail(pair.dana, referral.uid, NOW)
    assert [to for by, to in seen.choices if by is By.RECEIVER] == ["accepted", "contacted", "met", "declined"]
    assert (seen.other_has_book, [card.uid for card, _ in seen.chain]) == (True, [referral.uid])
    step(pair.dana, referral, "accepted")
    step(pair.dana, referral, "won", note="Signed")
    thanking.thank_giver(actor=pair.dana, now=NOW, referral_uid=referral.uid, share="band", value=7_000)
    told = detail.detail(pair.leah, referral.uid, NOW)
    assert [(move.by, move.to_stage, move.note) for move in told.moves][-1] == ("receiver", "won", "Signed")
    assert (told.closed, told.thanks_value, told.choices, told.corrections) == (True, "5,000 to 25,000", [], [])
    assert [(card.uid, deep) for card, deep in told.chain] == [(referral.uid, 0), (child.uid, 1)]
    with pytest.raises(NotFound):
        detail.detail(pair.dana, child.uid, NOW)


def test_who_holds_a_link_sees_what_is_theirs(actor: Actor) -> None:
    dana = meet(actor, DANA)
    referral = noted(actor, dana)
    _, consent = ask_consent(actor=actor, now=NOW, referral_uid=referral.uid)
    page = guest(consent, "prospect", NOW)
    assert page and (page.owner.name, page.person.name, page.whom["name"]) == (
        "Leah Marchetti", "Dana Whitcomb", "Yuki Tanaka"
    )  # fmt: skip
    assert page.choices == ("consented", "withdrawn") and not page.over
    assert guest(consent, "receiver", NOW) is None, "a link opens the page it was made for, and no other"
    answer_by_link(now=NOW, secret=consent, yes=True)
    step(actor, referral, "sent")
    _, receiver = links.make_receiver_link(actor=actor, now=NOW, referral_uid=referral.uid)
    theirs = guest(receiver, "receiver", NOW)
    assert theirs and (theirs.whom["phone"], theirs.choices[0]) == ("+1 617 555 0111", "accepted")
    _, found = ways(actor, referral.uid, NOW)
    assert [(way.purpose, len(way.live)) for way in found] == [("prospect", 1), ("receiver", 1)]
    answer_by_link(now=NOW, secret=consent, yes=False)
    theirs = guest(receiver, "receiver", NOW)
    assert theirs and (theirs.whom["name"], theirs.whom["phone"], theirs.choices) == ("", "", ())
    step(actor, referral, "void", note="Over")
    assert guest(receiver, "receiver", NOW).over and guest("guess", "receiver", NOW) is None
    assert guest(consent, "prospect", NOW + timedelta(days=365)).over


def test_figures_by_direction_and_partner(pair: Two) -> None:
    Member.objects.update(profession_key="")
    Person.objects.update(profession_key="")
    for n, end in enumerate(("won", "won", "lost")):
        referral = sent(pair.leah, pair.dana_of_leah)
        step(pair.dana, referral, "accepted", at=NOW + timedelta(days=n), now=LATER)
        step(pair.dana, referral, end, now=LATER)
        value = {"share": "value" if n else "band", "value": 1_000} if end == "won" else {}
        thanking.thank_giver(actor=pair.dana, now=LATER, referral_uid=referral.uid, **value)  # type: ignore[arg-type]
    gave, got = figures.results(pair.leah, NOW), figures.results(pair.dana, NOW)
    assert (gave.by_role[By.GIVER].value, got.by_role[By.RECEIVER].value) == (1_000, 2_000)
    (key,) = gave.by_partner
    found = gave.by_partner[key]
    assert key[:2] == (By.GIVER, "Dana Whitcomb") and found.days_to_accept == 1.0
    assert (found.sent, found.closed_share, found.won_share) == (3, 1.0, pytest.approx(2 / 3))
    assert figures.results(pair.leah, LATER).by_role[By.GIVER].sent == 0


def test_of_five_thousand_the_board_reads_what_it_shows(actor: Actor) -> None:
    dana = meet(actor, DANA)
    counts = []
    for count in (50, 450):
        many(actor, dana, count)
        with CaptureQueriesContext(connection) as asked:
            found = board.board(actor, By.GIVER, LATER)
        counts.append(len(asked))
        assert all(len(lane.cards) <= board.CARDS for lane in found.lanes)
    assert counts[0] == counts[1] <= 12 and found.totals[By.GIVER].count == 500
    with CaptureQueriesContext(connection) as asked:
        board.page(actor, Filters(role="giver", due="overdue"), LATER)
        assert len(asked) <= 3
