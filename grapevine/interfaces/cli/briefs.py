"""`grapevine briefs`: how others refer you, its versions, partners, public page, QR code and sheet of paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from grapevine.domain.accounts.queries import member
from grapevine.domain.education import queries
from grapevine.domain.education.actions import briefs as actions
from grapevine.domain.education.actions import publishing
from grapevine.domain.education.queries import CurrentBrief, last_ten
from grapevine.domain.education.rules import last_ten as rules
from grapevine.domain.education.rules.brief import HEADINGS, BriefText, Part, changed
from grapevine.domain.education.rules.brief_advice import advice
from grapevine.domain.education.rules.brief_work import work_of
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange.briefs import plain, qr, sheet
from grapevine.kit.errors import NotFound

_COLUMNS = ("name", "version", "saved_at", "public", "id")
_NONE_YET = "There is no brief yet: `grapevine briefs edit --headline ...` begins it."
_BRIEF = click.argument("brief_id", metavar="[ID]", required=False)
_OUT = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")


@click.group()
def briefs() -> None:
    """How to refer you: for everybody, and for certain partners. Without an ID, the main one."""


@briefs.command("list")
@member_command
def list_briefs(call: Call) -> None:
    """List your briefs, the main one first."""
    call.table([plain.brief(one) for one in queries.briefs(call.actor)], _COLUMNS, none=_NONE_YET)


@briefs.command("show")
@_BRIEF
@click.option("--version", "number", type=int, help="What an older version said.")
@member_command
def show(call: Call, brief_id: str | None, number: int | None) -> None:
    """Show what a brief says, for whom it is, and what would help it."""
    current = _brief(call, brief_id)
    if number is not None:
        row = plain.version(queries.version(call.actor, current.brief.uid, number))
        call.answer(row, _words(row["text"]))
        return
    own = member(call.actor)
    work = work_of(own.profession_key, own.profession)
    found = [plain.advice(one) for one in advice(current.text, work.names, work.regulated)]
    people = [person.name for person in queries.readers(call.actor, current.brief.uid)]
    row = {**plain.brief(current), "people": people, "advice": found}
    helping = ["", "What would help:", *(f"- {one['part']}: {one['words']}" for one in found)] if found else []
    call.answer(row, [f"{row['name']}, version {row['version']}", *_words(row["text"]), *helping])


@briefs.command("edit")
@_BRIEF
@click.option("--name", help="Your name, as readers see it.")
@click.option("--work")
@click.option("--headline")
@click.option("--email")
@click.option("--phone")
@click.option("--whom-i-help")
@click.option("--moment", "moments", multiple=True, metavar="KEY", help="May be given several times.")
@click.option("--listen-for", multiple=True, metavar="LINE", help="May be given several times.")
@click.option("--first-question")
@click.option("--introduce-me")
@click.option("--not-a-fit", multiple=True, metavar="LINE", help="May be given several times.")
@click.option("--story")
@click.option("--treatment")
@click.option("--note", default="", help="Why it changed, for you alone.")
@click.option("--publish", is_flag=True, help="Put it on the public page at once.")
@member_command
def edit(call: Call, brief_id: str | None, note: str, publish: bool, **said: Any) -> None:
    """Change a brief, as a version of its own: only what you name changes. Begins the main one if there is none."""
    sent = {name: value for name, value in said.items() if value is not None and value != ()}
    current = queries.brief(call.actor, brief_id) if brief_id else queries.main_brief(call.actor)
    text = changed(current.text if current else BriefText(name=call.actor.name), sent)
    kept = actions.save_brief(
        actor=call.actor, now=call.now, text=text, brief_uid=current.brief.uid if current else None, note=note,
        publish=publish,
    )  # fmt: skip
    row = plain.brief(kept)
    call.answer(row, [f"Kept as version {row['version']}.", *([row["public"]] if publish else [])])


@briefs.command("add")
@click.argument("name")
@click.option("--person", "people", multiple=True, metavar="ID", help="For whom; may be given several times.")
@member_command
def add(call: Call, name: str, people: tuple[str, ...]) -> None:
    """Begin a brief for certain partners, with the words of the main one."""
    made = actions.make_variant(actor=call.actor, now=call.now, name=name, person_uids=people)
    call.answer(plain.brief(made), [f"Begun: {made.brief.name}.", f"id: {made.brief.uid}"])


@briefs.command("delete")
@click.argument("brief_id", metavar="ID")
@member_command
def delete(call: Call, brief_id: str) -> None:
    """Delete a brief with its versions and its public page."""
    actions.delete_brief(actor=call.actor, now=call.now, brief_uid=brief_id)
    call.answer({"id": brief_id, "deleted": True}, "Deleted.")


@briefs.command("versions")
@_BRIEF
@member_command
def versions(call: Call, brief_id: str | None) -> None:
    """List everything a brief ever said, newest first."""
    rows = [plain.version(row) for row in queries.versions(call.actor, _brief(call, brief_id).brief.uid)]
    call.table(rows, ("version", "saved_at", "note"), none=_NONE_YET)


@briefs.command("restore")
@click.argument("number", type=int)
@_BRIEF
@member_command
def restore(call: Call, number: int, brief_id: str | None) -> None:
    """Let an old version be the newest again."""
    uid = _brief(call, brief_id).brief.uid
    kept = actions.restore_version(actor=call.actor, now=call.now, brief_uid=uid, number=number)
    call.answer(plain.brief(kept), f"Version {number} is back, as version {kept.brief.number}.")


@briefs.command("publish")
@_BRIEF
@click.option("--indexed/--not-indexed", default=None, help="Whether search engines may list the page.")
@member_command
def publish(call: Call, brief_id: str | None, indexed: bool | None) -> None:
    """Put the newest version on the public page."""
    current = _brief(call, brief_id)
    row = publishing.publish_brief(actor=call.actor, now=call.now, brief_uid=current.brief.uid, indexed=indexed)
    address = plain.public_address(row)
    call.answer({"id": str(row.uid), "public": address, "version": row.published_number}, address)


@briefs.command("take-down")
@_BRIEF
@click.option("--new-address", is_flag=True, help="Keep it public under another address; the old one stops.")
@member_command
def take_down(call: Call, brief_id: str | None, new_address: bool) -> None:
    """Close the public page, or move it."""
    uid = _brief(call, brief_id).brief.uid
    act = publishing.give_new_address if new_address else publishing.take_down_brief
    address = plain.public_address(act(actor=call.actor, now=call.now, brief_uid=uid))
    call.answer({"id": str(uid), "public": address}, address or "Taken down.")


@briefs.command("qr")
@_BRIEF
@_OUT
@member_command
def code(call: Call, brief_id: str | None, out: Path) -> None:
    """Write the public address as a QR code, an SVG file."""
    address = plain.public_address(_brief(call, brief_id).brief)
    if not address:
        raise NotFound("This brief is not public: `grapevine briefs publish` first.")
    _write(out, qr.svg(address).encode())
    call.answer({"file": str(out), "address": address}, f"Written to {out}: {address}")


@briefs.command("pdf")
@_BRIEF
@_OUT
@member_command
def paper(call: Call, brief_id: str | None, out: Path) -> None:
    """Write the newest version on one sheet of paper."""
    current = _brief(call, brief_id)
    _write(out, sheet.pdf(current.text, plain.public_address(current.brief)))
    call.answer({"file": str(out), "version": current.brief.number}, f"Written to {out}.")


@briefs.command("last-ten")
@member_command
def clients(call: Call) -> None:
    """Show the last ten clients, what they have in common, and what the brief could take over."""
    lines = last_ten.client_lines(call.actor)
    facts = [line.fact for line in lines]
    main = queries.main_brief(call.actor)
    offers = rules.proposals(facts, main.text if main else BriefText())
    found = plain.pattern(rules.pattern(facts), offers)
    counted = [f"{one['key']}: {one['count']} of {found['told']}" for one in [*found["moments"], *found["referrers"]]]
    heard = [f"to listen for: {line}" for line in offers.listen_for]
    call.answer(
        {"clients": [plain.client(line) for line in lines], "pattern": found},
        [*counted, *heard] or "Nothing is told yet; the page /brief/last-ten asks.",
    )


def _brief(call: Call, brief_id: str | None) -> CurrentBrief:
    found = queries.brief(call.actor, brief_id) if brief_id else queries.main_brief(call.actor)
    if found is None:
        raise NotFound(_NONE_YET)
    return found


def _words(text: dict[str, Any]) -> list[str]:
    out = [text["headline"]] if text["headline"] else []
    for part in Part:
        said = text[part.value]
        if said:
            out += ["", f"{HEADINGS[part]}:", *([said] if isinstance(said, str) else [f"- {line}" for line in said])]
    return out


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror or error}.") from error
