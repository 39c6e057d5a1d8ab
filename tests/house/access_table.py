"""Who may do what: one row for every route, API operation and command. A new one without a row fails the tests."""

from __future__ import annotations

from tests.house.access import Operation, Page, Who

#: Routes that a library brings in whole, by the beginning of the route; it guards them itself.
LIBRARIES: tuple[str, ...] = ()

PAGES: dict[str, Page] = {}

OPERATIONS: dict[str, Operation] = {}

#: A MEMBER's command has `--as`, an OPERATOR's acts for the whole house, ANYONE's touches no stored data.
COMMANDS: dict[str, Who] = {
    **dict.fromkeys(("setup", "serve", "worker", "demo", "doctor", "backup", "restore"), Who.OPERATOR),
    **dict.fromkeys(("member add", "member link", "member list"), Who.OPERATOR),
    "token list": Who.MEMBER,
    "token make": Who.MEMBER,
    "token revoke": Who.MEMBER,
    "export": Who.MEMBER,
    "people add": Who.MEMBER,
    "people archive": Who.MEMBER,
    "people edit": Who.MEMBER,
    "people erase": Who.MEMBER,
    "people list": Who.MEMBER,
    "people restore": Who.MEMBER,
    "people segment": Who.MEMBER,
    "people show": Who.MEMBER,
    "touches delete": Who.MEMBER,
    "touches edit": Who.MEMBER,
    "touches list": Who.MEMBER,
    "touches log": Who.MEMBER,
    "gives delete": Who.MEMBER,
    "gives edit": Who.MEMBER,
    "gives list": Who.MEMBER,
    "gives log": Who.MEMBER,
    "depth rate": Who.MEMBER,
    "depth show": Who.MEMBER,
    "lab depth": Who.ANYONE,
}
