"""Writes of the book: one function a verb."""

from grapevine.domain.people.actions.apart import tell_apart, tell_many_apart
from grapevine.domain.people.actions.book import add_people, add_person, archive_person, erase_person, restore_person
from grapevine.domain.people.actions.bulk import change_many, undo_change, undo_sorting
from grapevine.domain.people.actions.change import change_people, edit_person, mark_by_hand
from grapevine.domain.people.actions.work import choose_profession, mark_work, read_unread_work

__all__ = [
    "add_people",
    "add_person",
    "archive_person",
    "change_many",
    "change_people",
    "choose_profession",
    "edit_person",
    "erase_person",
    "mark_by_hand",
    "mark_work",
    "read_unread_work",
    "restore_person",
    "tell_apart",
    "tell_many_apart",
    "undo_change",
    "undo_sorting",
]
