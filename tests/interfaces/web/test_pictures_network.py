"""The network: nobody overlaps, nobody jumps, nobody is lost, and no name is code."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grapevine.interfaces.web.pictures.mini import mini
from grapevine.interfaces.web.pictures.network import MOST_DOTS, network
from grapevine.interfaces.web.pictures.network_layout import (
    BEYOND,
    RADII,
    SIZES,
    Arrangement,
    Dot,
    Segment,
    arrange,
    band,
    sectors,
)
from grapevine.interfaces.web.pictures.network_names import place_names

KEYS = ("family", "friend", "school", "client", "professional", "community")
ROOM = (5, 10, 35, 100, 55)
DANA = Dot(1, "Dana Whitcomb", "Dana", "CPA", "professional", 0, 90.0, 72, 41, "know", "/people/1/", True, 9, 11)


def ring_of(position: int) -> int:
    for ring, room in enumerate(ROOM):
        if position < room:
            return ring
        position -= room
    return BEYOND


def book(count: int, segment_of=lambda i: KEYS[i % 6]) -> list[Dot]:
    """Nearest first, as a view would hand them over."""
    kinds = ("know", "like", "trust", "committed", "educated", "none", "unknown")
    return [
        replace(
            DANA, id=i + 1, name=f"Person Number{i}", short=f"Person{i}", segment=segment_of(i), ring=ring_of(i),
            depth=95 - 90 * i / max(1, count), missing=kinds[i % 7], href=f"/people/{i + 1}/", partner=i % 23 == 7,
            gave=i % 3, got=i % 2,
        )
        for i in range(count)
    ]  # fmt: skip


def segments(dots: list[Dot]) -> list[Segment]:
    return [Segment(key, key.title(), sum(d.segment == key for d in dots)) for key in KEYS]


def placed(dots: list[Dot], counted: bool = False) -> Arrangement:
    return arrange(segments(dots), dots, counted)


def tightest(arrangement: Arrangement) -> float:
    """The least gap between two marks, edge to edge."""
    spots = arrangement.spots
    return min(
        (
            math.hypot(a.x - b.x, a.y - b.y) - a.size - b.size
            for i, a in enumerate(spots)
            for b in spots[i + 1 :]
        ),
        default=math.inf,
    )  # fmt: skip


@pytest.mark.parametrize("count", [2, 15, 60, 205])
def test_no_two_marks_overlap(count):
    assert tightest(placed(book(count))) > 0


@pytest.mark.parametrize("key", KEYS)
def test_no_two_marks_overlap_when_everybody_is_of_one_kind(key):
    assert tightest(placed(book(205, lambda i: key))) > 0


def test_the_marks_of_a_full_book_keep_their_size_and_their_distance():
    arrangement = placed(book(205))
    assert all(spot.size == SIZES[spot.dot.ring] for spot in arrangement.spots)
    assert tightest(arrangement) > 6


def test_marks_that_cannot_be_parted_grow_smaller_rather_than_overlap():
    crowd = [replace(DANA, id=i, ring=0, partner=False) for i in range(30)]
    assert 0 < tightest(placed(crowd)) < 6


def test_five_colleagues_in_the_middle_still_find_room():
    dots = book(205, lambda i: "professional" if i < 5 else KEYS[i % 5])
    arrangement = placed(dots)
    assert tightest(arrangement) > 0
    assert all(spot.size > 6 for spot in arrangement.spots if spot.dot.ring == 0)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 4), st.booleans()), max_size=60), st.integers(1, 10**9))
def test_any_book_is_drawn_without_overlap_inside_its_rings(cells, first_id):
    dots = [
        replace(DANA, id=first_id + i, segment=key, ring=ring, depth=50.0 if known else None, partner=False)
        for i, (key, ring, known) in enumerate(cells[:60])
        if sum(r == ring for _, r, _ in cells[:i]) < ROOM[ring]
    ]
    arrangement = placed(dots)
    assert len(arrangement.spots) == len(dots)
    assert tightest(arrangement) > 0
    for spot in arrangement.spots:
        inner, outer = band(spot.dot.ring)
        assert inner - 0.1 <= math.hypot(spot.x, spot.y) <= outer + 0.1


def test_everybody_stands_in_the_slice_of_their_part_of_life():
    arrangement = placed(book(205))
    slices = {s.segment.key: s for s in arrangement.sectors}
    for spot in arrangement.spots:
        home = slices[spot.dot.segment]
        turn = (math.atan2(spot.y, spot.x) - home.start) % (2 * math.pi)
        assert turn <= home.end - home.start + 0.01


def test_slices_fill_the_circle_and_larger_parts_are_wider():
    dots = book(60, lambda i: "client" if i % 3 else "family")
    slices = sectors(segments(dots), dots)
    assert slices[-1].end - slices[0].start == pytest.approx(2 * math.pi)
    width = {s.segment.key: s.end - s.start for s in slices}
    assert width["client"] > width["family"] > width["school"] > 0.2


def test_the_same_book_gives_the_same_picture_whatever_the_order_within_a_ring():
    dots = book(120)
    assert network(segments(dots), dots) == network(segments(dots), dots)
    one = {s.dot.id: (s.x, s.y) for s in placed(dots).spots}
    again = [replace(dot) for dot in reversed(dots)]
    two = {s.dot.id: (s.x, s.y) for s in placed(again).spots}
    assert one.keys() == two.keys()
    assert all(math.dist(one[k], two[k]) < 1e-6 for k in one)


def test_one_new_person_moves_the_others_only_a_little():
    dots = book(150)
    newcomer = replace(dots[-1], id=9_999)
    before = {s.dot.id: (s.x, s.y) for s in placed(dots).spots}
    after = {s.dot.id: (s.x, s.y) for s in placed([*dots, newcomer]).spots}
    moved = sorted(math.dist(before[k], after[k]) for k in before)
    assert moved[len(moved) // 2] < 6, "half of the people hardly move"
    assert moved[-1] < 90, "and nobody crosses the picture"


def test_deeper_is_nearer_within_a_ring():
    dots = [replace(DANA, id=i, ring=3, depth=float(40 - 20 * i), partner=False, segment=KEYS[i]) for i in range(2)]
    near, far = sorted(placed(dots).spots, key=lambda s: s.dot.id)
    assert math.hypot(near.x, near.y) < math.hypot(far.x, far.y)


def test_past_what_a_picture_carries_people_are_counted():
    dots = book(MOST_DOTS) + [replace(DANA, id=1000 + i, ring=BEYOND) for i in range(5)]
    drawn = network(segments(dots), dots, beyond=19_790)
    assert drawn.count('<a class="dot') == MOST_DOTS
    assert "and 19,795 beyond" in drawn
    assert "beyond</text>" not in network(segments(dots[:20]), dots[:20]).replace(">beyond<", "><")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_nearly_empty_book_is_a_picture_too(count):
    dots = book(count)
    root = ET.fromstring(network(segments(dots), dots))
    assert len(root.findall(".//a")) == count
    assert "You" in "".join(root.itertext())


def test_a_picture_of_205_people_stays_small():
    dots = [replace(d, name="Maximiliane Featherstonehaugh", role="Divorce financial analyst") for d in book(205)]
    assert len(network(segments(dots), dots, 100).encode()) <= 120_000


def test_a_name_with_html_in_it_is_only_a_name():
    bad = '"><script>alert(1)</script>'
    dots = [replace(DANA, name=bad, short=bad, role=bad, href='/people/1/"onclick="x')]
    drawn = network([Segment("professional", bad, 1)], dots)
    assert "<script" not in drawn
    link = ET.fromstring(drawn).find(".//a")
    assert link is not None
    assert link.get("onclick") is None


def test_a_person_without_a_sector_is_refused_rather_than_lost():
    with pytest.raises(ValueError, match="professional"):
        network([Segment("family", "Family", 1)], [DANA])


def test_what_is_not_measured_is_said_so():
    dot = replace(DANA, i_know=None, they_know=None, depth=None, missing="unknown", ring=BEYOND)
    drawn = network(segments([dot]), [dot])
    assert "You know not measured, knows you not measured" in drawn
    assert "dot--unknown" in drawn


def test_threads_are_green_out_and_grape_in():
    dots = [DANA, replace(DANA, id=2, partner=False, gave=0, got=0, segment="family")]
    drawn = network(segments(dots), dots)
    assert drawn.count('class="tie tie-out"') == drawn.count('class="tie tie-in"') == 1
    assert drawn.count('class="halo"') == 1


def test_names_cover_neither_each_other_nor_a_mark():
    sides = place_names([("Dana", 9.0), ("Ben", 8.0), ("", 1.0)], [(100, 0), (100, 30), (60, 0)], [8, 8, 8])
    assert sides[0] != "below", "Ben stands there"
    assert sides[0] != "left", "somebody stands there"
    assert sides[2] is None
    crowded = [(float(x), float(y)) for x in range(60, 160, 18) for y in range(60, 160, 18)]
    assert None in place_names([("Bartholomew", 1.0)] * len(crowded), crowded, [8.0] * len(crowded))


def test_everybody_in_the_inner_fifteen_has_a_name_when_there_is_room():
    dots = [replace(d, short="Priya") for d in book(15)]
    assert len(re.findall(r'class="net-name[^"]*"', network(segments(dots), dots))) >= 13


def test_the_small_network_numbers_the_marked_ones_in_order():
    dots = book(80)
    root = ET.fromstring(mini(placed(dots), [7, 3, 999]))
    hits = root.findall(".//g[@class='mini-hit']")
    assert [hit.find("text").text for hit in hits] == ["1", "2"]
    assert len(root.findall(".//g[@class='mini-rest']/circle")) == 78
    assert ET.fromstring(mini(placed([]), [])).tag == "svg"


def test_numbered_marks_keep_clear_of_each_other():
    root = ET.fromstring(mini(placed(book(60)), list(range(1, 13))))
    hits = [hit.get("transform") for hit in root.findall(".//g[@class='mini-hit']")]
    at = [tuple(map(float, re.findall(r"-?[\d.]+", hit))) for hit in hits]
    assert min(math.dist(a, b) for i, a in enumerate(at) for b in at[i + 1 :]) > 50


def test_the_rings_are_those_of_the_design():
    assert RADII == (106, 176, 256, 350, 400)
