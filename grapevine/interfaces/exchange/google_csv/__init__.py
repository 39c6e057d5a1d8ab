"""Google Contacts CSV, both layouts: the current one ("First Name") and the older one ("Given Name")."""

from __future__ import annotations

from .reading import fits, looks_like, read

__all__ = ["fits", "looks_like", "read"]
