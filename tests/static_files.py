"""The files of the pages as they are served, found once a process instead of once for each client of the tests.

Each client of Django's loads the middleware anew, and WhiteNoise then reads every file's size and date: that took as
long as most of the pages that were asked for.
"""

from __future__ import annotations

from whitenoise.middleware import WhiteNoiseMiddleware

FOUND: dict[str, object] = {}


class FoundOnce(WhiteNoiseMiddleware):
    """Serves just what it serves outside of the tests."""

    def add_files_from_finders(self) -> None:
        if not FOUND:
            super().add_files_from_finders()
            FOUND.update(self.files)
        self.files.update(FOUND)
