"""`grapevine import`: files in, and the way back. `grapevine import FILE...` is short for `import files FILE...`."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click
from django.db import transaction

from grapevine.domain.imports import actions, queries
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.people import queries as people
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange import imports
from grapevine.interfaces.exchange.columns import name_columns
from grapevine.interfaces.exchange.summary import summary
from grapevine.interfaces.exchange.table.targets import KEYS, TARGETS
from grapevine.kit.errors import NotDone

TOLD_TARGETS = tuple(target.key for target in TARGETS)


class FilesOrVerb(click.Group):
    """A group whose first word may also be a file, or an option of bringing files in."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        names = {*self.commands, *ctx.help_option_names}
        if args and args[0] not in names:
            args = ["files", *args]
        return super().parse_args(ctx, args)


@click.group("import", cls=FilesOrVerb)
def import_() -> None:
    """Bring files in (FILE...), look at imports, answer their questions, take one back.

    vCard, CSV of Google, Outlook and others, the LinkedIn archive, calendars (.ics), mail (.mbox, .eml), our own
    JSON archive; each alone or in a zip. A file named like a verb is written ./undo.
    """


@import_.command("files")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, path_type=Path))  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only tell what would happen; nothing is kept.")
@click.option("--bodies", is_flag=True, help="Message texts may be read, not only their heads.")
@click.option("--column", "columns", multiple=True, metavar="HEADING=TARGET",
              help=f"What a column is: {', '.join(TOLD_TARGETS)}.")  # fmt: skip
@member_command
def files(call: Call, paths: tuple[Path, ...], dry_run: bool, bodies: bool, columns: tuple[str, ...]) -> None:
    """Bring files in. The same file again changes nothing."""
    chosen = _columns(columns)
    with transaction.atomic() if dry_run else nullcontext():
        batch = imports.begin_import(
            actor=call.actor, now=call.now, uploads=[(path.name, path) for path in paths],
            direct=True, bodies=bodies, queue=False,
        )  # fmt: skip
        _name(call, batch, chosen)
        told = summary(call.actor, imports.finish(call.actor, batch.uid))
        if dry_run:
            transaction.set_rollback(True)
    call.answer({**told, "dry_run": True} if dry_run else told, _words(told, dry_run))
    _complain(told)


def _name(call: Call, batch: Batch, chosen: dict[str, str]) -> None:
    """What the columns given here mean; a heading that is not there ends the import before it changed anything."""
    try:
        name_columns(actor=call.actor, batch=batch, chosen=chosen)
    except NotDone:
        imports.discard(actor=call.actor, now=call.now, batch_uid=batch.uid)
        raise


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    chosen = {}
    for text in given:
        heading, sign, target = text.rpartition("=")
        if not sign or target not in KEYS:
            raise click.UsageError(f"--column {text}: write HEADING=TARGET, with one of {', '.join(TOLD_TARGETS)}.")
        chosen[heading.strip().casefold()] = target
    return chosen


def _complain(told: dict[str, Any]) -> None:
    """Exit 1 where nothing could be read at all, with the reason."""
    if told["message"]:
        raise click.ClickException(told["message"])
    if told["files"] and all(file["state"] == "refused" for file in told["files"]):
        raise click.ClickException("\n".join(f"{each['where']}: {each['reason']}" for file in told["files"]
                                             for each in file["refused"]))  # fmt: skip


@import_.command("list")
@member_command
def list_imports(call: Call) -> None:
    """List the imports, newest first."""
    rows = [
        {"id": str(batch.uid), "state": batch.state, "created_at": batch.created_at,
         "files": [file.name for file in queries.files(batch)], "questions": queries.questions(batch).count()}
        for batch in queries.visible_to(call.actor)
    ]  # fmt: skip
    call.table(rows, ("created_at", "state", "questions", "files", "id"), none="Nothing was brought in yet.")


@import_.command("show")
@click.argument("import_id", metavar="ID")
@member_command
def show(call: Call, import_id: str) -> None:
    """Show what became of an import, and the questions that wait for an answer."""
    batch = queries.batch(call.actor, import_id)
    told = summary(call.actor, batch)
    told["questions"] = [_question(call, staged) for staged in queries.questions(batch).select_related("file")]
    call.answer(told, [*_words(told, dry_run=False), *_asked(told["questions"])])


@import_.command("undo")
@click.argument("import_id", metavar="ID")
@member_command
def undo(call: Call, import_id: str) -> None:
    """Take a whole import back; what was edited by hand since then stays."""
    imports.undo(actor=call.actor, now=call.now, batch_uid=import_id, queue=False)
    told = summary(call.actor, imports.finish(call.actor, import_id))
    call.answer(told, f"Taken back ({told['state']}).")


@import_.command("answer")
@click.argument("question_id", metavar="QUESTION")
@click.option("--person", "person_id", metavar="ID", help="It is this person.")
@click.option("--new", is_flag=True, help="It is somebody else.")
@member_command
def answer(call: Call, question_id: str, person_id: str | None, new: bool) -> None:
    """Answer whether a doubtful record is somebody you have."""
    if bool(person_id) == new:
        raise click.UsageError("Say either --person ID or --new.")
    staged = actions.answer(actor=call.actor, now=call.now, question_uid=question_id, person_uid=person_id)
    data = {"id": str(staged.uid), "verdict": staged.verdict, "import": str(staged.batch.uid)}
    call.answer(data, f"Answered: {staged.verdict}.")


def _question(call: Call, staged: Staged) -> dict[str, Any]:
    known = people.visible_to(call.actor).filter(pk__in=staged.candidates).order_by("pk")
    return {
        "id": str(staged.uid),
        "where": f"{staged.file.name}:{staged.line}",
        "reason": staged.reason,
        "said": staged.said,
        "candidates": [{"id": str(person.uid), "name": person.name, "firm": person.firm} for person in known],
    }


def _asked(questions: list[dict[str, Any]]) -> list[str]:
    lines = []
    for asked in questions:
        said = asked["said"] or {}
        lines.append(f"  {asked['where']}: is {said.get('name') or said.get('who', {}).get('name') or 'this'} ...")
        lines += [f"    {each['name']} {each['firm']}: --person {each['id']}" for each in asked["candidates"]]
        lines.append(f"    grapevine import answer {asked['id']} --person ID, or --new")
    return lines


def _unnamed(file: dict[str, Any]) -> str:
    columns = file["left_out"]
    return (f"  {file['name']}: left out, because nobody said what they hold: {', '.join(columns)}. To bring them in "
            f"too, say it: --column \"{columns[0]}=note\" (what a column can be: grapevine import files --help)")


def _words(told: dict[str, Any], dry_run: bool) -> list[str]:
    people_, touches, gives = told["people"], told["touches"], told["gives"]
    lines = [f"{file['name']}: {file['kind'] or 'unknown'}, {file['records']} records, {len(file['refused'])} refused"
             for file in told["files"]]  # fmt: skip
    refused = [each for file in told["files"] for each in file["refused"]]
    lines += [f"  {each['where']}: {each['reason']}" for each in refused[:20]]
    if len(refused) > 20:
        lines.append(f"  and {len(refused) - 20} more (all of them with --json)")
    lines += [_unnamed(file) for file in told["files"] if file["left_out"]]
    lines.append(f"People: {people_['created']} new, {people_['updated']} updated, {people_['unchanged']} unchanged, "
                 f"{people_['doubtful']} doubtful")  # fmt: skip
    lines.append(f"Touches: {touches['created']} new, {touches['unchanged']} unchanged. Gives: {gives['created']} new")
    if dry_run:
        return [*lines, "Only tried: nothing was kept."]
    return [*lines, f"State: {told['state']}. To take it back: grapevine import undo {told['id']}"]
