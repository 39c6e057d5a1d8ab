"""The lines of today as the page shows them: what a template reads, and where its buttons lead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.urls import reverse

from grapevine.domain.coach.queries.today import Item
from grapevine.domain.coach.rules import items
from grapevine.domain.coach.rules.items import LATER_DAYS

NOBODY = "00000000-0000-0000-0000-000000000000"


def line_links() -> dict[str, Any]:
    """The addresses with a place for whom they are about: looked up once, not for every line."""
    return {
        **{name: reverse(name, args=[NOBODY]) for name in ("person", "promise")},
        "item": {name: reverse(f"today_{name}", args=[NOBODY]) for name in ("done", "later", "set_aside")},
    }


class Line(NamedTuple):
    """One line as its template reads it; ``promise``: the link of its promise, or "". ``links``: what a button says ->
    where to.
    """

    id: str
    uid: str
    kind: str
    person: str
    name: str
    before: str
    after: str
    title: str
    reason: str
    words: str
    promise: str
    late: bool
    later_on: str
    tomorrow: str
    links: dict[str, str]


def shown_line(item: Item, on: date, links: dict[str, Any]) -> Line:
    """The line of an item on this day; ``links`` as :func:`line_links` gives them."""
    uid, of_promise = str(item.who.uid), item.kind in items.OF_PROMISES
    return Line(
        id=item.key,
        uid=uid,
        kind=item.kind,
        person=links["person"].replace(NOBODY, uid),
        name=item.who.name,
        before=item.before,
        after=item.after,
        title=item.title,
        reason=item.reason,
        words=item.words,
        promise=links["promise"].replace(NOBODY, item.key.partition("-")[2]) if of_promise else "",
        late=item.due is not None and item.due < on,
        later_on=(on + timedelta(days=LATER_DAYS[item.kind])).isoformat(),
        tomorrow=(on + timedelta(days=1)).isoformat(),
        links={name: link.replace(NOBODY, item.key) for name, link in links["item"].items()},
    )
