"""What goes wrong: kills, two imports at once, a full disk, bombs, hostile texts, broken files."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import LazySettings

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.imports import actions
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.imports.rules import payload
from grapevine.domain.people import queries
from grapevine.domain.people.models import Person
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.exchange import imports, reading
from grapevine.kit.errors import NotFound, Refused
from tests.book_dump import dump, recount
from tests.cast import BEN, NOW, meet
from tests.interfaces.exchange.bringing import begin, bring, go, letter, look, people_counts, told, undo, vcard, zipped
from tests.interfaces.exchange.test_pipeline import CARDS, DIARY, FILES, MAIL

MANY = "".join(vcard(f"Person {n}", f"UID:u{n}", f"EMAIL:p{n}@example.org") for n in range(12))


ACTIONS = "grapevine.domain.imports.actions"
#: By their names: the package shows the functions of the same names instead.
apply, judge, undo_module = (import_module(f"{ACTIONS}.{name}") for name in ("apply", "judge", "undo"))


class Killed(Exception):
    """The process is gone."""


@pytest.fixture(autouse=True)
def own_home(settings: LazySettings, tmp_path: Path) -> None:
    """Uploads of other tests are none of our business."""
    settings.HOME = tmp_path
    (tmp_path / "uploads").mkdir()


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step deals with a handful of records and ends."""
    monkeypatch.setattr(judge, "CHUNK", 4)
    monkeypatch.setattr(undo_module, "CHUNK", 4)
    monkeypatch.setattr(reading, "CHUNK", 4)
    monkeypatch.setattr(reading, "SECONDS", 0.0)


def step(actor: Actor, batch: Batch) -> Batch:
    """One step of the worker."""
    return imports._step(actor, Batch.objects.get(pk=batch.pk), queue=False)


@pytest.mark.usefixtures("small_steps")
def test_two_imports_at_once_double_nobody(actor: Actor) -> None:
    one, two = begin(actor, ("a.vcf", MANY), *FILES), begin(actor, ("b.vcf", MANY), *FILES)
    while {Batch.objects.get(pk=b.pk).state for b in (one, two)} != {"done"}:
        for batch in (one, two):
            step(actor, batch)
    assert Person.objects.count() == 12 + 5
    assert Touch.objects.count() == 5
    assert recount(actor) == dump(actor)["book"]
    undo(actor, two)
    undo(actor, one)
    assert Person.objects.count() == 0


def dying(function: Callable, at: int) -> Callable:
    """The function, which dies at the end of its n-th call, when all but the commit is done."""
    calls = []

    def call(*args: object, **kwargs: object) -> object:
        result = function(*args, **kwargs)
        calls.append(1)
        if len(calls) == at:
            raise Killed
        return result

    return call


def finish_again(actor: Actor, batch: Batch) -> Batch:
    """The step is given out again."""
    with pytest.raises(Killed):
        imports.finish(actor, batch.uid)
    return imports.finish(actor, batch.uid)


@pytest.mark.usefixtures("small_steps")
@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("where", ["stage", "apply", "judge"])
def test_a_step_that_dies_inside_is_done_exactly_once(
    actor: Actor, monkeypatch: pytest.MonkeyPatch, where: str, at: int
) -> None:
    clean_run = go(actor, look(actor, ("a.vcf", MANY), ("mail.mbox", MAIL)))
    clean = dump(actor)
    undo(actor, clean_run)
    batch = begin(actor, ("a.vcf", MANY), ("mail.mbox", MAIL), direct=where != "judge")
    module, name = {"stage": (actions, "stage"), "apply": (apply, "save"), "judge": (judge, "save")}[where]
    monkeypatch.setattr(module, name, dying(getattr(module, name), at))
    batch = finish_again(actor, batch)
    if where == "judge":
        batch = go(actor, batch)
    assert batch.state == "done"
    assert dump(actor) == clean
    assert people_counts(actor, batch) == (14, 0, 0, 0)


@pytest.mark.usefixtures("small_steps")
@pytest.mark.parametrize("at", [1, 2, 4])
def test_an_undo_that_dies_goes_on(actor: Actor, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    meet(actor, BEN)
    before = dump(actor)
    batch = bring(actor, ("a.vcf", MANY), *FILES)
    imports.undo(actor=actor, now=NOW, batch_uid=batch.uid, queue=False)
    monkeypatch.setattr(undo_module, "_empty", dying(undo_module._empty, at))
    assert finish_again(actor, batch).state == "undone"
    assert dump(actor) == before


def test_the_worker_goes_on_step_by_step_and_queues_itself(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    queued: list[tuple] = []
    monkeypatch.setattr(imports, "enqueue", lambda task, *args: queued.append(args))
    batch = imports.begin_import(actor=actor, now=NOW, uploads=[("c.vcf", _file(CARDS))], direct=True)
    while queued:
        imports.continue_import(*queued.pop())
    assert Batch.objects.get(pk=batch.pk).state == "done"
    assert Person.objects.count() == 3
    assert not list(imports.uploads_folder().iterdir())
    imports.continue_import(10**6, str(batch.uid))


def _file(text: str) -> object:
    return io.BytesIO(text.encode())


def test_a_full_disk_is_refused_and_leaves_nothing(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def read(self, size: int) -> bytes:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Refused, match="no room left"):
        imports.begin_import(
            actor=actor, now=NOW, uploads=[("a.vcf", _file(CARDS)), ("b.vcf", Full())], queue=False  # type: ignore[list-item]
        )
    assert not Batch.objects.exists()
    assert not list(imports.uploads_folder().iterdir())


def test_a_file_that_is_not_there_is_said_to_be_so(actor: Actor, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No such file"):
        begin(actor, ("gone.vcf", tmp_path / "gone.vcf"))
    assert not Batch.objects.exists()


def test_no_file_at_all_is_refused(actor: Actor) -> None:
    with pytest.raises(Refused, match="at least one"):
        begin(actor)


def test_a_file_over_the_limit_is_refused_whole(actor: Actor, settings: LazySettings) -> None:
    settings.UPLOAD_LIMIT = 1_000_000
    with pytest.raises(Refused, match="larger than 1 MB"):
        begin(actor, ("big.vcf", b"x" * 1_000_001))
    assert not Batch.objects.exists() and not list(imports.uploads_folder().iterdir())


def test_a_zip_brings_all_that_is_in_it(actor: Actor) -> None:
    inside = {"cards__vcf": CARDS, "mail__mbox": MAIL, "diary__ics": DIARY, "virus__exe": b"MZ\x90\0\x03\0\0\0" * 9}
    batch = bring(actor, ("takeout.zip", zipped(**inside)))
    files = {file["name"]: file for file in told(actor, batch)["files"]}
    assert files["takeout.zip/cards.vcf"]["kind"] == "vcard"
    assert files["takeout.zip/virus.exe"]["refused"]
    assert Person.objects.count() == 5


@pytest.mark.parametrize(
    "name, content",
    [
        ("bomb.zip", zipped(zeros__vcf=b"\0" * 30_000_000)),
        ("empty.vcf", b""),
        ("cut.zip", zipped(a__vcf=CARDS)[:-30]),
        ("picture.vcf", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        ("noise.csv", bytes(range(256)) * 300),
        ("noise.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + bytes(range(256)) * 40),
        ("line.vcf", b"x" * 1_200_000),
        ("line.csv", b"Name,E-mail\n" + b"y" * 1_200_000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_a_reason_and_the_rest_comes_in(
    actor: Actor, name: str, content: bytes
) -> None:
    batch = bring(actor, (name, content), ("cards.vcf", CARDS))
    bad = told(actor, batch)["files"][0]
    assert batch.state == "done"
    assert bad["refused"] and bad["refused"][0]["reason"]
    assert set(Person.objects.values_list("name", flat=True)) >= {"Dana Whitcomb", "Ben Okafor", "Priya Raman"}


def test_a_bad_record_is_refused_alone_with_its_line(actor: Actor) -> None:
    empty = "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"
    text = vcard("Dana Whitcomb", "UID:1") + empty + vcard("Ben Okafor", "UID:2")
    batch = bring(actor, ("cards.vcf", text))
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Ben Okafor", "Dana Whitcomb"]
    (refused,) = told(actor, batch)["files"][0]["refused"]
    assert refused["where"] == "cards.vcf:6"


HOSTILE = '<script>alert(1)</script>"\'=HYPERLINK("http://x","y")'


def test_scripts_and_formulas_survive_as_text(actor: Actor) -> None:
    fields = [f"{name}:{HOSTILE}" for name in ("ORG", "TITLE", "NOTE", "NICKNAME", "CATEGORIES", "TEL", "EMAIL")]
    cards = ("cards.vcf", vcard(HOSTILE, "UID:1", *fields, version="4.0"))
    bring(actor, cards,
          ("mail.mbox", letter("Eve <eve@x.example>", "leah@marchetti.example", "Mon, 02 Feb 2026 10:00:00 +0000", "1",
                               HOSTILE)))  # fmt: skip
    card = queries.card_of(Person.objects.get(name=HOSTILE))
    assert (card.firm, card.title, card.note) == (HOSTILE, HOSTILE, HOSTILE)
    assert Touch.objects.get().note == HOSTILE
    assert people_counts(actor, bring(actor, cards))[:2] == (0, 0)


def test_newsletters_are_no_touch_and_mail_from_the_future_is_told_and_not_counted(actor: Actor) -> None:
    me = "leah@marchetti.example"
    day = "Mon, 02 Feb 2026 10:00:00 +0000"
    mail = letter("News <news@shop.example>", me, day, "1", "Sale", "List-Unsubscribe: <u>")
    mail += letter("Dana <dana@whitcomb.example>", me, "Mon, 02 Feb 2099 10:00:00 +0000", "2")
    batch = bring(actor, ("mail.mbox", mail))
    assert Touch.objects.count() == 0 and Person.objects.count() == 0
    said = told(actor, batch)
    assert sum(said["skipped"].values()) + sum(len(file["refused"]) for file in said["files"]) == 2


def test_very_long_keys_and_odd_spaces_come_in_once(actor: Actor) -> None:
    me = "leah@marchetti.example"
    mail = "".join(
        letter("Dana <dana@whitcomb.example>", me, f"Mon, 0{n} Feb 2026 10:00:00 +0000", "z" * 400 + str(n), "  A  b ")
        for n in (1, 2)
    )
    assert told(actor, bring(actor, ("mail.mbox", mail)))["touches"]["created"] == 2
    assert told(actor, bring(actor, ("mail.mbox", mail)))["touches"] == {"created": 0, "updated": 0, "unchanged": 2}


def test_a_stranger_finds_no_batch_of_leahs(actor: Actor, stranger: Actor) -> None:
    batch = bring(actor, ("cards.vcf", CARDS))
    for action in (imports.undo, imports.go, imports.discard):
        with pytest.raises(NotFound):
            action(actor=stranger, now=NOW, batch_uid=batch.uid)
    with pytest.raises(NotFound):
        imports.finish(stranger, batch.uid)


def test_a_discarded_batch_changes_nothing_and_keeps_nothing(actor: Actor) -> None:
    batch = look(actor, *FILES)
    imports.discard(actor=actor, now=NOW, batch_uid=batch.uid)
    assert not Person.objects.exists() and not Staged.objects.exists()
    assert not list(imports.uploads_folder().iterdir())
    with pytest.raises(Refused):
        imports.undo(actor=actor, now=NOW, batch_uid=batch.uid)


def test_every_import_tells_the_log_once_each_step(actor: Actor) -> None:
    undo(actor, go(actor, look(actor, ("cards.vcf", CARDS))))
    verbs = list(Entry.objects.filter(verb__startswith="import").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["import.begun", "import.applied", "import.undone"]


def test_the_same_row_again_and_again_is_not_read_again_for_each_chunk(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    base_key = payload.base_key
    monkeypatch.setattr(payload, "base_key", lambda key: read.append(key) or base_key(key))
    monkeypatch.setattr(reading, "CHUNK", 10)
    begin(actor, ("people.csv", "First Name,Last Name\n" + "Dana,Whitcomb\n" * 60))
    batch = Batch.objects.get()
    while batch.state == "reading":
        batch = step(actor, batch)
    assert len(read) <= 4 * 5, "at most four endings are looked up for each of the five later chunks"
    keys = Staged.objects.filter(batch=batch, kind=payload.PERSON).values_list("origin_key", flat=True)
    assert {key[-2:] for key in keys} == {"b:", "#2", "#3", "#4", "#5"}
