"""The LinkedIn archive: connections as people, messages and invitations as directional touches, praise as gives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from grapevine.domain.imports.rules.records import GiveRecord, Labelled, Me, Party, TouchRecord
from grapevine.interfaces.exchange import kinds, linkedin
from grapevine.interfaces.exchange.linkedin.gives import WHICH
from grapevine.interfaces.exchange.linkedin.messages import ADVERT, CLOSED, DRAFT, FUTURE, NOT_MINE, WHO_IS_ME
from grapevine.interfaces.exchange.linkedin.parties import link_id, parties
from tests.interfaces.exchange.table_files import (
    CONNECTIONS,
    CONNECTIONS_OLD,
    ENDORSED,
    ENDORSER,
    INVITATIONS,
    MESSAGES,
    MESSAGES_10,
    MESSAGES_13,
    POSITIONS,
    PREAMBLE,
    RECOMMENDATIONS,
    people,
    put,
    read,
    records,
    table,
)
from tests.shared_data import SHARED, needs_shared_data

LEAH = "https://www.linkedin.com/in/leah-marchetti"
DANA = "https://www.linkedin.com/in/dana"
BEN = "https://www.linkedin.com/in/ben"
LINKS = {"Leah Marchetti": LEAH, "Dana Whitcomb, CPA": DANA, "Ben Okafor": BEN}


def message(conversation: str, writer: str, *to: str, date: str = "2026-05-15 10:30:00 UTC", **more: str):
    return {
        "CONVERSATION ID": conversation,
        "FROM": writer,
        "SENDER PROFILE URL": LINKS.get(writer, ""),
        "TO": ",".join(to),
        "RECIPIENT PROFILE URLS": ",".join(LINKS.get(name, "") for name in to),
        "DATE": date,
        "CONTENT": "private words",
        "FOLDER": "INBOX",
    } | more


TALK = (
    message("c1", "Leah Marchetti", "Dana Whitcomb, CPA"),
    message("c1", "Dana Whitcomb, CPA", "Leah Marchetti", date="2026-05-16 08:00:00 UTC", SUBJECT="Lunch"),
    message("c2", "Ben Okafor", "Leah Marchetti", date="2026-05-17 08:00:00 UTC"),
)


def touches(path, me: Me | None = None) -> list[TouchRecord]:
    return [one for one in records(read(path, me)) if isinstance(one, TouchRecord)]


@pytest.mark.parametrize("above", ["", PREAMBLE, "Notes:\nNo quotes here, for once, at all.\n\n", "\ufeff" + PREAMBLE])
@pytest.mark.parametrize("header", [CONNECTIONS, CONNECTIONS_OLD, "Connected On,URL,Last Name,First Name,Company"])
def test_connections_are_people_whatever_stands_above_and_in_whatever_order(tmp_path, above, header):
    row = {"First Name": "Dana", "Last Name": "Whitcomb", "Company": "Whitcomb Tax", "Connected On": "12 Mar 2024"}
    path = put(tmp_path, above + table(header, row | ({"URL": DANA} if "URL" in header else {})))
    [dana] = people(path)
    assert (dana.name, dana.given, dana.family, dana.firm) == ("Dana Whitcomb", "Dana", "Whitcomb", "Whitcomb Tax")
    assert dana.dates == (Labelled("2024-03-12", "connected"),)
    assert dana.links == ((Labelled(DANA, "linkedin"),) if "URL" in header else ())


def test_a_closed_account_names_nobody_and_an_empty_row_is_nothing(tmp_path):
    path = put(tmp_path, table(CONNECTIONS, {"Connected On": "01 Jan 2023"}, {}, {"First Name": "Ben"}))
    assert [(item.where.line, bool(item.skipped), len(item.records)) for item in read(path)] == [
        (2, True, 0),
        (4, False, 1),
    ]


@pytest.mark.parametrize("header", [MESSAGES_10, MESSAGES, MESSAGES_13])
def test_a_message_is_a_touch_begun_by_whoever_wrote_it(tmp_path, header):
    found = touches(put(tmp_path, table(header, *TALK)))
    assert [(one.who.name, one.who.link, one.kind, one.began_by) for one in found] == [
        ("Dana Whitcomb, CPA", DANA, "message", "me"),
        ("Dana Whitcomb, CPA", DANA, "message", "them"),
        ("Ben Okafor", BEN, "message", "them"),
    ]
    assert found[0].at == datetime(2026, 5, 15, 10, 30, tzinfo=UTC)
    assert found[1].subject == "Lunch"


def test_the_words_of_a_message_are_never_read(tmp_path):
    assert "private words" not in repr(read(put(tmp_path, table(MESSAGES, *TALK))))


def test_a_message_to_three_is_a_touch_with_each_but_one_from_them_is_a_touch_with_its_writer(tmp_path):
    group = message("c3", "Leah Marchetti", "Dana Whitcomb, CPA", "Ben Okafor")
    answer = message("c3", "Ben Okafor", "Leah Marchetti", "Dana Whitcomb, CPA")
    found = touches(put(tmp_path, table(MESSAGES, *TALK, group, answer)))[3:]
    assert [(one.who.link, one.began_by) for one in found] == [(DANA, "me"), (BEN, "me"), (BEN, "them")]
    assert len({one.key for one in found}) == 3


def test_keys_stay_the_same_when_a_newer_file_holds_more_in_another_order(tmp_path):
    old = touches(put(tmp_path, table(MESSAGES_10, *TALK)))
    newer = touches(put(tmp_path, table(MESSAGES_13, message("c4", "Leah Marchetti", "Ben Okafor"), *TALK[::-1])))
    assert {one.key for one in old} < {one.key for one in newer}


def test_the_same_words_twice_in_a_second_are_two_touches(tmp_path):
    assert len({one.key for one in touches(put(tmp_path, table(MESSAGES, *TALK, TALK[0])))}) == 4


def test_drafts_adverts_closed_accounts_the_future_and_other_peoples_talk_are_no_touch(tmp_path):
    rows = (
        message("c1", "Leah Marchetti", "Ben Okafor", **{"IS MESSAGE DRAFT": "Yes"}),
        message("c5", "Some Seller", "Leah Marchetti", **{"CONVERSATION TITLE": "Sponsored Conversation"}),
        message("c6", "Some Seller", "Leah Marchetti", FOLDER="SPAM"),
        message("c7", "LinkedIn Member", "Leah Marchetti"),
        message("c1", "Leah Marchetti", "Ben Okafor", date="2031-01-01 00:00:00 UTC"),
        message("c8", "Ben Okafor", "Dana Whitcomb, CPA"),
    )
    items = read(put(tmp_path, table(MESSAGES, *TALK, *rows)))[3:]
    assert [item.skipped for item in items] == [DRAFT, ADVERT, ADVERT, CLOSED, FUTURE, NOT_MINE]


def test_a_message_whose_date_cannot_be_read_is_refused_alone(tmp_path):
    items = read(put(tmp_path, table(MESSAGES, *TALK, message("c9", "Leah Marchetti", "Ben Okafor", date="soon"))))
    assert [bool(item.refused) for item in items] == [False, False, False, True]


def test_in_a_single_conversation_nobody_can_tell_who_i_am_unless_told(tmp_path):
    path = put(tmp_path, table(MESSAGES, *TALK[:2]))
    assert {item.refused for item in read(path)} == {WHO_IS_ME}
    by_name = touches(path, Me(names=frozenset({"dana whitcomb, cpa"})))
    assert [(one.who.name, one.began_by) for one in by_name] == [("Leah Marchetti", "them"), ("Leah Marchetti", "me")]
    by_link = touches(path, Me(links=frozenset({"linkedin.com/in/leah-marchetti/"})))
    assert [one.began_by for one in by_link] == ["me", "them"]


def test_older_columns_without_profiles_and_zone_are_read(tmp_path):
    header = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT"
    rows = [{key: row[key] for key in header.split(",") if key in row} for row in TALK]
    rows[0]["DATE"] = "2026-05-15 10:30:00"
    found = touches(put(tmp_path, table(header, *rows)))
    assert [(one.who.name, one.began_by) for one in found] == [
        ("Dana Whitcomb, CPA", "me"),
        ("Dana Whitcomb, CPA", "them"),
        ("Ben Okafor", "them"),
    ]
    assert found[0].at.isoformat() == "2026-05-15T10:30:00+00:00"


def test_degrees_after_a_comma_are_no_second_person():
    assert parties("Dana Whitcomb, CPA, MBA,Ben Okafor", "") == [
        Party(name="Dana Whitcomb, CPA, MBA"),
        Party(name="Ben Okafor"),
    ]
    assert parties("Doe, Jane", DANA) == [Party(name="Doe, Jane", link=DANA)]
    assert parties("", f"{DANA},{BEN}") == [Party(link=DANA), Party(link=BEN)]


def test_one_profile_written_in_four_ways_is_one():
    ways = ("https://www.linkedin.com/in/Dana/", "http://linkedin.com/in/dana?x=1", "de.linkedin.com/in/dana", DANA)
    assert {link_id(way) for way in ways} == {"linkedin.com/in/dana"}


def test_an_invitation_is_a_touch_by_who_sent_it(tmp_path):
    sides = {"From": "Leah Marchetti", "To": "Ben Okafor", "inviterProfileUrl": LEAH, "inviteeProfileUrl": BEN}
    back = {"From": "Dana Whitcomb", "To": "Leah Marchetti", "inviterProfileUrl": DANA, "inviteeProfileUrl": LEAH}
    out = sides | {"Sent At": "3/14/24, 9:26 AM", "Direction": "OUTGOING", "Message": "private words"}
    incoming = back | {"Sent At": "3/15/24, 9:26 PM", "Direction": "INCOMING"}
    path = put(tmp_path, table(INVITATIONS, out, incoming, back | {"Sent At": "3/15/24, 9:26 PM"}))
    first, second, broken = read(path)
    ben, dana = first.records[0], second.records[0]
    assert (ben.who, ben.began_by, ben.kind) == (Party("Ben Okafor", link=BEN), "me", "message")
    assert (dana.who.name, dana.began_by) == ("Dana Whitcomb", "them")
    assert dana.at == datetime(2024, 3, 15, 21, 26, tzinfo=UTC)
    assert broken.refused and "private words" not in repr(first)


PRAISE = {
    "First Name": "Tom",
    "Last Name": "Halloran",
    "Text": "She is thorough.",
    "Creation Date": "03/15/24, 08:12 PM",
    "Status": "VISIBLE",
}


@pytest.mark.parametrize(("name", "direction"), [("Given", "given"), ("Received", "received")])
def test_a_recommendation_is_a_give_in_the_direction_of_its_file(tmp_path, name, direction):
    path = put(tmp_path, table(RECOMMENDATIONS, PRAISE, PRAISE | {"Status": "DECLINED"}), f"Recommendations_{name}.csv")
    items = read(path)
    [give] = records(items)
    assert isinstance(give, GiveRecord)
    assert (give.who.name, give.kind, give.direction, give.sphere) == (
        "Tom Halloran",
        "endorsement",
        direction,
        "business",
    )
    assert (give.note, give.at) == ("She is thorough.", datetime(2024, 3, 15, 20, 12, tzinfo=UTC))
    assert items[1].skipped


def test_a_renamed_file_of_recommendations_is_refused_with_the_way_out(tmp_path):
    assert [item.refused for item in read(put(tmp_path, table(RECOMMENDATIONS, PRAISE)))] == [WHICH]


@pytest.mark.parametrize(
    ("header", "side", "direction"), [(ENDORSED, "Endorsee", "given"), (ENDORSER, "Endorser", "received")]
)
def test_skills_endorsed_on_one_day_are_one_give(tmp_path, header, side, direction):
    def row(skill: str, day: str, status: str = "ACCEPTED"):
        who = {
            f"{side} First Name": "Ellen",
            f"{side} Last Name": "Fisk",
            f"{side} Public Url": "www.linkedin.com/in/e",
        }
        when = f"2021/03/{day} 15:26:53 UTC"
        return who | {"Endorsement Date": when, "Skill Name": skill, "Endorsement Status": status}

    rows = (row("Tax", "14"), row("Audit", "14"), row("Law", "15"), row("Golf", "16", "REJECTED"))
    items = read(put(tmp_path, table(header, *rows)))
    gives = records(items)
    assert [(give.note, give.direction, give.who.name) for give in gives] == [
        ("Audit, Tax", direction, "Ellen Fisk"),
        ("Law", direction, "Ellen Fisk"),
    ]
    assert sorted(item.where.line for item in items) == [2, 3, 4, 5]
    assert sum(bool(item.skipped) for item in items) == 2


def test_other_files_of_the_archive_are_known_and_passed_over(tmp_path):
    path = put(tmp_path, table(POSITIONS, {"Company Name": "Marchetti Law", "Title": "Attorney"}))
    assert kinds.detect(path, path.name).name == "linkedin_other"
    [item] = read(path)
    assert item.skipped and not item.records
    skills = put(tmp_path, "Name\nTax\n", "Skills.csv")
    assert kinds.detect(skills, "archive.zip/Skills.csv").name == "linkedin_other"


def test_the_profile_tells_whose_archive_it_is(tmp_path):
    text = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline\nLeah,Marchetti,,,,Attorney\n"
    path = put(tmp_path, text)
    assert linkedin.owner(path) == Me(names=frozenset({"leah marchetti"}))
    assert kinds.detect(path, "Profile.csv").name == "linkedin_other"
    assert linkedin.owner(put(tmp_path, table(POSITIONS))) == Me()


@needs_shared_data
@pytest.mark.parametrize(("name", "count", "skipped"), [("networkintel", 10, 0), ("sixhops", 4, 1)])
def test_real_connections_come_in_with_profile_and_date(name, count, skipped):
    items = read(SHARED / "contacts" / "csv" / f"linkedin_connections_{name}.csv")
    book = records(items)
    assert (len(book), sum(bool(item.skipped) for item in items)) == (count, skipped)
    assert all(person.links and person.dates for person in book)
    assert len({person.uid for person in book}) == count


@needs_shared_data
def test_real_messages_have_a_direction_each():
    found = touches(SHARED / "contacts" / "csv" / "linkedin_messages_networkintel.csv")
    mine = [one for one in found if one.began_by == "me"]
    assert (len(found), len(mine), len({one.key for one in found})) == (11, 5, 11)
    assert {one.who.name for one in found} == {"Alice Johnson", "Bob Williams", "Carol Davis", "Eve Wilson"}
