"""Invitations on the database: made, used once, taken back, erased with whom they are about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import Invitation, Member
from grapevine.domain.accounts.rules.access import Actor, Role
from grapevine.domain.audit_log.models import Entry
from grapevine.kit.errors import NotAllowed, NotFound, Refused
from tests.cast import NOW, member


def ben() -> Member:
    """The guest, once they signed up."""
    return member(email="ben@okafor.example", name="Ben Okafor")


def test_an_invitation_lets_one_guest_in_once(actor: Actor) -> None:
    made, secret = actions.invite(actor=actor, now=NOW)
    assert secret not in str(list(Invitation.objects.values()))
    assert queries.living_invitation(secret, NOW) == made
    guest = ben()
    used = actions.use_invitation(now=NOW, secret=secret, member=guest)
    assert (used.used_by, used.used_at) == (guest, NOW)
    assert queries.living_invitation(secret, NOW) is None
    with pytest.raises(NotFound):
        actions.use_invitation(now=NOW, secret=secret, member=member(email="tom@x.example", name="Tom"))
    verbs = Entry.objects.filter(verb__startswith="invitation").order_by("pk").values_list("verb", "member_id")
    assert list(verbs) == [("invitation.made", actor.member_id), ("invitation.used", guest.pk)]


def test_an_invitation_to_a_chapter_gives_a_seat_there(leah: Member, stranger: Actor) -> None:
    organisation = actions.add_organisation(now=NOW, name="Harbor", organiser=leah)
    organiser = queries.actor_of(leah)
    chapter = actions.add_chapter(actor=organiser, now=NOW, organisation=organisation, name="North")
    assert queries.chapters_to_invite_to(organiser) == [chapter] and queries.can_invite(organiser)
    _, secret = actions.invite(actor=organiser, now=NOW, chapter=chapter)
    guest = ben()
    actions.use_invitation(now=NOW, secret=secret, member=guest)
    assert [(seat.role, seat.chapter_id) for seat in queries.actor_of(guest).seats] == [(Role.MEMBER, chapter.pk)]
    for outsider in (stranger, queries.actor_of(guest)):
        assert not queries.can_invite(outsider) and queries.chapters_to_invite_to(outsider) == []
        with pytest.raises(NotAllowed, match="Officers and organisers"):
            actions.invite(actor=outsider, now=NOW, chapter=chapter)
        with pytest.raises(NotAllowed):
            actions.invite(actor=outsider, now=NOW)


def test_whoever_sits_at_the_machine_may_always_invite(leah: Member) -> None:
    actions.add_organisation(now=NOW, name="Harbor", organiser=leah)
    made, _ = actions.invite(actor=None, now=NOW, email="Ben@Okafor.example")
    assert (made.invited_by, made.email) == (None, "ben@okafor.example")


@pytest.mark.parametrize(
    "said, field",
    [
        ({"email": "no address"}, "email"),
        ({"email": "LEAH@marchetti.example"}, "email"),
        ({"days": 0}, "days"),
        ({"days": 91}, "days"),
    ],
    ids=str,
)
def test_a_bad_invitation_is_refused(actor: Actor, said: dict, field: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.invite(actor=actor, now=NOW, **said)
    assert refused.value.field == field and not Invitation.objects.exists()


def test_an_invitation_for_one_address_refuses_another_and_stays_unused(actor: Actor) -> None:
    _, secret = actions.invite(actor=actor, now=NOW, email="tom@halloran.example")
    with pytest.raises(Refused, match="is for tom@halloran.example"):
        actions.use_invitation(now=NOW, secret=secret, member=ben())
    assert queries.living_invitation(secret, NOW) is not None


def test_an_invitation_runs_out_and_is_taken_back(actor: Actor, stranger: Actor) -> None:
    made, secret = actions.invite(actor=actor, now=NOW, days=3)
    assert queries.living_invitation(secret, NOW + timedelta(days=3)) is None
    with pytest.raises(NotFound):
        actions.use_invitation(now=NOW + timedelta(days=3), secret=secret, member=ben())
    with pytest.raises(NotFound):
        actions.revoke_invitation(actor=stranger, now=NOW, uid=made.uid)
    assert list(queries.invitations(actor)) == [made] and not queries.invitations(stranger).exists()
    actions.revoke_invitation(actor=actor, now=NOW, uid=made.uid)
    assert queries.living_invitation(secret, NOW) is None and not queries.invitations(actor).exists()
    with pytest.raises(NotFound):
        actions.revoke_invitation(actor=actor, now=NOW, uid=made.uid)


def test_an_erased_guest_leaves_no_address_behind(actor: Actor) -> None:
    _, secret = actions.invite(actor=actor, now=NOW, email="ben@okafor.example")
    actions.invite(actor=actor, now=NOW, email="ben@okafor.example")
    guest = ben()
    actions.use_invitation(now=NOW, secret=secret, member=guest)
    actions.erase_member(now=NOW, member=guest)
    assert set(Invitation.objects.values_list("email", "used_by")) == {("", None)}
    actions.erase_member(now=NOW, member=Member.objects.get(pk=actor.member_id))
    assert not Invitation.objects.exists()
