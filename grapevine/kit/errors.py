"""Why something could not be done. Every interface turns these into its own language, and nothing else."""

from __future__ import annotations


class NotDone(Exception):
    """Something could not be done. ``field`` names the input to mend, where there is one."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class NotFound(NotDone):
    """There is no such thing, or it is not this actor's to see: a stranger cannot tell which."""


class Refused(NotDone):
    """The request makes no sense as it stands."""


class NotAllowed(Refused):
    """The actor may see this, but not do that (a role or a token scope is missing)."""


class Conflict(Refused):
    """Somebody else changed it in the meantime: load it again and repeat the change."""
