"""Who may be one person: nicknames, slips of the pen, names turned round, shared ways to reach them, moved firms."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.people import rules
from grapevine.domain.people.rules import nicknames
from grapevine.domain.people.rules.alike import ASK, Alike, Crowd, compare
from grapevine.domain.people.rules.faces import NAMED_MAX, SHARED_MAX, Face, face_of, meetings
from grapevine.domain.people.rules.words_alike import Likeness, likeness
from grapevine.kit.text import fold
from tests.shared_data import SHARED


def pair(one: dict, other: dict, crowd: int = 500, namesakes: tuple[str, ...] = ()) -> tuple[Alike, bool]:
    """How alike two people of a book are, and whether they would meet; the rest of the book has other names."""
    first, second = (
        face_of(number, says.pop("name"), **{**says, "reach": [tuple(way) for way in says.pop("reach", ())]})
        for number, says in ((1, dict(one)), (2, dict(other)))
    )
    rest = [face_of(10 + number, f"Given{number} Family{number}") for number in range(crowd)]
    rest += [face_of(10_000 + number, name) for number, name in enumerate(namesakes)]
    found = compare(first, second, Crowd([first, second, *rest]))
    return found, (1, 2) in meetings({1: first, 2: second})


def named(one: str, other: str, **both: object) -> tuple[Alike, bool]:
    return pair({"name": one, **both}, {"name": other, **both})


PHONE = [("phone", "175550177")]
MAIL = [("email", "home@whitcomb.example")]


@pytest.mark.parametrize(
    "one, other, reason",
    [
        ("Beth Sandoval", "Elizabeth Sandoval", "Beth is short for Elizabeth"),
        ("Bob Okafor", "Rob Okafor", "both short for Robert"),
        ("Paco Herrera", "Francisco Herrera", "Paco is short for Francisco"),
        ("Dana Whitcomb", "Dana Whitcmb", "slip of the pen"),
        ("Pryia Raman", "Priya Raman", "slip of the pen"),
        ("Whitcomb Dana", "Dana Whitcomb", "swapped"),
        ("Whitcomb, Dana", "Dana Whitcomb", "same name"),
        ("Dana Marie Whitcomb", "Dana Whitcomb", "middle name in one only"),
        ("Beth Sandoval", "Elizabeth Sandoval-Reyes", "both bear the name Sandoval"),
        ("Ellen Fisk Halloran", "Ellen Fisk", "bear"),
        ("Jan van der Berg", "Jan Berg", "same"),
    ],
)
def test_one_name_in_two_spellings_is_asked_about(one: str, other: str, reason: str) -> None:
    found, met = named(one, other)
    assert met
    assert found.score >= ASK
    assert reason in ", ".join(found.reasons)


@pytest.mark.parametrize(
    "one, other",
    [
        ("Dana Whitcomb", "Tom Halloran"),
        ("Dana Whitcomb", "Tom Whitcomb"),
        ("Ann Lee", "Ian Lee"),
        ("John Q. Halloran", "John R. Halloran"),
        ("Dana", "Dana"),
    ],
)
def test_other_names_are_other_people(one: str, other: str) -> None:
    assert named(one, other)[0].score < ASK


def test_a_couple_shares_a_mailbox_a_phone_and_a_name() -> None:
    found, met = named("Dana Whitcomb", "Tom Whitcomb", reach=MAIL + PHONE)
    assert met
    assert found.score < ASK


def test_a_married_name_with_the_same_phone_is_asked_about() -> None:
    found, met = named("Ellen Fisk", "Ellen Halloran", reach=PHONE)
    assert met
    assert found.score >= ASK
    assert found.reasons[0] == "same phone ending in 0177"


def test_a_mailbox_without_a_name_may_be_whoever_has_it() -> None:
    found, met = named("home@whitcomb.example", "Dana Whitcomb", reach=MAIL)
    assert met
    assert found.score >= ASK


def test_a_nickname_that_the_card_tells_counts() -> None:
    found, met = pair({"name": "Margaretha Raman", "nickname": "Tibby"}, {"name": "Tibby Raman"})
    assert met
    assert found.score >= ASK
    assert found.reasons[0] == "Margaretha is called Tibby"


def test_somebody_who_moved_firms_is_asked_about_unless_the_name_is_everybodys() -> None:
    moved = ({"name": "Dana Whitcomb", "firm": "Whitcomb & Lowe"}, {"name": "Dana Whitcomb", "firm": "Riverside"})
    rare = pair(*moved)[0]
    common = pair(*moved, crowd=0, namesakes=("Dana Whitcomb",) * 40 + ("Tom Halloran",) * 60)[0]

    assert rare.score >= ASK > common.score
    assert "another firm: perhaps they moved" in rare.reasons


def test_an_initial_is_enough_only_with_something_else() -> None:
    alone = named("J. Whitcomb", "Janet Whitcomb")[0]
    together = named("J. Whitcomb", "Janet Whitcomb", firm="Whitcomb & Lowe")[0]
    assert together.score > alone.score
    assert "one with an initial only" in together.reasons


def test_the_parts_of_a_name_are_taken_as_the_card_tells_them() -> None:
    def parts(name: str, **told: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        face = face_of(1, name, **told)
        return face.given, face.middle, face.family

    assert parts("Mary Ann Fisk", given="Mary Ann") == ("mary", ("ann",), ("fisk",))
    assert parts("Ana Garcia Lopez", family="Garcia Lopez") == ("ana", (), ("garcia", "lopez"))
    assert parts("Ann-Marie") == ("ann", (), ("marie",))
    assert parts("Fisk", given="Ellen", family="Fisk") == ("", (), ("fisk",))


def test_an_initial_for_a_family_name_needs_something_shared() -> None:
    found, met = named("Dana W.", "Dana Whitcomb", reach=PHONE)
    assert met
    assert found.score >= ASK
    assert "one with an initial only" in found.reasons


def test_two_names_that_many_bear_are_no_slip_of_each_other() -> None:
    slip = pair({"name": "Dana Johnson"}, {"name": "Dana Johnsen"})[0]
    bearers = tuple(f"Bearer{n} {name}" for n in range(20) for name in ("Johnson", "Johnsen"))
    assert pair({"name": "Dana Johnson"}, {"name": "Dana Johnsen"}, namesakes=bearers)[0].score < slip.score


def test_father_and_son_are_two() -> None:
    assert pair({"name": "Tom Halloran", "suffix": "Sr."}, {"name": "Tom Halloran", "suffix": "Jr."})[0].score < 90


def test_a_switchboard_and_a_name_that_all_bear_bring_nobody_together() -> None:
    board = {n: face_of(n, f"Given{n} Family{n}", reach=[("phone", "1234567")]) for n in range(SHARED_MAX + 1)}
    assert meetings(board) == set()
    assert meetings({n: face_of(n, "Dana Whitcomb") for n in range(NAMED_MAX + 1)}) == set()


NAMES = st.lists(
    st.sampled_from(["Beth", "Elizabeth", "Dana", "Danna", "J", "Sandoval", "Sandovel", "Reyes", "van", "王"]),
    max_size=4,
).map(" ".join)
FACES = st.builds(
    lambda name, nick, firm, ways: {"name": name, "nickname": nick, "firm": firm, "reach": ways},
    NAMES, st.sampled_from(["", "Beth", "Danny"]), st.sampled_from(["", "Lowe", "Riverside"]),
    st.lists(st.sampled_from([("email", "a@b.example"), ("phone", "1234567"), ("link", "x.example/in/a")]), max_size=2),
)  # fmt: skip


@given(FACES, FACES)
def test_both_sides_see_the_same_and_a_suggestion_has_reasons(one: dict, other: dict) -> None:
    first, second = face_of(1, **one), face_of(2, **other)
    crowd = Crowd([first, second])
    found = compare(first, second, crowd)

    assert found == compare(second, first, crowd)
    assert 0 <= found.score <= 99
    assert found.score < ASK or found.reasons


@given(FACES)
def test_a_face_keeps_to_the_words_of_the_name(says: dict) -> None:
    face = face_of(1, **says)
    assert isinstance(face, Face)
    assert {face.given, *face.family, *face.middle} - {""} <= set(fold(says["name"]).split()) | {"王"}


@given(st.text("abelmnorst", max_size=9), st.text("abelmnorst", max_size=9))
def test_words_are_alike_from_both_sides(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one)
    assert likeness(one, one) in (Likeness.SAME, Likeness.MISSING)


def test_the_list_of_nicknames_is_in_order() -> None:
    lines = files(rules).joinpath("nicknames.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))

    assert set(rows[0]) == {"given", "short", "language"}
    assert all(len(row) == 3 and row["given"].isalpha() and row["short"] for row in rows)
    assert {len(row["language"]) for row in rows} == {2} and len({row["language"] for row in rows}) >= 10
    assert len({(row["given"], row["language"]) for row in rows}) == len(rows)
    assert len(nicknames.pairs()) >= 300
    assert not [pair for pair in nicknames.pairs() if pair[0] == pair[1]]


def test_related_names_the_full_name() -> None:
    assert nicknames.related("beth", "elizabeth") == nicknames.related("elizabeth", "beth") == "elizabeth"
    assert nicknames.related("bob", "rob") == "robert"
    assert nicknames.related("dana", "dana") == nicknames.related("dana", "tom") == ""


def test_how_many_of_a_foreign_list_ours_knows(record_property: Callable[[str, object], None]) -> None:
    path = SHARED / "people" / "nicknames_70pct.csv"
    if not path.exists():
        pytest.skip("the shared list of nicknames is not here")
    with path.open(encoding="utf-8") as file:
        asked = [(row["name1"], row["name2"]) for row in csv.DictReader(file)]
    known = sum(likeness(fold(one), fold(other)) in (Likeness.NICKNAME, Likeness.SLIP) for one, other in asked)
    record_property("nickname_recall", known / len(asked))
    assert known / len(asked) >= 0.25
