"""The small pictures: well-formed, escaped, and honest about what is not measured."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from markupsafe import Markup

from grapevine.interfaces.web.pictures import PICTURES
from grapevine.interfaces.web.pictures.bars import bar, twobar
from grapevine.interfaces.web.pictures.bridge import bridge
from grapevine.interfaces.web.pictures.butterfly import butterfly
from grapevine.interfaces.web.pictures.cluster import cluster, cluster_words
from grapevine.interfaces.web.pictures.first5 import first5
from grapevine.interfaces.web.pictures.marks import KINDS, mark, shape
from grapevine.interfaces.web.pictures.pen import num, shorten, signed
from grapevine.interfaces.web.pictures.roots import MOST_LINES, Root, roots
from grapevine.interfaces.web.pictures.trellis import EXAMPLE_YEAR, MOST_MARKS, Month, per_mark, trellis

NASTY = '<script>alert("x")</script>&'

EVERY_PICTURE = [
    bar(40, "know", tick=50),
    bar(None),
    twobar(72, 41),
    twobar(None, None),
    bridge("Dana", 72, 41),
    bridge("Dana", None, 41, wide=False),
    butterfly([("Business", 14, 13), ("Personal", 0, 0)]),
    cluster((41, 86, 82, None, 36), "know"),
    first5(["Rosa", None]),
    roots([Root(72, 41), Root(None, None), Root(10, None)], [50.0, 20.0, 4.0]),
    trellis(EXAMPLE_YEAR),
    *[mark(kind) for kind in KINDS],
]


def parsed(picture: Markup) -> ET.Element:
    return ET.fromstring(str(picture))


def classes(picture: Markup) -> list[str]:
    return [css for element in parsed(picture).iter() for css in element.get("class", "").split()]


@pytest.mark.parametrize("picture", EVERY_PICTURE)
def test_every_picture_is_markup_well_formed_and_silent(picture):
    assert isinstance(picture, Markup)
    root = parsed(picture)
    assert root.tag == "svg"
    assert root.get("aria-hidden") == "true"


@pytest.mark.parametrize("picture", EVERY_PICTURE)
def test_no_picture_carries_a_style_a_colour_or_a_script(picture):
    for element in parsed(picture).iter():
        assert element.tag not in ("style", "script")
        assert not {"style", "stroke", "onclick"} & set(element.attrib)
        assert element.get("fill") in (None, "none")


@pytest.mark.parametrize(
    "picture",
    [bridge(NASTY, 10, 20), butterfly([(NASTY, 1, 2)]), first5([NASTY]), trellis([Month(NASTY, 1, 1)])],
)
def test_a_name_with_html_in_it_is_only_a_name(picture):
    assert "<script" not in picture
    assert parsed(picture) is not None


def test_a_bar_that_is_not_measured_is_hatched_and_never_zero():
    assert "bar-unknown" in classes(bar(None))
    assert "bar-run" not in classes(bar(None))
    assert "bar-unknown" not in classes(bar(0))
    assert 'width="0"' in bar(0)


def test_a_bar_never_runs_past_its_end():
    assert 'class="bar-run" width="100"' in bar(130)
    assert 'class="bar-run" width="80"' in bar(4, top=5)


def test_two_bars_show_the_side_that_is_known():
    assert classes(twobar(72, None)).count("bar-unknown") == 1
    assert 'class="v" width="72"' in twobar(72, None)


def test_a_grape_is_full_from_65_half_from_50_and_a_ring_below():
    assert classes(cluster((65, 50, 49, 64, None)))[1:] == ["g-full", "g-half", "g-low", "g-half", "g-unknown"]


def test_only_the_first_gap_has_colour():
    drawn = classes(cluster((41, 86, 82, 78, 36), "know"))
    assert [css for css in drawn if css.startswith("g-gap--")] == ["g-gap--know"]


def test_a_cluster_needs_five_values():
    with pytest.raises(ValueError, match="5 grapes"):
        cluster((1, 2, 3))


def test_a_cluster_in_words_says_what_is_not_measured():
    assert cluster_words((41, None, 82, 78, 36)) == "Know 41, Like not measured, Trust 82, Committed 78, Educated 36"


def test_every_mark_has_a_shape_of_its_own_family():
    tags = {kind: ET.fromstring(shape(kind, 6)).tag for kind in KINDS}
    assert tags["like"] == "rect"
    assert tags["trust"] == tags["committed"] == "path"
    assert shape("trust", 6) != shape("committed", 6)
    with pytest.raises(KeyError):
        shape("brave", 6)


def test_a_bridge_says_both_scores():
    text = "".join(parsed(bridge("Dana", 72, 41)).itertext())
    assert "You know Dana 72" in text
    assert "Dana knows you 41" in text


def test_a_bridge_without_a_measure_has_no_leaf_no_fruit_and_no_number():
    drawn = bridge("Ben", None, None)
    assert not {"go", "come", "leaf", "fruit"} & set(classes(drawn))
    assert "not measured yet" in drawn


def test_a_thread_of_the_bridge_ends_where_the_knowing_ends():
    x = float(parsed(bridge("Dana", 72, 100)).find("circle[@class='fruit']").get("cx"))
    assert x < 80, "a full thread arrives at you"
    x = float(parsed(bridge("Dana", 72, 0)).find("circle[@class='fruit']").get("cx"))
    assert x > 640, "an empty one has not left them"


def test_a_long_name_cannot_run_out_of_the_bridge():
    words = parsed(bridge("Wolfeschlegelsteinhausenbergerdorff", 10, 10, wide=False))
    assert all(len("".join(t.itertext())) < 30 for t in words.iter("text"))


def test_a_butterfly_of_nothing_divides_by_nothing():
    assert 'width="0"' in butterfly([("Business", 0, 0)])
    assert parsed(butterfly([])) is not None


def test_the_longer_wing_is_the_larger_count():
    wings = {e.get("class"): float(e.get("width")) for e in parsed(butterfly([("Business", 2, 6)])).iter("rect")}
    assert wings["g"] == pytest.approx(3 * wings["v"], rel=0.01)


def test_an_empty_seat_among_the_first_five_is_open():
    drawn = classes(first5(["Rosa", "", None]))
    assert drawn.count("fruit") == 1
    assert drawn.count("empty") == 4


def test_roots_are_dark_only_where_both_sides_are_deep():
    assert "deep" in classes(roots([Root(80, 50)]))
    assert "deep" not in classes(roots([Root(95, 49)]))
    assert "shal" in classes(roots([Root(95, 49)]))


def test_roots_that_are_not_measured_are_hollow():
    assert classes(roots([Root(None, None)]))[-3:].count("lab") == 2
    assert "unknown" in classes(roots([Root(None, None)]))
    assert "half" in classes(roots([Root(30, None)]))
    assert not {"deep", "shal", "reach"} & set(classes(roots([Root(30, None)])))


def test_roots_of_twenty_thousand_stay_a_picture():
    many = roots([Root(i % 100, i % 60) for i in range(20_000)])
    assert "20,000 people" in many
    assert many.count("M") <= 2 * MOST_LINES + 10
    assert len(many) < 8_000


def test_a_year_ago_is_drawn_only_when_it_is_known():
    assert "then" in classes(roots([Root(9, 9)] * 3, [5.0, 4.0, 3.0]))
    assert "then" not in classes(roots([Root(9, 9)] * 3))


def test_a_leaf_for_every_give_and_a_grape_for_every_one_that_came_back():
    drawn = classes(trellis([Month("Jan", 5, 3), Month("Feb", 0, 0)]))
    assert drawn.count("leaf") == 5
    assert drawn.count("fruit") == 3


def test_a_very_full_month_lets_each_mark_stand_for_several():
    months = [Month("Jan", 100, 1)]
    assert per_mark(months) == 5
    assert classes(trellis(months)).count("leaf") == MOST_MARKS
    assert per_mark(EXAMPLE_YEAR) == 1


def test_the_trellis_is_drawn_alike_every_time():
    assert trellis(EXAMPLE_YEAR) == trellis(EXAMPLE_YEAR)
    assert parsed(trellis([])) is not None


def test_numbers_are_short():
    assert [num(x) for x in (3.0, 3.14, -0.04, 10)] == ["3", "3.1", "0", "10"]
    assert shorten("Maximiliane", 6) == "Maxim…"
    assert shorten("Leah", 6) == "Leah"


def test_templates_may_call_the_pictures_by_name():
    assert {"bar", "bridge", "cluster", "mark", "roots", "trellis", "twobar"} <= set(PICTURES)


def test_a_change_that_rounds_to_nothing_has_no_sign():
    assert [signed(value) for value in (6.6, 0.4, -0.4, -3.5)] == ["+7", "0", "0", "−4"]
