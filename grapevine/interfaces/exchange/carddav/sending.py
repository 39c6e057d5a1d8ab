"""Bringing pairs together, which may write to the server; making cards there, and deleting them, where that is on.

A card is written before that is noted here. When the answer is lost, or we are, the next look finds on the server what
we meant to write, and both sides agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from grapevine.domain.imports.actions import contact_cards, contact_making, contact_pairs
from grapevine.domain.imports.actions.contact_pairs import Together
from grapevine.domain.imports.models import Agreement, ServerCard
from grapevine.domain.imports.queries import contacts, contacts_unsent
from grapevine.domain.imports.rules.in_step import CardState, Step, must_ask
from grapevine.domain.people.rules.card import Card

from . import cards, server
from .run import CHUNK, Run, loaded
from .server import Changed, NotTaken

#: Pairs that changed while we were at them are looked at again in the same look, so often.
ROUNDS = 3
REFUSED = "The server did not take our change of this card."
OLD_FORM = "This card is written in an old form (vCard 2.1), so it is read but not changed."


@dataclass(frozen=True, slots=True)
class Written:
    """A card that was written: what that brings together, its text, and its version as far as the server told it."""

    found: Together
    text: str
    version: str


def bring_together(run: Run) -> None:
    """Every pair of which a side changed: field by field, and the card written where something goes there."""
    tried: set[int] = set()
    for number in range(ROUNDS):
        plan = contacts.plan(run.account)
        todo = [pk for pk in plan.of(Step.BRING_TOGETHER) if number == 0 or pk in tried]
        if not todo:
            return
        for chunk in run.chunks(todo):
            agreements = contacts.agreements_of(chunk)
            written = []
            for card, version, text in run.fetched([one.card for one in agreements.values()]):
                leading = card.pk in plan.leading or card.state != CardState.LINKED
                sent = _one(run, agreements[card.pk], leading, version, text)
                if isinstance(sent, Written):
                    written.append(sent)
                elif not sent:
                    tried.add(card.pk)
            _agree_written(run, written)


def _one(run: Run, agreement: Agreement, leading: bool, version: str, text: str) -> Written | bool:
    """One pair: what was written, or whether it is done. False when one side moved on under our hands."""
    sends, reason = run.account.sends and leading, ""
    said = cards.read(text).card
    if sends and "VERSION:2.1" in text.upper():
        sends, reason = False, OLD_FORM
    found = contact_pairs.together(run.account, agreement, said, sends=sends)
    if not found.must_send:
        return _agree(run, found, said, version, reason)
    wanted = cards.rewritten(text, said, found.outcome.now.there)
    try:
        written = server.put(run.login, agreement.card.book.url, agreement.card.path, wanted, version)
    except Changed:
        return False
    except NotTaken:
        found = contact_pairs.together(run.account, agreement, said, sends=False)
        return _agree(run, found, said, version, REFUSED)
    run.counts["changed_there"] += 1
    return Written(found, wanted, written)


def _agree_written(run: Run, written: Sequence[Written]) -> None:
    """Both sides agree on what the server kept of our text, which may be less: it counts as said, not as changed."""
    there = {card.pk: (version, text) for card, version, text in run.fetched([one.found.card for one in written])}
    for one in written:
        version, text = there.get(one.found.card.pk, ("", ""))
        kept = version != "" and version == one.version
        _agree(run, one.found, cards.read(text if kept else one.text).card, one.version)


def _agree(run: Run, found: Together, told: Card, version: str, reason: str = "") -> bool:
    done = contact_pairs.agree(
        actor=run.actor, now=run.now, found=found, told=told, version=version, reason=reason
    )
    if done:
        run.counts["changed_here"] += found.changes_here
        run.counts["clashes"] += len(found.outcome.clashes)
        run.counts["refused"] += bool(reason)
    return done


def make_missing(run: Run) -> None:
    """Cards for people who are only here, and for those whose card is to be there again."""
    if run.account.sends:
        for card in loaded(contacts.plan(run.account).of(Step.MAKE_AGAIN)):
            contact_making.make_again(card=card)
    books = run.books()
    if run.account.sends and run.account.creates and books:
        people, after = contacts_unsent.to_create(run.account), 0
        while some := list(people.filter(pk__gt=after)[:CHUNK]):
            contact_making.making(book=books[0], people=some)
            _make(run)
            after = some[-1].pk
    _make(run)


def _make(run: Run) -> None:
    """Write the cards that are noted to be made; one that is there already was made by a look that died."""
    rows = list(contacts.cards(run.account).filter(state=CardState.MAKING).values_list("pk", flat=True))
    for chunk in run.chunks(rows):
        agreements = contacts.agreements_of(chunk)
        contact_cards.forget(cards=[card for card in loaded(chunk) if card.pk not in agreements])
        there = _there(run, [one.card for one in agreements.values() if one.card.seen])
        written = []
        for pk, agreement in agreements.items():
            made = None
            if pk not in there:
                made = _write(run, agreement) if run.account.sends else None
                if made is None and run.account.sends:
                    there.update(_there(run, [agreement.card]))
            if pk in there:
                again = _one(run, agreement, True, *there[pk])
                made = again if isinstance(again, Written) else None
            elif made is None and not agreement.kept:
                contact_cards.forget(cards=[agreement.card])
            written += [made] if made else []
        _agree_written(run, written)


def _there(run: Run, made: Sequence[ServerCard]) -> dict[int, tuple[str, str]]:
    return {card.pk: (version, text) for card, version, text in run.fetched(made)}


def _write(run: Run, agreement: Agreement) -> Written | None:
    """Write one new card. None when there is one already (we wrote it, before we died), or it is not taken."""
    card = agreement.card
    said = cards.read(agreement.kept).card if agreement.kept else Card()
    found = contact_pairs.together(run.account, agreement, said, sends=True)
    wanted = found.outcome.now.there
    text = cards.rewritten(agreement.kept, said, wanted) if agreement.kept else _fresh(agreement, wanted)
    try:
        version = server.put(run.login, card.book.url, card.path, text, "")
    except (Changed, NotTaken) as error:
        run.counts["refused"] += isinstance(error, NotTaken)
        return None
    run.counts["made_there"] += 1
    return Written(found, text, version)


def _fresh(agreement: Agreement, card: Card) -> str:
    return cards.fresh(str(agreement.person.uid), card)


def delete_there(run: Run) -> None:
    """Cards of people who were put aside or erased here, where that is asked for. Many at once need a yes."""
    plan = contacts.plan(run.account)
    todo = plan.of(Step.DELETE_THERE)
    if must_ask(len(todo), sum(map(len, plan.steps.values())), run.account.allowed.get("there", 0)):
        run.asked["there"] = len(todo)
        return
    for chunk in run.chunks(todo):
        for card, version, text in run.fetched(loaded(chunk)):
            if version != card.etag:
                continue  # edited there since: the next look brings that here first
            with suppress(Changed, NotTaken):
                server.delete(run.login, card.book.url, card.path, version)
                contact_cards.deleted(card=card, kept=text)
                run.counts["deleted_there"] += 1
