"""The worksheet: what the book knows, what is kept, what is taken over, and that it can be deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grapevine.domain.education import queries as briefs
from grapevine.domain.education.actions import last_ten as actions
from grapevine.domain.education.models import RecentClient
from grapevine.domain.education.queries import last_ten as queries
from grapevine.domain.education.queries.last_ten import ClientLine
from grapevine.domain.education.rules.last_ten import ClientFact, Proposals
from grapevine.domain.gives.actions import log_give
from grapevine.domain.people.actions import erase_person
from grapevine.kit.errors import NotFound, Refused
from tests.cast import DANA, NOW, TOM, meet

FACT = ClientFact("J. P.", "referred", "cpa", "I do not know the accounts.", "divorce", True)


def test_the_book_begins_the_worksheet_with_who_sent_somebody_and_with_new_clients(actor):
    dana, _ = meet(actor, DANA), meet(actor, TOM)
    log_give(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="referral", direction="received")
    sent, client = queries.known_clients(actor)
    assert (sent.referrer, sent.referrer_name, sent.fact.came) == (str(dana.uid), "Dana Whitcomb", "referred")
    assert client.fact == ClientFact(who="T. H.")
    assert queries.client_lines(actor) == [] and not RecentClient.objects.exists(), "proposed, not kept"


def test_saving_keeps_what_stands_on_the_screen_in_its_order(actor, stranger):
    dana = meet(actor, DANA)
    lines = [ClientLine(FACT), ClientLine(ClientFact()), ClientLine(ClientFact(who=" T.  H. "), str(dana.uid))]
    actions.save_clients(actor=actor, now=NOW, lines=lines)
    actions.save_clients(actor=actor, now=NOW, lines=lines)
    first, second = queries.client_lines(actor)
    assert first == ClientLine(FACT)
    assert (second.fact.who, second.referrer_name) == ("T. H.", "Dana Whitcomb")
    assert queries.client_lines(stranger) == []
    erase_person(actor=actor, now=NOW, person_uid=dana.uid)
    assert [line.referrer for line in queries.client_lines(actor)] == ["", ""]
    actions.delete_clients(actor=actor, now=NOW)
    assert not RecentClient.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"came": "by magic"}, "came_1"), ({"moment": "no-such"}, "moment_1"), ({"who": "x" * 61}, "who_1"),
        ({"referrer_profession": "no-such"}, "referrer_profession_1"), ({"problem": "x" * 201}, "problem_1"),
    ],
)  # fmt: skip
def test_a_line_that_makes_no_sense_is_named_and_nothing_is_kept(actor, change, field):
    with pytest.raises(Refused) as refusal:
        actions.save_clients(actor=actor, now=NOW, lines=[ClientLine(replace(FACT, **change))])
    assert refusal.value.field == field and not RecentClient.objects.exists()


def test_eleven_lines_or_a_referrer_of_another_book_are_refused(actor, stranger):
    with pytest.raises(Refused, match="10 lines"):
        actions.save_clients(actor=actor, now=NOW, lines=[ClientLine(FACT)] * 11)
    for referrer in (str(meet(stranger, TOM).uid), "no id"):
        with pytest.raises(NotFound):
            actions.save_clients(actor=actor, now=NOW, lines=[ClientLine(FACT, referrer)])


def test_chosen_lines_are_added_to_the_main_brief_as_a_version_of_its_own(actor):
    chosen = Proposals(("divorce",), ("I do not know the accounts.",), ("I want revenge.",))
    made = actions.take_over(actor=actor, now=NOW, chosen=chosen)
    assert (made.text.name, made.text.moments, made.text.not_a_fit) == (
        "Leah Marchetti", ("divorce",), ("I want revenge.",),
    )  # fmt: skip
    more = actions.take_over(actor=actor, now=NOW, chosen=Proposals(listen_for=("We wait.",)))
    assert more.text.listen_for == ("I do not know the accounts.", "We wait.") and more.brief.number == 2
    assert briefs.main_brief(actor).version.note == "From my last ten clients"
    with pytest.raises(Refused, match="at least one"):
        actions.take_over(actor=actor, now=NOW, chosen=Proposals())
