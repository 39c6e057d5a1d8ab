"""Mail as touches: mailboxes in mbox form (Gmail Takeout, Thunderbird, Apple Mail) and single messages (.eml).

``looks_like_mbox`` and ``looks_like_eml`` know the formats by their content; ``read`` and ``read_eml`` yield one Item
for each message; ``headers`` lists who wrote when, and to which message it answers.

A message from the member is a touch begun by "me" with each person it goes to; a message from somebody else to the
member is one begun by "them". Bulk mail, automatic notices and mail to more than ten people are nothing. A post on a
mailing list counts only between two people of whom one answers the other. Of a message only the header lines are
read; the text of a message from a stranger is searched for signs of bulk mail ("unsubscribe") and never kept.
"""

from __future__ import annotations

from .heads import Head, looks_like_eml
from .reading import headers, read, read_eml
from .spans import looks_like_mbox

__all__ = ["Head", "headers", "looks_like_eml", "looks_like_mbox", "read", "read_eml"]
