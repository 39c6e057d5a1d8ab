"""Writing people as CSV that spreadsheets, Google Contacts and Grapevine itself read.

The columns are those of Google's current layout with a fixed number of each group, and four of our own at the end
(Name, Profession, Segment, Grapevine ID). What does not fit its group is joined with `` ::: `` in the last one, which
is Google's own way, so nothing is left out.

**Formulas.** A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, tab or a line end. Such a value
gets an apostrophe in front (and a value that begins with apostrophes before such a sign gets one more). Our reader
takes exactly one away again (``table.values.guard`` and ``unguard``), so ``+49 711 555`` stands in the file as
``'+49 711 555`` and comes back as it was. Other programs may show the apostrophe.
"""

from __future__ import annotations

from .writing import COLUMNS, write

__all__ = ["COLUMNS", "write"]
