"""What a column of a table can become. The member chooses from this list when we are not sure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """``key`` is what ``Reading.columns`` holds; ``label`` is what the member reads."""

    key: str
    label: str


IGNORE = "ignore"
#: In the order in which they are offered. Where a person has several (mail, phone, address), the heading tells the
#: kind: "Phone (home)" becomes a phone with the label "home".
TARGETS: tuple[Target, ...] = (
    Target("name", "Full name"),
    Target("prefix", "Title before the name (Dr., Ms.)"),
    Target("given", "First name"),
    Target("middle", "Middle name"),
    Target("family", "Last name"),
    Target("suffix", "After the name (Jr., CPA)"),
    Target("nickname", "Nickname"),
    Target("phonetic", "How the name is said"),
    Target("email", "Email"),
    Target("phone", "Phone"),
    Target("firm", "Firm"),
    Target("department", "Department"),
    Target("title", "Job title"),
    Target("profession", "Profession"),
    Target("segment", "Where you know them from (family, friend, school, client, professional, community)"),
    Target("tags", "Tags"),
    Target("note", "Note"),
    Target("birthday", "Birthday"),
    Target("anniversary", "Anniversary"),
    Target("connected", "Connected since"),
    Target("link", "Web page or profile"),
    Target("address", "Address in one piece"),
    Target("street", "Street"),
    Target("city", "City"),
    Target("region", "State or region"),
    Target("postcode", "Postal code"),
    Target("country", "Country"),
    Target("spouse", "Spouse or partner"),
    Target("children", "Children"),
    Target("hobby", "Hobby or interest"),
    Target("skill", "Skill"),
    Target("referred_by", "Who referred them"),
    Target(IGNORE, "Leave out"),
)
KEYS = frozenset(target.key for target in TARGETS)
ADDRESS_PARTS = frozenset({"street", "city", "region", "postcode", "country"})
DATES = frozenset({"birthday", "anniversary", "connected"})
#: Target -> label of the fact it becomes.
FACTS = {
    "spouse": "spouse",
    "children": "children",
    "hobby": "hobby",
    "skill": "skill",
    "referred_by": "referred by",
}
#: Words for each segment, as people write them in a column; lower case, without accents.
_SEGMENT_WORDS = {
    "family": "family familie famille familia famiglia relative relatives verwandte relatie-familie parente",
    "friend": "friend friends freund freunde freundin ami amis amie amigo amigos amica amico amici vriend vrienden",
    "school": "school schule ecole escuela scuola escola university college alumni classmate",
    "client": "client clients customer customers kunde kunden kundin cliente clientes clienti klant klanten",
    "professional": "professional colleague colleagues business work coworker coworkers kollege kollegen partner",
    "community": "community church club neighbor neighbour neighbors verein gemeinde nachbar comunidad comunita",
}
SEGMENT_OF = {word: segment for segment, words in _SEGMENT_WORDS.items() for word in words.split()}
