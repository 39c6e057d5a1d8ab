"""Reads of contact accounts: one's own, how their cards stand, what is to be done, what a switch would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.imports.models import AddressBook, Agreement, Batch, ContactAccount, ServerCard, Staged
from grapevine.domain.imports.rules.in_step import CardState, Ours, Phase, Step, Switches, Their, step
from grapevine.domain.imports.rules.states import AT_WORK, Verdict
from grapevine.kit import ids
from grapevine.kit.errors import NotFound

#: How origins and staged records name this kind of source.
SOURCE = "carddav"


def accounts(actor: Actor) -> QuerySet[ContactAccount]:
    """The actor's own accounts in the order in which they were connected."""
    require(actor, Permission.IMPORTS_READ)
    return ContactAccount.objects.filter(owner_id=actor.member_id).order_by("pk")


def account(actor: Actor, account_uid: object) -> ContactAccount:
    """One account. Raises NotFound."""
    uid = ids.parse(account_uid)
    found = accounts(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such account.")
    return found


def books(account: ContactAccount) -> list[AddressBook]:
    """The address books of an account, in the order in which the server named them."""
    return list(account.books.order_by("pk"))


def switches(account: ContactAccount) -> Switches:
    """What may be done on the server."""
    return Switches(account.sends, account.creates, account.deletes)


def cards(account: ContactAccount) -> QuerySet[ServerCard]:
    """Every card of the chosen address books."""
    return ServerCard.objects.filter(book__account=account, book__chosen=True).order_by("pk")


def tally(account: ContactAccount) -> dict[str, int]:
    """How many cards stand how: people in step, questions that wait, cards passed over, fields that clash."""
    states = dict(cards(account).order_by().values_list("state").annotate(count=Count("pk")))
    clashes = agreements(account).exclude(clashes=[]).count()
    return {
        "people": states.get(CardState.LINKED, 0),
        "waiting": len(waiting(account)),
        "passed": states.get(CardState.PASSED, 0),
        "left": states.get(CardState.LEFT, 0),
        "clashes": clashes,
    }


def agreements(account: ContactAccount) -> QuerySet[Agreement]:
    """What was agreed about people of this account."""
    return Agreement.objects.filter(card__book__account=account, card__book__chosen=True).order_by("pk")


def waiting(account: ContactAccount) -> set[int]:
    """Cards about which the member is asked whether they are somebody known (inner ids)."""
    new = dict(cards(account).filter(state=CardState.NEW).exclude(origin_key="").values_list("origin_key", "pk"))
    asked = Staged.objects.filter(
        batch__owner_id=account.owner_id, file__kind=SOURCE, verdict=Verdict.DOUBTFUL, applied_at=None
    )
    return {new[key] for key in asked.values_list("origin_key", flat=True) if key in new}


def open_batch(account: ContactAccount) -> Batch | None:
    """The batch that brings cards of this account in and is not through yet."""
    ours = cards(account).filter(state=CardState.NEW, batch__isnull=False).values("batch")
    return Batch.objects.filter(pk__in=ours, state__in=AT_WORK).order_by("pk").first()


def clashes(actor: Actor, account: ContactAccount) -> list[Agreement]:
    """Agreements with fields that the member must decide, with their people."""
    require(actor, Permission.IMPORTS_READ)
    return list(agreements(account).exclude(clashes=[]).select_related("person"))


@dataclass(slots=True)
class Plan:
    """What is to be done: step -> inner ids of cards. Of somebody's cards only the ``leading`` one is written to."""

    steps: dict[Step, list[int]] = field(default_factory=dict)
    leading: set[int] = field(default_factory=set)

    def of(self, which: Step) -> list[int]:
        """The cards with this step."""
        return self.steps.get(which, [])


def plan(account: ContactAccount) -> Plan:
    """What is to be done with every card that is somebody's, or was; from what is noted, nobody is asked."""
    found, may = Plan(), switches(account)
    stands = cards(account).filter(state__in=(CardState.LINKED, CardState.GONE))
    rows = list(stands.values_list(
        "pk", "state", "etag", "seen", "agreement__person", "agreement__stamp", "agreement__aside",
        "agreement__person__revision", "agreement__person__archived_at",
    ))  # fmt: skip
    leading: dict[int, int] = {}
    for pk, state, _, _, person, *_ in rows:
        if state == CardState.LINKED and person is not None:
            leading.setdefault(person, pk)
    found.leading = set(leading.values())
    for pk, state, etag, seen, person, stamp, aside, revision, archived_at in rows:
        their = Their.GONE if not seen else Their.SAME if state == CardState.LINKED and seen == etag else Their.CHANGED
        ours = _ours(person, archived_at is not None, bool(aside), stamp != stamp_of(person, revision))
        follows = person is not None and leading.get(person, pk) != pk
        do = _step(state, their, ours, Switches(deletes=may.deletes) if follows else may)
        found.steps.setdefault(do, []).append(pk)
    return found


def stamp_of(person_id: int | None, revision: int | None) -> str:
    """What stands in an agreement when the person has not changed since."""
    return f"{person_id}:{revision}"


def _ours(person: int | None, archived: bool, aside: bool, changed: bool) -> Ours:
    if person is None:
        return Ours.ERASED
    if archived != aside:
        return Ours.ASIDE if archived else Ours.BACK
    return Ours.CHANGED if changed else Ours.SAME


def _step(state: str, their: Their, ours: Ours, may: Switches) -> Step:
    """A card that was deleted there: made again only when the person came back or stayed, and changes are sent."""
    if state == CardState.LINKED:
        return step(their, ours, may)
    if their is not Their.GONE:
        return Step.LEAVE if ours is Ours.ERASED else Step.BRING_TOGETHER
    if ours is Ours.ERASED:
        return Step.FORGET
    return Step.MAKE_AGAIN if ours is Ours.BACK and may.sends else Step.NOTHING


def agreements_of(card_ids: Iterable[int]) -> dict[int, Agreement]:
    """Agreements with their people and cards, by the inner id of the card."""
    found = Agreement.objects.filter(card__in=list(card_ids)).select_related("person", "card", "card__book")
    return {agreement.card_id: agreement for agreement in found}


#: A look that is due so soon is done now: the timetable does not come by to the second.
SOON = timedelta(minutes=5)


def due(now: datetime) -> list[int]:
    """Inner ids of the accounts of active members whose next look has come, the longest waiting first."""
    ready = ContactAccount.objects.filter(phase=Phase.READY, owner__is_active=True)
    waiting = ready.filter(Q(next_at=None) | Q(next_at__lte=now + SOON))
    return list(waiting.order_by("next_at", "pk").values_list("pk", flat=True))
