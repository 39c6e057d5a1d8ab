"""Goals and the forecast on the pages: what is wanted, what it takes, what if; ranges, the record, the files."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.goals.actions.keeping import keep_all
from grapevine.domain.goals.models import Goal
from grapevine.domain.goals.rules.forecast import Forecast, Range
from grapevine.domain.goals.rules.forecast_regime import Change
from grapevine.domain.goals.rules.needed import Needed
from grapevine.interfaces.web import goals_words as words
from grapevine.interfaces.web.pictures.fan import Corner, Fan, Step, fan
from grapevine.kit import clock
from tests.cast import DANA, meet
from tests.domain.goals.receiving import came


def said(answer) -> str:
    """What a page says, in one line."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def flow(actor):
    """Dana sends one every two weeks for half a year; half of those that closed were won."""
    dana = meet(actor, DANA)
    for number, ago in enumerate(range(180, 0, -14)):
        ended = {("won" if number % 2 else "lost"): ago - 20} if ago > 30 else {}
        came(actor, dana, ago, now=clock.now(), **ended)


def test_an_empty_book_gets_the_usual_rates_and_no_promise(web):
    told = said(web.get("/forecast"))
    assert "Perhaps no new client, in ninety days" in told
    assert "We can’t tell yet" in told and "34 of 100 become clients" in told
    assert "none yet" in said(web.get("/goals"))


def test_the_forecast_says_how_many_how_sure_and_why(web, flow, django_assert_max_num_queries):
    keep_all(now=clock.now() - timedelta(days=60))
    keep_all(now=clock.now())
    with django_assert_max_num_queries(20):
        page = web.get("/forecast")
    told = said(page)
    assert re.search(r"8 times in 10 it will be \d+ to \d+\.", told)
    assert "Dana Whitcomb" in told and "worth" not in told
    assert "Of 1 forecast whose days are over" in told
    assert page.content.decode().count('<svg class="fan"') == 2
    lines = web.get("/forecast.csv").getvalue().decode("utf-8-sig").split()
    assert lines[0] == "days,measure,p10,p25,median,p75,p90"
    assert [line.split(",")[:2] for line in lines[1:]] == [["30", "clients"], ["90", "clients"]]
    record = web.get("/forecast/record.csv").getvalue().decode("utf-8-sig").split("\r\n")
    assert record[0].startswith("made_on,days,clients_p10") and len(record) == 6


def test_where_money_may_be_named_value_stands_beside_the_clients(web, leah, flow):
    Member.objects.filter(pk=leah.pk).update(profession="Photographer", profession_key="photographer")
    dana = DANA.name
    told = said(web.get("/forecast"))
    assert dana in told and "How many" in told
    assert "worth" not in told  # nothing that was won has a value yet
    assert "of closed value" in said(web.get("/goals"))


def test_a_goal_is_worked_out_kept_and_let_go_without_javascript(web, flow, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        told = said(web.get("/goals?kind=clients&amount=40&period=year&minutes=30"))
    assert re.search(r"40 clients by 31 December \d+", told)
    assert "at 30 minutes a talk" in told and "The gap is the lesson" in told and "Keep this goal" in told
    assert not Goal.objects.exists()
    assert web.post("/goals", {"kind": "clients", "amount": 40, "period": "year"}).headers["Location"] == "/goals"
    kept = said(web.get("/goals"))
    assert "so far. From what is on its way, you get there in" in kept and "Keep this goal" not in kept
    assert "This is one of your goals" in said(web.get("/goals?kind=clients&amount=40&period=year"))
    goal = Goal.objects.get()
    assert web.post(f"/goals/{goal.uid}/let-go").status_code == 302
    assert "get there in" not in said(web.get("/goals"))


@pytest.mark.parametrize(
    "wrong", [{"kind": "value"}, {"amount": 0}, {"amount": "many"}, {"period": "week"}]
)  # fmt: skip
def test_a_goal_that_makes_no_sense_comes_back_with_the_reason(web, wrong):
    answer = web.post("/goals", {"kind": "clients", "amount": 5, "period": "year", **wrong})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    assert not Goal.objects.exists()


@pytest.mark.parametrize(
    "query", ["amount=no", "amount=-3", "kind=leads", "period=week", "won=0", "minutes=1e9", "talks=nan"]
)
def test_a_what_if_that_makes_no_sense_says_so_at_its_field(web, query):
    page = web.get(f"/goals?{query}")
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.content.decode()


def test_a_number_out_of_bounds_is_answered_in_our_own_words(web):
    assert "Write a number that is not below 1." in said(web.get("/goals?kind=clients&amount=-3&period=year"))
    assert "Write it as a whole number, like 12." in said(web.get("/goals?kind=clients&amount=some&period=year"))


def test_a_stranger_s_goal_is_not_there(stranger_web, web):
    web.post("/goals", {"kind": "clients", "amount": 4, "period": "year"})
    assert stranger_web.post(f"/goals/{Goal.objects.get().uid}/let-go").status_code == 404


def test_the_goal_of_the_first_steps_is_where_what_if_begins(web, leah):
    Member.objects.filter(pk=leah.pk).update(goal_clients=9, goal_period="year")
    page = web.get("/goals").content.decode()
    assert 'value="9"' in page and '<option value="year" selected>' in page


def test_numbers_are_said_as_people_say_them():
    assert [words.rounded(each) for each in (7, 99.4, 123, 12_345, 987_654)] == ["7", "99", "120", "12,000", "990,000"]
    assert [words.chance(each) for each in (0.0, 0.384, 1.0)] == ["1 in 100", "38 in 100", "99 in 100"]
    assert [words.hours(each) for each in (0, 0.1, 3.0, 1.52)] == ["0 h", "10 min or less", "3 h", "1.5 h"]
    assert words.between(4, 4, words.whole) == "4"
    assert [words.said(each) for each in (0, 12, 13)] == ["no", "twelve", "13"]
    assert words.tenth(0.01) == "under 0.1"


def test_the_gap_is_told_also_where_there_is_none():
    one, other, none = (Needed(0.5, number, 1, 1, 1.0) for number in (4, 6, 0))
    assert "takes 2 more" in words.gap([one, other])
    assert "costs no more" in words.gap([one, one])
    assert "reached" in words.gap([none, none])


def test_a_change_is_told_in_the_way_it_was_found():
    assert words.change(Change(False)) == ""
    assert "Of 40 that closed" in words.change(Change(True, 0.6, 0.3, 40))
    assert "3.0 times as many" in words.change(Change(True, 3.0, 1.0, 40))
    flat = Range(0, 1, 2, 3, 4)
    found = Forecast(90, flat, Range(0, 10, 2_345, 30, 4_999), Change(False), with_value=True)
    assert "worth 0 to 5,000" in words.lede(found, 1, 0)


def test_the_fan_holds_its_numbers_in_both_widths_and_keeps_words_from_each_other():
    steps = [Step(0, 0, 0, 0, 0, 0), Step(90, 1, 2, 3, 5, 9)]
    drawn = fan(Fan(steps, [40.0, 3.0], 46, [(-46, "1 Oct"), (0, "today")], Corner("goal: 9 <by> 31 Dec", 9, 45)))
    assert drawn.count('class="b80"') == drawn.count('class="b50"') == drawn.count('class="goal"') == 2
    assert drawn.count('class="fruit"') == 4
    assert "goal: 9 &lt;by&gt; 31 Dec" in drawn and ">5<" in drawn and ">11<" in drawn
    crowded = fan(Fan([Step(0, 0, 0, 0, 0, 0), Step(90, 0, 0, 0, 0, 0)], [float(n) for n in range(30)], 46, []))
    assert "fruit" not in crowded and crowded.count('class="lab-strong"') == 2
