"""Where uploaded files wait until their batch is through, and how they go when nobody needs them any more."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from grapevine.domain.imports.models import Batch, BatchFile
from grapevine.domain.imports.rules.states import AT_WORK, ENDED
from grapevine.kit.errors import Refused

from . import archives, kinds

_COPY = 1_000_000
#: With less room than this on the disk nothing can be written any more.
ROOM = 4_000_000
NO_ROOM = "There is no room left on the disk. Nothing is lost: free some space, and the import goes on by itself."
#: What is younger may still be on its way to its batch.
_BEING_KEPT = timedelta(hours=1)


def uploads_folder() -> Path:
    """Where files wait until their batch is through."""
    return Path(settings.HOME) / "uploads"


def held_up(batch: Batch) -> str:
    """Why a batch at work does not get on, for a member to read; empty when nothing is known to hold it up."""
    at_work = batch.state in AT_WORK
    return NO_ROOM if at_work and shutil.disk_usage(settings.HOME).free < ROOM else ""


def keep(folder: Path, name: str, upload: BinaryIO | Path) -> list[tuple[str, str, str]]:
    """Copy one upload below ``folder``: (name, path below the uploads folder, why it is refused) of each file in it."""
    path = folder / f"{len(list(folder.iterdir()))}"
    size = 0
    with path.open("wb") as target, upload.open("rb") if isinstance(upload, Path) else nullcontext(upload) as source:
        while piece := source.read(_COPY):
            size += len(piece)
            if size > settings.UPLOAD_LIMIT:
                raise Refused(f"{name} is larger than {settings.UPLOAD_LIMIT // 1_000_000} MB.", "files")
            target.write(piece)
    if kinds.detect(path, name).name != kinds.ZIP:
        return [(name, _below(path), "")]
    inside = folder / f"{path.name}-inside"
    inside.mkdir()
    found = [
        (member.name, _below(member.path) if member.path else "", member.refused)
        for member in archives.members(path, inside, name)
    ]
    path.unlink()
    return found


def _below(path: Path) -> str:
    return str(path.relative_to(uploads_folder()))


def drop(files: Iterable[BatchFile]) -> None:
    """Remove the files of a batch that is through."""
    for path in {file.path.split("/")[0] for file in files if file.path}:
        _remove(uploads_folder() / path)


def drop_orphans(now: datetime) -> None:
    """Remove what no unfinished batch needs: of an erased member, or of a process that died in between."""
    old = (now - _BEING_KEPT).timestamp()
    found = [path for path in uploads_folder().glob("*") if path.stat().st_mtime < old]
    needed = BatchFile.objects.exclude(batch__state__in=ENDED).exclude(path="").values_list("path", flat=True)
    folders = {path.split("/")[0] for path in needed.iterator()} if found else set()
    for path in found:
        if path.name not in folders:
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
