"""Zips: what is in them, taken out one file at a time, with limits that a zip bomb meets early.

Nothing of a name inside the zip becomes a path: files are written under names of our own, so an entry called
``../../etc/passwd`` can reach nothing (and is refused all the same).
"""

from __future__ import annotations

import errno
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MAX_TOTAL_BYTES = 500 * 1024 * 1024
MAX_ENTRIES = 2_000
#: How much larger than packed a file may be, once it is larger than :data:`RATIO_FROM_BYTES`.
MAX_RATIO = 200
RATIO_FROM_BYTES = 1024 * 1024
#: A list of contents larger than this is refused before it is read into memory.
MAX_DIRECTORY_BYTES = MAX_ENTRIES * 1024
CHUNK = 256 * 1024

BROKEN = "The zip is damaged or cut short. Download it again."
TOO_MANY = f"The zip holds more than {MAX_ENTRIES:,} files. Unpack it and bring only the files with your contacts."
TOO_LARGE = f"Unpacked, the zip is larger than {MAX_TOTAL_BYTES // 1024 // 1024} MB. Bring its files one by one."
BOMB = "The file is packed so tightly that it cannot be an export. It was not opened."
LOCKED = "The file is locked with a password. Unpack it yourself and bring what is in it."
NOTHING = "The zip holds nothing that we read."
NESTED = "A zip inside a zip inside a zip is not opened. Unpack it yourself and bring what is in it."
UNSAFE_NAME = "The name of the file points outside the zip. It was not opened."
METHOD = "The file is packed in a way we do not read. Unpack it yourself and bring what is in it."

_SILENT_FOLDERS = frozenset({"__MACOSX", ".git", ".svn"})
_SILENT_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini", "archive_browser.html"})
_MEDIA = """.jpg .jpeg .png .gif .heic .heif .webp .bmp .tif .tiff .svg .ico .mp4 .mov .avi .mkv .webm .m4v .3gp .mp3
    .m4a .wav .ogg .opus .aac .flac .amr .css .js .html .htm .woff .woff2 .ttf"""
_SILENT_ENDINGS = frozenset(_MEDIA.split())
_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a zip. ``name`` is shown to the member (``archive.zip/folder/contacts.vcf``); ``path`` is where it
    was put, or None when ``refused`` says why it was not."""

    name: str
    path: Path | None = None
    refused: str = ""


@dataclass
class _Budget:
    """What is left of the limits, for the outer zip and the zips inside it together."""

    entries: int = MAX_ENTRIES
    total: int = MAX_TOTAL_BYTES
    written: int = 0


class _Refused(Exception):
    """Why one entry was not taken out."""


def members(path: Path, folder: Path, name: str) -> Iterator[Member]:
    """The files of the zip at ``path``, each put into ``folder`` (which must exist) when it is asked for.

    ``name`` is what the member calls the zip. Zips inside are opened, one level deep. Folders, pictures, films and
    what systems leave behind are passed over. A broken or hostile zip gives a refused member; only OSError is raised
    (a full disk).
    """
    yield from _or_nothing(_members(path, folder, name, _Budget(), depth=0), name)


def _members(path: Path, folder: Path, name: str, budget: _Budget, depth: int) -> Iterator[Member]:
    try:
        if not _directory_is_bounded(path):
            yield Member(name, refused=TOO_MANY)
            return
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            budget.entries -= len(entries)
            if budget.entries < 0:
                yield Member(name, refused=TOO_MANY)
                return
            for entry in entries:
                yield from _member(archive, entry, folder, name, budget, depth)
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, OverflowError, EOFError):
        yield Member(name, refused=BROKEN)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a disk that is full is not the fault of the zip
            raise
        yield Member(name, refused=BROKEN)  # the zip points to a place before its beginning


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, name: str, budget: _Budget, depth: int
) -> Iterator[Member]:
    inner = _name(entry)
    if entry.is_dir() or _is_silent(inner) or stat.S_ISLNK(entry.external_attr >> 16):
        return
    shown = f"{name}/{inner}"
    try:
        if _is_unsafe(inner):
            raise _Refused(UNSAFE_NAME)
        target = _extract(archive, entry, folder, budget)
    except _Refused as refused:
        yield Member(shown, refused=str(refused))
        return
    if not _is_zip(target):
        yield Member(shown, target)
    elif depth:
        target.unlink()
        yield Member(shown, refused=NESTED)
    else:
        yield from _or_nothing(_members(target, folder, shown, budget, depth + 1), shown)
        target.unlink()


def _or_nothing(found: Iterator[Member], name: str) -> Iterator[Member]:
    """What was found in the zip called ``name``; that it holds nothing is said too, so that no zip goes unmentioned."""
    first = next(found, None)
    yield first or Member(name, refused=NOTHING)
    yield from found


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, budget: _Budget) -> Path:
    """Write the entry under a name of our own. Counts what really comes out: sizes in a zip can lie."""
    if entry.flag_bits & 0x1:
        raise _Refused(LOCKED)
    target = folder / f"{budget.written:05d}{_ending(entry.filename)}"
    budget.written += 1
    size = 0
    try:
        with archive.open(entry) as source, target.open("xb") as sink:
            while chunk := source.read(CHUNK):
                size += len(chunk)
                budget.total -= len(chunk)
                if budget.total < 0:
                    raise _Refused(TOO_LARGE)
                if size > RATIO_FROM_BYTES and size > MAX_RATIO * max(1, entry.compress_size):
                    raise _Refused(BOMB)
                sink.write(chunk)
    except _Refused:
        budget.total += size
        target.unlink(missing_ok=True)
        raise
    except NotImplementedError:
        raise _Refused(METHOD) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, struct.error):
        target.unlink(missing_ok=True)
        raise _Refused(BROKEN) from None
    except OSError as error:
        target.unlink(missing_ok=True)
        if error.errno != errno.EINVAL:
            raise
        raise _Refused(BROKEN) from None
    return target


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as its author wrote it: macOS writes UTF-8 without saying so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    return re.sub(r"[\x00-\x1f\x7f]", "", name.replace("\\", "/"))[:300]


def _is_silent(name: str) -> bool:
    parts = PurePosixPath(name).parts
    last = parts[-1].casefold() if parts else ""
    hidden = last in _SILENT_NAMES or last.startswith("._")
    return not parts or hidden or bool(_SILENT_FOLDERS & set(parts)) or PurePosixPath(last).suffix in _SILENT_ENDINGS


def _is_unsafe(name: str) -> bool:
    return name.startswith("/") or ".." in PurePosixPath(name).parts or re.match(r"[A-Za-z]:", name) is not None


def _ending(name: str) -> str:
    ending = PurePosixPath(name.replace("\\", "/")).suffix.casefold()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""


def _is_zip(path: Path) -> bool:
    """True for a zip that is not a spreadsheet or document (those go on, to be refused with better advice)."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and b"[Content_Types].xml" not in head


def _directory_is_bounded(path: Path) -> bool:
    """True when the zip's list of contents is small enough to read: the zip library reads all of it at once."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        begin = max(0, size - 65_535 - _END.size - _END64_LOCATOR.size - _END64.size)
        stream.seek(begin, os.SEEK_SET)
        tail = stream.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        return True  # no list at all: the library says that it is damaged
    end = _END.unpack_from(tail, place)
    count, length = end[4], end[5]
    wide = tail.rfind(b"PK\x06\x06", 0, place)
    if wide >= 0 and len(tail) - wide >= _END64.size:
        record = _END64.unpack_from(tail, wide)
        count, length = max(count % 0xFFFF, record[7]), max(length % 0xFFFFFFFF, record[8])
    return count <= MAX_ENTRIES and length <= MAX_DIRECTORY_BYTES
