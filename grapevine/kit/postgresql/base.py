"""PostgreSQL as Django speaks to it; but a read that is asked again and again may leave its plan with the server.

Django writes the values into the text of a statement, so each is a new one and is parsed and planned anew: for a page
of twenty small reads that costs more than their rows. A cursor that keeps plans sends text and values apart instead.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from grapevine.kit.postgresql.quick import quicken

#: A statement is planned anew so many times before its plan is kept.
KEPT_AFTER = 2


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection, and a cursor that keeps plans.

    ``?prepare_threshold=off`` behind the address of the database turns the keeping off, as poolers need that hand one
    connection to many (PgBouncer before 1.21, a transaction at a time).
    """

    def get_connection_params(self) -> dict[str, Any]:
        """As Django's, with plans kept unless the settings say otherwise."""
        params = super().get_connection_params()
        said = self.settings_dict["OPTIONS"].get("prepare_threshold", KEPT_AFTER)
        params["prepare_threshold"] = None if said == "off" else int(said)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection whose driver reads and writes what we have many of quickly."""
        made = super().get_new_connection(conn_params)
        quicken(made.adapters, self.timezone)
        return made

    def cursor_that_keeps_plans(self) -> Any:
        """As ``cursor``, for a statement of which only the values change."""
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(base.ServerBindingCursor(self.connection))
