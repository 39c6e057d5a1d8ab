"""One card of a server: what it says, and its own text changed as little as possible."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from grapevine.domain.people.rules.card import Card, Labelled, Postal
from grapevine.domain.people.rules.details import tidy
from grapevine.interfaces.exchange.carddav.cards import BROKEN, NOBODY, fresh, read, rewritten

BEN = """BEGIN:VCARD\r
VERSION:{version}\r
UID:4f1a\r
FN:Ben Okafor\r
N:Okafor;Ben;;;\r
ORG:Okafor Homes;Sales\r
item1.TEL;TYPE=CELL:+1 617 555 0173\r
item1.X-ABLabel:Desk\r
item1.X-OTHER:of the same group\r
EMAIL;TYPE=WORK:ben@okafor.example\r
PHOTO;ENCODING=b;TYPE=JPEG:aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVs\r
 bG8gd29ybGQ=\r
X-CUSTOM;X-P="a:b":kept: as it is\r
NICKNAME:Benny\r
NICKNAME:Ace\r
END:VCARD\r
"""
OLD, NEW = BEN.format(version="3.0"), BEN.format(version="4.0")


def lines(text: str) -> list[str]:
    return text.split("\r\n")


def changed(text: str, **changes: object) -> tuple[list[str], list[str]]:
    """The lines that went and that came."""
    said = read(text).card
    wanted = tidy(replace(said, **changes))  # type: ignore[arg-type]
    out = rewritten(text, said, wanted)
    assert read(out).card == replace(wanted, uid="", archived=False)
    return [x for x in lines(text) if x not in lines(out)], [x for x in lines(out) if x not in lines(text)]


def test_without_a_change_a_card_stays_byte_for_byte() -> None:
    said = read(OLD)

    assert said.uid == "4f1a" and rewritten(OLD, said.card, said.card) == OLD


def test_single_fields_change_their_own_line() -> None:
    assert changed(OLD, firm="Harbor, Ltd") == (["ORG:Okafor Homes;Sales"], ["ORG:Harbor\\, Ltd;Sales"])
    assert changed(OLD, department="") == (["ORG:Okafor Homes;Sales"], ["ORG:Okafor Homes"])
    assert changed(OLD, firm="", department="") == (["ORG:Okafor Homes;Sales"], [])
    assert changed(OLD, title="Broker") == ([], ["TITLE:Broker"])
    assert changed(OLD, name="Benjamin Okafor", given="Benjamin") == (
        ["FN:Ben Okafor", "N:Okafor;Ben;;;"], ["FN:Benjamin Okafor", "N:Okafor;Benjamin;;;"],
    )  # fmt: skip
    assert changed(OLD, nickname="B.") == (["NICKNAME:Benny", "NICKNAME:Ace"], ["NICKNAME:B."])


def test_a_value_of_a_list_goes_with_its_label_but_not_with_its_group() -> None:
    assert changed(OLD, phones=()) == (["item1.TEL;TYPE=CELL:+1 617 555 0173"], [])
    alone = OLD.replace("item1.X-OTHER:of the same group\r\n", "")
    assert changed(alone, phones=()) == (["item1.TEL;TYPE=CELL:+1 617 555 0173", "item1.X-ABLabel:Desk"], [])


def test_new_values_find_free_groups_and_the_form_of_their_version() -> None:
    added = {
        "emails": (*read(OLD).card.emails, Labelled("b@x.example", "my own", True)),
        "dates": (Labelled("1980-03-22", "birthday"), Labelled("--05-01", "anniversary")),
        "links": (Labelled("https://x.example/a,b;c", "blog"),),
        "addresses": (Postal(label="home", street="1 Main St", city="Boston"), Postal(formatted="2 Side St\nBoston")),
    }
    gone, came = changed(OLD, **added)
    assert gone == [] and came == [
        "item2.EMAIL;TYPE=pref:b@x.example", "item2.X-ABLABEL:my own", "ADR;TYPE=home:;;1 Main St;Boston;;;",
        "LABEL:2 Side St\\nBoston", "URL;TYPE=blog:https://x.example/a\\,b\\;c", "BDAY:1980-03-22",
        "X-ANNIVERSARY;X-APPLE-OMIT-YEAR=1604:1604-05-01",
    ]  # fmt: skip
    assert "item2.EMAIL;PREF=1:b@x.example" in changed(NEW, **added)[1]


def test_a_new_card_says_what_is_sent_and_nothing_more() -> None:
    card = Card(name="Ada Lane", firm="Lane & Co", note="Private.", segment="friend", tags=("choir",),
                facts=(Labelled("Rye", "hobby"),), phones=(Labelled("+1 617 555 0199", "work"),))  # fmt: skip

    assert fresh("u1", card).split("\r\n") == [
        "BEGIN:VCARD", "VERSION:3.0", "UID:u1", "N:;;;;", "FN:Ada Lane", "ORG:Lane & Co",
        "TEL;TYPE=work:+1 617 555 0199", "END:VCARD", "",
    ]  # fmt: skip


def test_what_is_no_persons_card_says_why() -> None:
    assert read("hello").reason == BROKEN
    assert read("BEGIN:VCALENDAR\nEND:VCALENDAR\n").reason == BROKEN
    group = "BEGIN:VCARD\nVERSION:3.0\nFN:Team\nX-ADDRESSBOOKSERVER-KIND:group\nEND:VCARD\n"
    assert read(group).reason == "A group of contacts, not a person."
    assert read("BEGIN:VCARD\nVERSION:3.0\nFN:\nEND:VCARD\n").reason == NOBODY


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=30)
LABEL = st.sampled_from(["", "home", "work", "mobile", "my own", "work fax"])
SAID = st.builds(
    lambda name, title, firm, phones, emails, links: tidy(
        Card(name=f"x{name}", title=title, firm=firm, phones=tuple(phones), emails=tuple(emails), links=tuple(links))
    ),
    TEXT, TEXT, TEXT,
    st.lists(st.builds(Labelled, st.sampled_from(["+1 617 555 0101", "+1 617 555 0102"]), LABEL), max_size=2),
    st.lists(st.builds(Labelled, st.sampled_from(["a@x.example", "b@x.example"]), LABEL), max_size=2),
    st.lists(st.builds(Labelled, st.sampled_from(["https://x.example/a,b", "https://y.ex/;c"]), LABEL), max_size=2),
)  # fmt: skip


@settings(max_examples=60)
@given(SAID, SAID, st.sampled_from([OLD, NEW]))
def test_whatever_is_wanted_is_what_the_card_says_afterwards(one: Card, other: Card, text: str) -> None:
    said = read(text).card
    first = rewritten(text, said, replace(said, name=one.name, title=one.title, firm=one.firm, phones=one.phones,
                                          emails=one.emails, links=one.links))  # fmt: skip
    now = read(first).card
    second = rewritten(first, now, replace(now, name=other.name, title=other.title, phones=other.phones,
                                           emails=other.emails, links=other.links))  # fmt: skip
    then = read(second).card

    assert (then.name, then.title, then.firm) == (other.name, other.title, one.firm)
    for name in ("phones", "emails", "links"):
        assert set(getattr(then, name)) == set(getattr(other, name))
    assert "bG8gd29ybGQ=" in second and 'X-CUSTOM;X-P="a:b":kept: as it is' in second
