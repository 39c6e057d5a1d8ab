"""Tables of who is here."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from grapevine.domain.accounts.rules.access import Role
from grapevine.kit import ids


class MemberManager(BaseUserManager["Member"]):
    """Finds members by their address, whatever its case."""

    def get_by_natural_key(self, email: str | None) -> Member:
        """The member who signs in with this address."""
        return self.get(email__iexact=email)


class Member(AbstractBaseUser):
    """A professional with a seat here; owns one book.

    Personal data: name, e-mail, work and place, preferences, sign-in times.
    Erased: with ``accounts.actions.erase_member``, which takes the whole book along.
    """

    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    profession = models.CharField(max_length=200, blank=True)
    profession_key = models.CharField(max_length=60, blank=True, help_text="their work in our catalogue")
    profession_said = models.BooleanField(default=False, help_text="chosen by themselves: never read anew")
    firm = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    theme = models.CharField(max_length=5, default="auto")
    tempo = models.CharField(max_length=10, default="standard")
    weekly_minutes = models.PositiveIntegerField(default=180, help_text="time they can honestly give each week")
    goal_clients = models.PositiveIntegerField(null=True)
    goal_value = models.PositiveIntegerField(null=True, help_text="worth of one client")
    goal_period = models.CharField(max_length=10, default="quarter")
    welcomed_at = models.DateTimeField(null=True, help_text="when the first steps were finished or put off")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = MemberManager()

    @property
    def initials(self) -> str:
        """Two letters for the monogram."""
        parts = self.name.split() or [self.email]
        return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()


class Organisation(models.Model):
    """A body of many chapters.

    Personal data: none.
    Erased: by its organisers.
    """

    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()


class Chapter(models.Model):
    """Twenty to sixty professionals who meet.

    Personal data: none.
    Erased: with its organisation.
    """

    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="chapters")
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()


class Seat(models.Model):
    """A member's place and role in a chapter, or in the organisation itself (no chapter).

    Personal data: which member belongs where, since when.
    Erased: with the member.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="seats")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="seats", null=True)
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in Role])
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "chapter"], condition=models.Q(until=None), name="one_seat_in_a_chapter"
            )
        ]
        indexes = [models.Index(fields=["chapter", "until"], name="seat_by_chapter")]


class OwnAddress(models.Model):
    """Another e-mail address of the member, so that mail and calendars can tell who is "me".

    Personal data: an e-mail address of the member.
    Erased: with the member, or by them.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="own_addresses")
    email = models.EmailField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "email"], name="own_address_once")]


class SignInLink(models.Model):
    """A link that signs a member in once. Only its digest is kept.

    Personal data: which member asked for a link, and when.
    Erased: with the member; used and expired ones when the next is made.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Invitation(models.Model):
    """A link by which somebody may sign up once, to a chapter if it names one. Only its digest is kept.

    Personal data: who invited whom, and the address the invitation is for.
    Erased: with the member who invited; the guest's part when the guest is erased.
    """

    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="+", null=True, help_text="nobody: made at the machine itself"
    )
    email = models.EmailField(max_length=254, blank=True, help_text="empty: whoever has the link")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="+", null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Member, on_delete=models.SET_NULL, related_name="+", null=True)


class ApiToken(models.Model):
    """A key for programs, with scopes. Only its digest is kept.

    Personal data: which member uses which program, and when last.
    Erased: with the member, or by them.
    """

    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)


class IdempotencyKey(models.Model):
    """What was answered to a request that named a key, so that the same request sent twice is done once.

    Personal data: the answer, which may hold the data the member sent.
    Erased: after a day, and with the member.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, help_text="digest of method, path and body")
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="idempotency_key_once")]
