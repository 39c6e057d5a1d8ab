"""Marks for the few tests that are about one database only; all others must pass on both.

The second run gets its server from scripts/with-postgres, which sets GRAPEVINE_DATABASE_URL.
"""

from __future__ import annotations

import os

import pytest

ON_POSTGRES = os.environ.get("GRAPEVINE_DATABASE_URL", "").startswith("postgres")

only_on_postgres = pytest.mark.skipif(not ON_POSTGRES, reason="about PostgreSQL only")
only_on_sqlite = pytest.mark.skipif(ON_POSTGRES, reason="about SQLite only")
