"""`grapevine people`: the people in your book."""

from __future__ import annotations

import click

from grapevine.interfaces.cli.people.doubles import apart, doubles, merge, merges, unmerge
from grapevine.interfaces.cli.people.looking import list_people, show
from grapevine.interfaces.cli.people.many import archive, changes, restore, segment, tag, undo, unsorted, untag
from grapevine.interfaces.cli.people.preparing import prepare
from grapevine.interfaces.cli.people.writing import add, edit, erase


@click.group()
def people() -> None:
    """The people in your book: look, add, edit, put aside, erase."""


for _verb in (list_people, show, prepare, add, edit, archive, restore, erase, segment, tag, untag, unsorted, changes,
              undo, doubles, merge, unmerge, merges, apart):  # fmt: skip
    people.add_command(_verb)
