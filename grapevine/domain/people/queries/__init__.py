"""Reads of the book (``people``), of who may be in it twice (``doubles``), of what is known (``known``)."""

from __future__ import annotations

from grapevine.domain.people.queries.doubles import (
    Double,
    suggest_doubles,
)
from grapevine.domain.people.queries.known import (
    OWN_KEY,
    every_knowledge,
    knowledge,
    knowledge_by_source_keys,
    known_texts,
    sheet_of,
)
from grapevine.domain.people.queries.people import (
    book,
    by_keys,
    by_name_keys,
    by_profession,
    by_uids,
    card_of,
    cards_of,
    edited_by_hand,
    lock,
    lock_book,
    origins,
    person,
    person_for_writing,
    reach_of,
    search,
    tags,
    told_apart,
    visible_to,
)

__all__ = [
    "OWN_KEY",
    "Double",
    "book",
    "by_profession",
    "by_keys",
    "by_name_keys",
    "by_uids",
    "card_of",
    "cards_of",
    "edited_by_hand",
    "every_knowledge",
    "knowledge",
    "knowledge_by_source_keys",
    "known_texts",
    "lock",
    "lock_book",
    "origins",
    "person",
    "person_for_writing",
    "reach_of",
    "search",
    "sheet_of",
    "suggest_doubles",
    "tags",
    "told_apart",
    "visible_to",
]
