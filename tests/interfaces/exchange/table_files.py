"""Synthetic tables for the tests of the exchange formats: the exact header rows of real exports, invented people."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

from grapevine.domain.imports.rules.records import Item, Me, PersonRecord, Reading, Record
from grapevine.interfaces.exchange import kinds

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
CONNECTIONS_OLD = "First Name,Last Name,Email Address,Company,Position,Connected On"
PREAMBLE = (
    "Notes:\r\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing, sorry."\r\n\r\n'
)
MESSAGES_10 = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
)
MESSAGES = f"{MESSAGES_10},ATTACHMENTS,IS MESSAGE DRAFT"
MESSAGES_13 = f"{MESSAGES},IS CONVERSATION ARCHIVED"
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
RECOMMENDATIONS = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"
ENDORSED = "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status"
ENDORSER = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status"
POSITIONS = "Company Name,Title,Description,Location,Started On,Finished On"
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,"
    "Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,"
    "Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value"
)
GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,"
    "Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,"
    "Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,IM 1 - Type,IM 1 - Service,IM 1 - Value,Phone 1 - Type,Phone 1 - Value,"
    "Address 1 - Type,Address 1 - Formatted,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,"
    "Organization 1 - Title,Organization 1 - Department,Organization 1 - Symbol,Organization 1 - Location,"
    "Organization 1 - Job Description"
)
OUTLOOK_88 = (
    "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Anniversary,Location,Language,"
    "Internet Free Busy,Notes,E-mail Address,E-mail 2 Address,E-mail 3 Address,Primary Phone,Home Phone,Home Phone 2,"
    "Mobile Phone,Pager,Home Fax,Home Address,Home Street,Home Street 2,Home Street 3,Home Address PO Box,Home City,"
    "Home State,Home Postal Code,Home Country,Spouse,Children,Manager's Name,Assistant's Name,Referred By,"
    "Company Main Phone,Business Phone,Business Phone 2,Business Fax,Assistant's Phone,Company,Job Title,Department,"
    "Office Location,Organizational ID Number,Profession,Account,Business Address,Business Street,Business Street 2,"
    "Business Street 3,Business Address PO Box,Business City,Business State,Business Postal Code,Business Country,"
    "Other Phone,Other Fax,Other Address,Other Street,Other Street 2,Other Street 3,Other Address PO Box,Other City,"
    "Other State,Other Postal Code,Other Country,Callback,Car Phone,ISDN,Radio Phone,TTY/TDD Phone,Telex,User 1,"
    "User 2,User 3,User 4,Keywords,Mileage,Hobby,Billing Information,Directory Server,Sensitivity,Priority,Private,"
    "Categories"
)
OUTLOOK_92 = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,"
    "Business Street 3,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,"
    "Home Street 2,Home Street 3,Home City,Home State,Home Postal Code,Home Country/Region,Other Street,"
    "Other Street 2,Other Street 3,Other City,Other State,Other Postal Code,Other Country/Region,Assistant's Phone,"
    "Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,Company Main Phone,Home Fax,Home Phone,"
    "Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone,TTY/TDD Phone,Telex,Account,"
    "Anniversary,Assistant's Name,Billing Information,Birthday,Business Address PO Box,Categories,Children,"
    "Directory Server,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type,"
    "E-mail 2 Display Name,E-mail 3 Address,E-mail 3 Type,E-mail 3 Display Name,Gender,Government ID Number,Hobby,"
    "Home Address PO Box,Initials,Internet Free Busy,Keywords,Language,Location,Manager's Name,Mileage,Notes,"
    "Office Location,Organizational ID Number,Other Address PO Box,Priority,Private,Profession,Referred By,"
    "Sensitivity,Spouse,User 1,User 2,User 3,User 4,Web Page"
)
ATOMIC = (
    "first_name,last_name,gender,title,background,first_seen,last_seen,has_newsletter,status,tags,linkedin_url,"
    "company,email_work,email_home,email_other,phone_work,phone_home,phone_other"
)


def table(header: str, *people: dict[str, str], delimiter: str = ",", quoted: bool = False) -> str:
    """A table with this header row and a row a dictionary; headings that a dictionary lacks stay empty."""
    headings = header.split(",")
    for person in people:
        assert person.keys() <= set(headings), person.keys() - set(headings)
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.DictWriter(out, headings, restval="", delimiter=delimiter, quoting=quoting)
    writer.writeheader()
    writer.writerows(people)
    return out.getvalue()


def put(folder: Path, text: str | bytes, name: str = "book.csv", encoding: str = "utf-8") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def read(path: Path, me: Me | None = None, columns: dict[str, str] | None = None) -> list[Item]:
    """Everything the reader of the file's own kind gives."""
    kind = kinds.detect(path, path.name)
    assert kind.reader is not None, kind
    return list(kind.reader(path, Reading(path.name, NOW, me or Me(), columns or {})))


def records(items: list[Item]) -> list[Record]:
    return [record for item in items for record in item.records]


def people(path: Path, columns: dict[str, str] | None = None) -> list[PersonRecord]:
    """The people in a file of which every row must be whole."""
    items = read(path, columns=columns)
    assert not [item for item in items if item.refused], items
    return [record for record in records(items) if isinstance(record, PersonRecord)]


def values(labelled: tuple) -> list[str]:
    return [one.value for one in labelled]
