"""Who may do what: one row for every route, API operation and command. A new one without a row fails the tests."""

from __future__ import annotations

from tests.house.access import Operation, Page, Who

#: Routes that a library brings in whole, by the beginning of the route; it guards them itself.
LIBRARIES: tuple[str, ...] = ()

PAGES: dict[str, Page] = {}

OPERATIONS: dict[str, Operation] = {}

#: A MEMBER's command has `--as`, an OPERATOR's acts for the whole house, ANYONE's touches no stored data.
COMMANDS: dict[str, Who] = {}
