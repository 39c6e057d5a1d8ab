"""`grapevine export`: the book as a file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange.exports import FORMATS
from grapevine.interfaces.exchange.exports import export as export_of


@click.command()
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), required=True,
              help="vcard and csv: people; json: everything, to be brought in again.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, allow_dash=True), required=True, metavar="FILE",
              help="- for standard output.")  # fmt: skip
@member_command
def export(call: Call, format_: str, out: str) -> None:
    """Write your book to a file, which only you may read."""
    if out == "-" and call.json:
        raise click.UsageError("--json tells about the file; with --out - the file itself is the output.")
    _, media_type, pieces = export_of(call.actor, call.now, format_)
    if out == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return
    size = _write(Path(out), pieces)
    call.answer({"file": out, "format": format_, "media_type": media_type, "bytes": size}, f"{out}: {size:,} bytes.")


def _write(path: Path, pieces: Iterable[bytes]) -> int:
    """Beside the target first, so that a full disk leaves the older file whole."""
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
            whole = Path(folder) / path.name
            with open(whole, "wb", opener=partial(os.open, mode=0o600)) as file:
                file.writelines(pieces)
                size = file.tell()
            os.replace(whole, path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror or error}.") from error
    return size
