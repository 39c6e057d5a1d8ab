"""Where a record of a file stood, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """Where a record stood: file name (``archive.zip/contacts.vcf`` inside an archive) and first line, from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Party:
    """The other side of a touch or a give, as far as the file names them. At least one field is filled.

    ``uid`` is the id under which the same source gives the person (``Card.uid``), where it has one.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    link: str = ""
    uid: str = ""
