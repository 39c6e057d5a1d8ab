"""Which file of a LinkedIn archive a table is, by its headings."""

from __future__ import annotations

from ..table import fits as table_fits

CONNECTIONS = "connections"
MESSAGES = "messages"
INVITATIONS = "invitations"
RECOMMENDATIONS = "recommendations"
ENDORSEMENTS = "endorsements"
PROFILE = "profile"
OTHER = "other"

_SIGNS: tuple[tuple[str, frozenset[str]], ...] = (
    (CONNECTIONS, frozenset({"First Name", "Last Name", "Connected On"})),
    (MESSAGES, frozenset({"CONVERSATION ID", "FROM", "TO", "DATE"})),
    (INVITATIONS, frozenset({"From", "To", "Sent At", "Direction"})),
    (RECOMMENDATIONS, frozenset({"First Name", "Last Name", "Text", "Creation Date"})),
    (ENDORSEMENTS, frozenset({"Endorsement Date", "Skill Name"})),
    (PROFILE, frozenset({"First Name", "Last Name", "Headline"})),
)
#: Files of the archive that tell nothing about relationships: enough headings to know each by.
_OTHERS: tuple[frozenset[str], ...] = tuple(
    frozenset(headings.split(","))
    for headings in (
        "Company Name,Title,Started On,Finished On",
        "School Name,Degree Name",
        "Email Address,Confirmed,Primary",
        "Extension,Number,Type",
        "Registered At,Registration Ip",
        "Name,Proficiency",
        "Name,Authority,Started On",
        "Title,Description,Url,Started On,Finished On",
        "Organization,Followed On",
        "Date,Status,FullName",
        "Date,ShareLink,ShareCommentary",
        "Date,Type,Link",
        "Date,Link,Message",
        "Date,Link,OptionText",
        "Date/Time,Media Description,Media Link",
        "Date/Time,Media Link",
        "Login Date,IP Address",
        "Time,Search Query",
        "Saved Date,Job Url",
        "Application Date,Job Url",
        "Company Name,Role,Cause",
    )
)
#: Files whose few headings could be anybody's: known by the name they have in the archive.
_BY_NAME = frozenset(
    f"{name}.csv"
    for name in (
        "skills", "languages", "hashtag_follows", "causes you care about", "honors", "courses", "patents",
        "publications", "organizations", "test scores", "projects", "ad_targeting", "inferences_about_you",
        "verifications", "whatsapp phone numbers", "private_identity_asset",
    )
)  # fmt: skip


def part_of(headings: frozenset[str]) -> str:
    """The part a table with these headings is, or "" when it is none of LinkedIn's."""
    for part, signs in _SIGNS:
        if signs <= headings:
            return part
    return OTHER if any(signs <= headings for signs in _OTHERS) else ""


def is_other_by_name(name: str) -> bool:
    """True for a file of the archive that only its name (without folders) gives away."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].casefold() in _BY_NAME


def fits(headings: frozenset[str]) -> bool:
    """True for the headings of any file of the archive that we know."""
    return bool(part_of(headings))


def looks_like(head: bytes) -> bool:
    """True when the first 64 kB of a file are a table of a LinkedIn archive. Never raises."""
    return table_fits(head, fits)
