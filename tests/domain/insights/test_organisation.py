"""An organisation is counted: the same by plain SQL and by the engine, on both databases, for organisers alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django_q.models import OrmQ

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.models import Member, Organisation, Seat
from grapevine.domain.insights.actions import organisation as counting
from grapevine.domain.insights.actions.organisation import ask_figures, count_figures
from grapevine.domain.insights.models import OrganisationFigures
from grapevine.domain.insights.queries import organisation_rows
from grapevine.domain.insights.queries.organisation import organises, standing
from grapevine.domain.insights.queries.organisation_count import in_database, in_engine
from grapevine.domain.insights.queries.organisation_rows import address
from grapevine.domain.referrals.models import Referral, Side, Thanks
from grapevine.domain.simulation.actions import make_organisation
from grapevine.domain.simulation.rules.world import World
from grapevine.kit.errors import NotFound
from tests.cast import NOW

SINCE, UNTIL = NOW - timedelta(days=365), NOW


def by_hand(place: Organisation) -> dict[str, int]:
    """A few figures once more, by loops over the objects; what is not its own is gone afterwards."""
    Referral.objects.exclude(organisation=place).delete()
    of = Referral.objects.filter(organisation=place)
    home = dict(Seat.objects.filter(chapter__isnull=False).values_list("member", "chapter"))
    ends = {side["referral"]: {} for side in Side.objects.values("referral")}
    for side in Side.objects.all():
        ends[side.referral_id][side.role] = side.owner_id
    pairs = {(each["giver"], each["receiver"]) for each in ends.values()}
    inside = {two for two in pairs if home[two[0]] == home[two[1]]}
    return {
        "referrals": of.count(),
        "accepted": of.exclude(accepted_at=None).count(),
        "soon": sum(1 for one in of.exclude(accepted_at=None) if one.accepted_at - one.sent_at < timedelta(hours=48)),
        "won": of.filter(stage="won").count(),
        "told": Thanks.objects.exclude(amount=None).count(),
        "value": sum(one.amount or 0 for one in Thanks.objects.all()),
        "pairs": len(inside),
        "back": sum(1 for one, other in inside if (other, one) in inside),
    }


@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)  # so that emptying cascades
def test_plain_sql_the_engine_and_a_count_by_hand_agree_to_the_last_one(monkeypatch):
    monkeypatch.setattr(organisation_rows, "BLOCKS", 1)  # many pieces of each large table, over all connections
    first = make_organisation(now=NOW, world=World(36, 12, 1), light=True).organisation
    make_organisation(now=NOW, world=World(10, 8, 2), light=True)
    percents: list[int] = []
    plain, engine = in_database(first.pk, SINCE, UNTIL), in_engine(first.pk, SINCE, UNTIL, percents.append)
    assert plain == engine
    assert percents == sorted(percents) and percents[-1] == 100
    ((*sums, abroad, placed, giving),) = plain["totals"]
    loop = by_hand(first)
    assert sums[:4] == [loop["referrals"], loop["accepted"], loop["soon"], loop["won"]]
    assert sums[6:8] == [loop["told"], loop["value"]]
    assert dict((row[0], row[1:]) for row in plain["returned"])[1] == (loop["pairs"], loop["back"])
    assert sum(row[1] for row in plain["chapters"]) == loop["referrals"] == placed
    assert sum(row[2] for row in plain["professions"]) == loop["referrals"] >= abroad > 0
    assert in_database(first.pk, UNTIL, UNTIL + timedelta(days=1))["chapters"] == []
    assert connection.introspection.table_names() and giving <= 36


@pytest.mark.django_db
def test_an_organiser_counts_and_sees_and_nobody_else_does(leah, stranger):
    made = make_organisation(now=NOW, world=World(12, 6, 5), light=True)
    chair = accounts.actor_of(made.organiser)
    officer = accounts.actor_of(Member.objects.get(email="m2@made-up-5.example"))
    for other in (officer, stranger, accounts.actor_of(leah)):
        assert not organises(other)
        for ask in (lambda who=other: standing(who), lambda who=other: ask_figures(actor=who, now=NOW)):
            with pytest.raises(NotFound):
                ask()
    assert organises(chair) and standing(chair).figures is None
    ask_figures(actor=chair, now=NOW, organisation_uid=made.organisation.uid)
    found = standing(chair)
    assert found.figures.members == 12 and found.figures.totals.referrals > 20
    assert (found.until, found.asked_at, found.percent, found.failed) == (NOW.date(), None, 100, "")
    assert found.names == {made.organisation.chapters.get().pk: "Chapter 1"}
    with pytest.raises(NotFound):
        standing(chair, Organisation.objects.create(name="Another", created_at=NOW).uid)


@pytest.mark.django_db
def test_a_large_one_is_counted_by_the_worker_once_and_a_dead_count_can_be_asked_again(monkeypatch):
    made = make_organisation(now=NOW, world=World(12, 6, 5), light=True)
    chair = accounts.actor_of(made.organiser)
    monkeypatch.setattr(counting, "SMALL", 3)
    row = ask_figures(actor=chair, now=NOW)
    assert (row.asked_at, row.said) == (NOW, None) and OrmQ.objects.count() == 1
    ask_figures(actor=chair, now=NOW + timedelta(minutes=3))
    assert OrmQ.objects.count() == 1, "one count at a time"

    def breaks(*words):
        raise MemoryError

    monkeypatch.setattr(counting, "in_engine", breaks)
    with pytest.raises(MemoryError):
        count_figures(made.organisation.pk, "2026-03-02")
    assert "did not come to an end" in standing(chair).failed
    ask_figures(actor=chair, now=NOW + timedelta(minutes=5))
    assert OrmQ.objects.count() == 2 and standing(chair).failed == ""

    def counts(organisation_id, since, until, told):
        told(50)
        assert OrganisationFigures.objects.get().percent == 50
        return in_database(organisation_id, since, until)

    monkeypatch.setattr(counting, "in_engine", counts)
    count_figures(made.organisation.pk, "2026-03-02")
    assert standing(chair).figures.members == 12
    later = NOW + timedelta(days=1)
    assert ask_figures(actor=chair, now=later, queue=False).until == later.date() and OrmQ.objects.count() == 2
    OrganisationFigures.objects.update(until=NOW.date())
    count_figures(made.organisation.pk, "2026-03-03")
    assert standing(chair).until == NOW.date(), "nobody asked for that one"


def test_the_engine_finds_the_database_by_the_drivers_parameters():
    params = {"user": "leah", "password": "p@ss/1", "dbname": "book", "host": "/run/pg", "port": 5432,
              "client_encoding": "UTF8", "cursor_factory": object(), "sslmode": "require"}  # fmt: skip
    assert address(params) == "postgresql://leah:p%40ss%2F1@/book?sslmode=require&host=%2Frun%2Fpg&port=5432"
    assert address({"dbname": "book"}) == "postgresql://@/book?"

