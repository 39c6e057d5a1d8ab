"""The verbs that are written down. An action that is not in this list cannot be recorded, so the list is complete."""

from __future__ import annotations

from enum import StrEnum


class Verb(StrEnum):
    """What was done, as ``thing.verb``."""

    MEMBER_ADDED = "member.added"
    MEMBER_CHANGED = "member.changed"
    MEMBER_ERASED = "member.erased"
    SIGN_IN_LINK_MADE = "sign_in_link.made"
    SIGN_IN_LINK_USED = "sign_in_link.used"
    TOKEN_MADE = "token.made"
    TOKEN_REVOKED = "token.revoked"
    ORGANISATION_ADDED = "organisation.added"
    CHAPTER_ADDED = "chapter.added"
    SEAT_GIVEN = "seat.given"
    SEAT_ENDED = "seat.ended"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PERSON_ARCHIVED = "person.archived"
    PERSON_RESTORED = "person.restored"
    PERSON_ERASED = "person.erased"
    PERSON_RATED = "person.rated"
    TOUCH_LOGGED = "touch.logged"
    TOUCH_CHANGED = "touch.changed"
    TOUCH_DELETED = "touch.deleted"
    GIVE_LOGGED = "give.logged"
    GIVE_CHANGED = "give.changed"
    GIVE_DELETED = "give.deleted"
    TEMPO_CHANGED = "tempo.changed"
    IMPORT_BEGUN = "import.begun"
    IMPORT_MAPPED = "import.mapped"
    IMPORT_APPLIED = "import.applied"
    IMPORT_ANSWERED = "import.answered"
    IMPORT_UNDONE = "import.undone"
    IMPORT_DISCARDED = "import.discarded"
    BOOK_EXPORTED = "book.exported"
