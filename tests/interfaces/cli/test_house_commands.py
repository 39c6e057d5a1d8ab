"""`grapevine setup`, `doctor`, `demo`, and what `serve` and `worker` are made of."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import click
import pytest
from django.conf import settings
from django_q.models import OrmQ, Schedule, Success, Task
from django_q.tasks import async_task

from grapevine.config.worker import Desk
from grapevine.domain.accounts.actions import erase_member
from grapevine.domain.accounts.models import IdempotencyKey, Member, Seat
from grapevine.domain.imports import queries as import_queries
from grapevine.domain.insights.models.survey import Survey, SurveyVoice
from grapevine.domain.merging.actions.looking import pairs
from grapevine.domain.network.queries.shape import shape
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.models import Side
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.cli.demo import brought, cast
from grapevine.interfaces.cli.demo.crowd import card, everybody
from grapevine.interfaces.cli.demo.history import History
from grapevine.interfaces.cli.demo.making import make_demo
from grapevine.interfaces.cli.serve import one
from grapevine.interfaces.cli.serve.children import Child, Household
from grapevine.interfaces.cli.serve.command import _give_jobs_back
from grapevine.interfaces.exchange.imports import begin_import
from grapevine.interfaces.exchange.summary import summary
from grapevine.interfaces.schedule import sweeping
from grapevine.interfaces.schedule.timetable import TIMETABLE, put_up
from grapevine.kit import clock
from tests.cast import member
from tests.interfaces.cli.calling import call, refused, told
from tests.postgres import only_on_postgres, only_on_sqlite

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_setup_finds_nothing_to_do_in_a_database_that_is_up_to_date(db):
    assert told("setup") == {"migrated": []}


def test_the_doctor_finds_a_house_in_order(db):
    (Path(settings.HOME) / "secret-key").chmod(0o600)
    rows = told("doctor")
    assert all(row["ok"] for row in rows)
    assert {"home folder", "database", "migrations", "queue"} <= {row["check"] for row in rows}


def test_the_doctor_says_what_needs_you(db, settings):
    settings.DEBUG = True
    settings.BASE_URL = "http://grapevine.example"
    OrmQ.objects.create(key="grapevine", payload="x", lock=clock.now() - timedelta(hours=1))
    result = call("doctor")
    assert result.exit_code == 1
    assert "Please look at: queue, address, debugging." in result.stderr
    assert "without https" in result.stdout


def test_the_demo_is_a_chapter_with_a_network_as_wide_as_it_is_deep(db):
    leah = make_demo(clock.now())
    found = shape(_actor(leah), clock.now())
    assert found.people == 182
    assert 20 <= found.deep <= 27
    assert (found.one_sided, found.met, found.none) == (26, 48, 17)
    assert Seat.objects.exclude(chapter=None).count() == 28
    assert leah.welcomed_at
    _her_phone_and_calendar_came_in_with_something_left_to_answer(_actor(leah))
    _the_others_live_in_the_simulators_world_and_know_leah_as_she_knows_them(leah)


def _her_phone_and_calendar_came_in_with_something_left_to_answer(leah):
    (batch,) = import_queries.visible_to(leah)
    said = summary(leah, batch)
    assert said["people"] == {"created": 4, "updated": 1, "unchanged": 0, "doubtful": 1}
    assert said["touches"]["created"] == 3 and len(said["files"][0]["refused"]) == 1
    assert Person.objects.filter(owner=leah.member_id, segment="").count() == 4
    assert len(pairs(actor=leah, now=clock.now())) == len(brought.TWICE)


def _the_others_live_in_the_simulators_world_and_know_leah_as_she_knows_them(leah):
    fellows = Member.objects.exclude(pk=leah.pk).filter(email__endswith=cast.DOMAIN)
    assert fellows.count() == 27 and not fellows.filter(profession_key="").exists()
    owned = Person.objects.filter(owner__in=fellows)
    assert owned.filter(linked_member=None).values("name").distinct().get() == {"name": cast.LEAH_NAME}
    assert owned.count() == 27 * 27  # 26 others and Leah, in each book
    assert not Touch.objects.filter(at__gte=clock.now()).exists()
    for name, _, _ in cast.CHAPTER_MEMBERS:
        assert Side.objects.filter(owner=fellows.get(name=name)).count() > 40
    # The same hours together stand in both books, and whoever else sits there is in Leah's.
    dana = fellows.get(name="Dana Whitcomb")
    hours = [
        set(Touch.objects.filter(owner=one, person__name=of).exclude(kind="message").values_list("at", "kind"))
        for one, of in ((leah, dana.name), (dana, cast.LEAH_NAME))
    ]
    assert hours[0] == hours[1] and hours[0]
    assert Person.objects.filter(owner=leah, name__in=fellows.values("name")).count() == 27
    assert SurveyVoice.objects.count() == 25 and Survey.objects.exclude(closed_at=None).count() == 1


def test_the_demo_is_the_same_for_the_same_seed():
    def told_by(seed: int) -> list[object]:
        random = Random(seed)
        history = History(NOW, random)
        return [(known, card(known, random), history.touches(1, known), history.gives(1, known))
                for known in everybody(random)]  # fmt: skip

    assert told_by(7) == told_by(7)
    assert told_by(7) != told_by(8)


def test_nothing_in_the_demo_lies_in_the_time_to_come():
    history = History(NOW, Random(1))
    drafts = [draft for known in cast.NAMED for draft in (*history.touches(1, known), *history.gives(1, known))]
    assert len(drafts) > 1000
    assert all(NOW - timedelta(days=930) < draft.at < NOW for draft in drafts)


def test_every_segment_of_the_demo_is_as_large_as_planned():
    planned = sum(sum(plan.values()) for plan in cast.PLAN.values())
    assert planned + len(brought.NEW) + len(brought.TWICE) == 182
    for known in cast.NAMED:
        assert cast.PLAN[known.segment][known.closeness] > 0


def test_the_demo_is_made_once(db):
    made = told("demo", who=None)
    assert "/sign-in/" in made["link"]
    assert "here already" in refused("demo", who=None)
    assert Member.objects.filter(email=cast.LEAH).count() == 1


def _actor(member):
    from grapevine.domain.accounts.queries import actor_of

    return actor_of(member)


def test_the_timetable_is_put_up_once_and_kept_as_it_is_written(db):
    Schedule.objects.create(func="grapevine.gone", schedule_type=Schedule.DAILY)
    put_up()
    first = set(Schedule.objects.values_list("pk", "func", "schedule_type", "minutes"))
    assert {(func, minutes or often) for _, func, often, minutes in first} == set(TIMETABLE.items())
    put_up()
    assert set(Schedule.objects.values_list("pk", "func", "schedule_type", "minutes")) == first


def test_every_line_of_the_timetable_is_a_function_that_runs(db):
    from django.utils.module_loading import import_string

    for name in TIMETABLE:
        import_string(name)()


def test_answers_are_forgotten_after_a_day(leah):
    for key, age in (("old", 25), ("young", 23)):
        made = clock.now() - timedelta(hours=age)
        IdempotencyKey.objects.create(member=leah, key=key, fingerprint="f", created_at=made)
    sweeping.old_answers()
    assert [each.key for each in IdempotencyKey.objects.all()] == ["young"]


def test_uploads_that_nobody_waits_for_are_removed(leah, settings, tmp_path):
    """Those of an erased member, and of an upload that was cut off; not what waits, nor what is on its way."""
    settings.HOME, day = tmp_path, 86_400
    uploads = {}
    for email in ("dana@whitcomb.example", leah.email):
        actor = _actor(leah if email == leah.email else member(email=email))
        begun = begin_import(actor=actor, now=NOW, uploads=[("a.vcf", io.BytesIO(b"BEGIN:VCARD"))], queue=False)
        uploads[email] = tmp_path / "uploads" / begun.files.get().path.split("/")[0]
    for name in ("cut-off", "on-its-way"):
        (tmp_path / "uploads" / name).mkdir()
    for path in (tmp_path / "uploads").iterdir():
        if path.name != "on-its-way":
            os.utime(path, (time.time() - day, time.time() - day))
    erase_member(now=NOW, member=Member.objects.get(email="dana@whitcomb.example"))
    sweeping.left_uploads()
    assert {path.name for path in (tmp_path / "uploads").iterdir()} == {uploads[leah.email].name, "on-its-way"}


def run_one() -> Desk:
    """A worker that does what is due and stops."""
    from multiprocessing import Value

    from django_q.worker import worker

    desk = Desk()
    desk.looked = time.monotonic()
    next_job = desk._next
    desk._next = lambda: next_job() or desk.stop()  # type: ignore[func-returns-value, method-assign]
    worker(desk, desk, Value("f", -1), 30)
    return desk


@pytest.fixture
def due(db, monkeypatch):
    """Jobs queued a moment ago are due. The worker keeps the test's connection, which holds an open transaction."""
    for module in ("worker", "monitor"):
        monkeypatch.setattr(f"django_q.{module}.close_old_django_connections", lambda: None)

    def later() -> None:
        OrmQ.objects.update(lock=clock.now() - timedelta(seconds=1))

    return later


def test_the_worker_does_a_job_and_keeps_its_result(due):
    async_task("math.gcd", 12, 18)
    due()
    run_one()
    assert Success.objects.get().result == 6
    assert OrmQ.objects.count() == 0


def test_a_job_that_fails_stays_and_is_given_out_again(due):
    async_task("math.sqrt", -1)
    due()
    run_one()
    assert Task.objects.get().success is False
    [waiting] = OrmQ.objects.all()
    assert waiting.lock > clock.now() + timedelta(seconds=60)


def test_a_job_nobody_signed_is_thrown_away(due):
    OrmQ.objects.create(key="grapevine", payload="forged", lock=clock.now())
    due()
    run_one()
    assert OrmQ.objects.count() == 0


@only_on_sqlite
def test_the_job_of_a_dead_worker_is_due_again_at_once(db):
    OrmQ.objects.create(key="grapevine", payload="x", lock=clock.now() + timedelta(seconds=270))
    _give_jobs_back()
    assert OrmQ.objects.get().lock <= clock.now()


@only_on_postgres
def test_where_others_may_work_a_job_is_left_to_its_retry_time(db):
    OrmQ.objects.create(key="grapevine", payload="x", lock=clock.now() + timedelta(seconds=270))
    _give_jobs_back()
    assert OrmQ.objects.get().lock > clock.now()


def test_a_home_is_served_once_at_a_time(tmp_path):
    held = one.hold(tmp_path)
    with pytest.raises(click.ClickException, match="serving"):
        one.hold(tmp_path)
    os.close(held)
    os.close(one.hold(tmp_path))


def test_a_child_that_dies_again_and_again_ends_it_all(tmp_path):
    said: list[str] = []
    child = Child("worker", [sys.executable, "-c", "raise SystemExit(3)"])
    household = Household([child], said.append, _signals=())
    household.start()
    while household.look():
        time.sleep(0.02)
    household.end()
    assert said[-1].startswith("The worker dies again and again (exit 3)")
    assert len(said) == 5


def test_what_a_dead_child_leaves_behind_is_killed(tmp_path):
    code = (
        "import os, subprocess, sys\n"
        "left = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(tmp_path / 'left')!r}, 'w').write(str(left.pid))\n"
        "os._exit(1)\n"
    )
    child = Child("web server", [sys.executable, "-c", code])
    child.start()
    while not child.died():
        time.sleep(0.02)
    assert gone(int((tmp_path / "left").read_text()))


def test_a_child_does_not_outlive_its_parent():
    code = "from grapevine.interfaces.cli.serve import lifeline; lifeline.hold(); import time; time.sleep(600)"
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, process_group=0)
    assert child.poll() is None
    child.stdin.close()  # as the system does when the parent is gone
    threading.Timer(60, child.terminate).start()  # so that a lifeline that is cut shows in the exit code
    assert child.wait() == -signal.SIGKILL


def gone(pid: int) -> bool:
    """Whether a process is gone, or dead and only not yet fetched."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
            os.kill(pid, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False
