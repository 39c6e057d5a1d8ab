"""An agreement between a member and a person of their book: its terms, every step of it, its reviews, its links."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Partnership(models.Model):
    """A mutual referral agreement: the terms in force, the terms offered, and who signed which version.

    ``owner`` and ``person`` are the two sides, called *owner* and *partner* in the rules. When the person is linked to
    a member, that member is the partner's side and sees all of this row; otherwise whoever holds the link does.

    Personal data: that two people work together, and what they hope to do for each other.
    Erased: with the person, or with the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    state = models.CharField(max_length=9, help_text="one of agreement.STATES")
    terms = models.JSONField(null=True, help_text="in force: terms.Terms; none before both signed")
    offered = models.JSONField(null=True, help_text="waiting to be signed by both")
    version = models.PositiveIntegerField(default=1, help_text="of what was offered last")
    offered_by = models.CharField(max_length=7, help_text="owner or partner")
    offered_at = models.DateTimeField()
    owner_signed = models.BooleanField(default=False, help_text="what is offered")
    partner_signed = models.BooleanField(default=False, help_text="what is offered")
    since = models.DateTimeField(null=True, help_text="when both had signed for the first time")
    until = models.DateField(null=True, help_text="of a pause")
    review_on = models.DateField(null=True, help_text="when the terms in force are talked over")
    next_check_in = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="ended, declined or withdrawn")
    source_key = models.CharField(max_length=300, null=True, help_text="none: by hand")

    class Meta:
        indexes = [models.Index(fields=["owner", "state"], name="partnership_by_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at=None), name="one_living_partnership"
            ),
            models.UniqueConstraint(fields=["owner", "source_key"], name="partnership_of_a_source_once"),
        ]


class PartnershipStep(models.Model):
    """One step of an agreement: who did what, when, by which way, and the terms before and after where they changed.

    Of a signature ``version`` says which terms were in front of whoever signed.

    Personal data: what one of two people decided, and the words they sent along.
    Erased: with the partnership.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.CharField(max_length=7, help_text="owner or partner")
    way = models.CharField(max_length=6, help_text="member: signed in; link: by the partner's link")
    did = models.CharField(max_length=9, help_text="one of agreement.Step")
    version = models.PositiveIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["partnership", "-id"], name="partnership_step_newest")]


class CheckIn(models.Model):
    """One dated review: the answers of either side. Each side sees the other's.

    Personal data: what two people say of how they work together.
    Erased: with the partnership.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="check_ins")
    due_on = models.DateField()
    owner_said = models.JSONField(null=True, help_text="checking.Answers")
    owner_at = models.DateTimeField(null=True)
    partner_said = models.JSONField(null=True)
    partner_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "due_on"], name="check_in_once")]


class PartnershipNote(models.Model):
    """What one member notes of a partnership for themselves; never shared, so it stands apart.

    Personal data: a private note about a partner.
    Erased: with the partnership, and by the member.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "member"], name="partnership_note_once")]


class PartnerLink(models.Model):
    """The link by which a partner without an account reads and signs an agreement. Only its digest is kept.

    Personal data: that somebody was sent an agreement, and whether they asked to hear no more.
    Erased: with the partnership.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="links")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True, help_text="they asked to hear no more")

    class Meta:
        indexes = [models.Index(fields=["partnership", "-created_at"], name="partner_link_newest")]
