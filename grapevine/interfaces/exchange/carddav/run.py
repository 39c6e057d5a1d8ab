"""What one look at an account has at hand: who asks, where, for how long yet, and what it has changed so far."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions import contact_looks
from grapevine.domain.imports.models import AddressBook, ContactAccount, ServerCard
from grapevine.domain.imports.queries import contacts
from grapevine.kit import clock

from . import server
from .server import Login

CHUNK = 100
#: For how long the account stays ours after each sign of life: longer than the slowest single question.
LEASE_SECONDS = 300
_T = TypeVar("_T")


class TimeOver(Exception):
    """This step has worked long enough; the next one goes on."""


@dataclass
class Run:
    """One look. ``until`` is on the monotonic clock; ``counts`` is what it changed, for the member to see."""

    account: ContactAccount
    actor: Actor
    login: Login
    until: float
    counts: Counter[str] = field(default_factory=Counter)
    asked: dict[str, int] = field(default_factory=dict)
    done: int = 0
    total: int = 0
    clock: Callable[[], datetime] = clock.now

    @property
    def now(self) -> datetime:
        return self.clock()

    def chunks(self, things: Sequence[_T], size: int = CHUNK) -> Iterator[list[_T]]:
        """The things in chunks, saying how far it is after each. Raises TimeOver, NotFound."""
        self.total += len(things)
        for start in range(0, len(things), size):
            chunk = list(things[start : start + size])
            yield chunk
            self.alive(len(chunk))

    def alive(self, done: int = 0, *, may_stop: bool = True) -> None:
        """Keep hold of the account. Raises NotFound when it is not ours any more, and TimeOver where that may be:
        only after work that the next step will not do again."""
        self.done += done
        contact_looks.progress(
            account=self.account, now=self.now, seconds=LEASE_SECONDS, done=self.done, total=self.total
        )
        if may_stop and time.monotonic() > self.until:
            raise TimeOver

    def books(self) -> list[AddressBook]:
        """The address books that are kept in step."""
        return [book for book in contacts.books(self.account) if book.chosen]

    def fetched(self, cards: Sequence[ServerCard]) -> Iterator[tuple[ServerCard, str, str]]:
        """These cards with version and text; those that are gone by now are left out."""
        by_book: dict[str, dict[str, ServerCard]] = {}
        for card in cards:
            by_book.setdefault(card.book.url, {})[card.path] = card
        for url, by_path in by_book.items():
            for path, version, text in server.cards(self.login, url, list(by_path)):
                yield by_path[path], version, text


def loaded(card_ids: Sequence[int]) -> list[ServerCard]:
    """These cards with their address books, in the order of their ids."""
    found = ServerCard.objects.select_related("book").in_bulk(list(card_ids))
    return [found[pk] for pk in card_ids if pk in found]
