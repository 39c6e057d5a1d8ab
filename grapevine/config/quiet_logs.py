"""Keeps secrets that stand in an address out of the log: whoever reads a log must not be able to use a link."""

from __future__ import annotations

import logging
import re

#: Addresses whose last part lets somebody do something: as `interfaces.web.urls` has them.
_SECRET = re.compile(r"(/(?:questions|p|t|r|c|n|w|said|calendar|link|join|sign-in|stop)/)[A-Za-z0-9_.-]{16,}")


class WithoutSecrets(logging.Filter):
    """Writes `/questions/...` where a record names such an address; no record is left out."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True always; the message is made here, so that no argument is left to be written elsewhere."""
        text = record.getMessage()
        if _SECRET.search(text):
            record.msg, record.args = _SECRET.sub(r"\1...", text), ()
        return True
