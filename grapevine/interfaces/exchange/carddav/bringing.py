"""From the server to the book: what it lists, cards that are new, cards that are gone."""

from __future__ import annotations

from urllib.parse import urlsplit

from grapevine.domain.imports.actions import contact_cards, contact_pairs
from grapevine.domain.imports.actions.contact_cards import Fetched
from grapevine.domain.imports.models import ServerCard
from grapevine.domain.imports.queries import contacts
from grapevine.domain.imports.rules.in_step import CardState, Step, must_ask
from grapevine.domain.people.rules.card import Card

from . import cards, server
from .run import Run, loaded


def note_changes(run: Run) -> None:
    """Keep what the server lists as new, changed or gone; what is done about it comes later, and survives us."""
    for book in run.books():
        listing = server.changes(run.login, book.url, book.token, book.ctag)
        if listing is not None:
            contact_cards.note_listing(account=run.account, book=book, listing=listing)
        run.alive(may_stop=False)


def bring_in_new(run: Run) -> None:
    """Fetch cards that are new, bring their people into the book as an import does, and tie the two together."""
    new = contacts.cards(run.account).filter(state=CardState.NEW, batch=None).exclude(seen="")
    for chunk in run.chunks(list(new.values_list("pk", flat=True))):
        _stage(run, loaded(chunk))
    while contact_cards.apply_new(actor=run.actor, now=run.now, account=run.account):
        run.alive()
    after, before = 0, _linked(run)
    while after := contact_pairs.link_new(actor=run.actor, now=run.now, account=run.account, after=after):
        run.alive(may_stop=False)
    run.counts["came"] += _linked(run) - before


def _linked(run: Run) -> int:
    return contacts.cards(run.account).filter(state=CardState.LINKED).count()


def _stage(run: Run, new: list[ServerCard]) -> None:
    """Cards that bear the id of somebody in the book are theirs; the others are staged."""
    read = [(card, version, cards.read(text)) for card, version, text in run.fetched(new)]
    own = contact_pairs.own_people(run.actor, [found.uid for _, _, found in read if found.uid])
    ours: list[tuple[ServerCard, str, int, Card]] = []
    others = []
    for card, version, found in read:
        if found.reason:
            others.append(Fetched(card, version, reason=found.reason))
        elif found.uid in own:
            ours.append((card, version, own[found.uid], found.card))
        else:
            others.append(Fetched(card, version, contact_pairs.named(found.card, found.uid or card.path)))
    if ours:
        contact_pairs.link_own(actor=run.actor, now=run.now, account=run.account, found=ours)
        run.counts["came"] += len(ours)
    if others:
        name = f"Contacts at {urlsplit(run.login.address).hostname}"
        contact_cards.bring_in(actor=run.actor, now=run.now, account=run.account, name=name, found=others)


def let_go(run: Run) -> None:
    """Cards that are gone there, or whose people are gone here. Many at once are asked about first."""
    plan = contacts.plan(run.account)
    gone = plan.of(Step.PUT_ASIDE)
    if must_ask(len(gone), sum(map(len, plan.steps.values())), run.account.allowed.get("here", 0)):
        run.asked["here"] = len(gone)
        gone = []
    for chunk in run.chunks(gone):
        run.counts["put_aside"] += contact_cards.put_aside(actor=run.actor, now=run.now, cards=loaded(chunk))
    for step, act in (
        (Step.KEEP, contact_cards.keep),
        (Step.FORGET, contact_cards.forget),
        (Step.LEAVE, contact_cards.leave),
    ):
        for chunk in run.chunks(plan.of(step)):
            act(cards=loaded(chunk))
