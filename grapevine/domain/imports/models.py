"""Batches, their files and their staged records; the calendars, letters and address books that keep coming in."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Batch(models.Model):
    """Files brought in together: read, looked at, brought in or not, undone as a whole.

    Personal data: file names.
    Erased: with the member; what its records said when it is discarded or undone.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    state = models.CharField(max_length=10)
    subscription = models.ForeignKey("Subscription", on_delete=models.SET_NULL, null=True, related_name="batches")
    direct = models.BooleanField(default=False, help_text="goes through without waiting for a look")
    bodies = models.BooleanField(default=False, help_text="message texts may be read")
    done = models.PositiveIntegerField(default=0, help_text="records of the present step dealt with")
    total = models.PositiveIntegerField(default=0)
    turn = models.PositiveSmallIntegerField(default=0, help_text="with `after`: where applying or undoing has come to")
    after = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    message = models.TextField(blank=True, help_text="why it failed, in plain words")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-created_at"], name="batch_by_owner")]


class BatchFile(models.Model):
    """One file of a batch, or one member of an archive.

    Personal data: the file name; the file itself lies in the uploads folder until the batch is through.
    Erased: with the batch.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    path = models.CharField(max_length=500, help_text="below the uploads folder")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=10, default="waiting")
    reason = models.TextField(blank=True)
    items = models.PositiveIntegerField(default=0, help_text="records read so far")
    guesses = models.JSONField(default=list, help_text="columns of an unknown table and what they may be")
    columns = models.JSONField(default=dict, help_text="what the member made of the columns")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="file_position_once")]


class Staged(models.Model):
    """One record of a file: what it said, what became of it, and how to take that back.

    Personal data: everything the record said about a person.
    Erased: with the batch, with the person whom it became, and emptied when the batch is undone.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="records")
    file = models.ForeignKey(BatchFile, on_delete=models.CASCADE, related_name="records")
    uid = models.UUIDField(default=ids.new, editable=False)
    turn = models.PositiveSmallIntegerField(help_text="people first, then touches, then gives")
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=30, help_text="one of payload.TURN")
    said = models.JSONField(null=True)
    verdict = models.CharField(max_length=9, blank=True)
    reason = models.TextField(blank=True)
    origin_key = models.CharField(max_length=254, blank=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    candidates = models.JSONField(default=list, help_text="inner ids of whom it may mean")
    answer = models.JSONField(null=True, help_text="the member's word on a doubt: {person: inner id or null for new}")
    effects = models.JSONField(default=list, help_text="what it changed, for the way back")
    applied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["batch", "turn", "id"], name="staged_next"),
            models.Index(fields=["batch", "verdict", "id"], name="staged_by_verdict"),
            models.Index(fields=["batch", "origin_key"], name="staged_by_origin"),
            models.Index(fields=["uid"], name="staged_uid"),
        ]


class Subscription(models.Model):
    """A calendar's address that is asked again and again, so that what happened comes in by itself.

    Personal data: its name, its host and its (sealed) address, which opens the calendar to whoever has it.
    Erased: with the member, or when it is removed.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    name = models.CharField(max_length=100)
    host = models.CharField(max_length=254, help_text="all of the address that is shown")
    sealed = models.TextField(help_text="the address, sealed with this instance's key")
    address_key = models.CharField(max_length=64, help_text="SHA-256 of the address")
    paused = models.BooleanField(default=False)
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=100, blank=True, help_text="Last-Modified as the host wrote it")
    digest = models.CharField(max_length=64, blank=True, help_text="of all it said, less the stamps of the moment")
    stale_at = models.DateTimeField(null=True, help_text="from then on an unchanged calendar can say something new")
    asked_at = models.DateTimeField(null=True, help_text="when the member last wanted it to be looked at")
    looked_at = models.DateTimeField(null=True, help_text="the last try")
    fresh_at = models.DateTimeField(null=True, help_text="the last try that worked")
    due_at = models.DateTimeField(db_index=True)
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    lasting = models.BooleanField(default=False, help_text="it will not get better without the member")
    message = models.TextField(blank=True, help_text="why the last look failed, in plain words")
    counts = models.JSONField(default=dict, help_text="what the last look that worked found")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "address_key"], name="calendar_once")]


class Heard(models.Model):
    """What a calendar last said of one meeting with one person; only as digests.

    Personal data: when somebody was met.
    Erased: with the calendar.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="heard")
    key = models.CharField(max_length=64, help_text="SHA-256 of the record's key")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "key"], name="heard_once")]


class DropAddress(models.Model):
    """The secret address to which a member sends copies of letters.

    Personal data: the (sealed) secret part of the address.
    Erased: with the member, or when it is revoked.
    """

    owner = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    sealed = models.TextField()
    secret_key = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret")
    made_at = models.DateTimeField()


class DroppedLetter(models.Model):
    """A letter that was sent to a member's secret address: taken once, whatever happens.

    Personal data: why it was refused, with the address of whoever sent it.
    Erased: with the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, help_text="SHA-256 of its message id")
    at = models.DateTimeField(help_text="when it was taken")
    touches = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True, help_text="why it is no touch")
    batch = models.ForeignKey(Batch, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["owner", "-at"], name="letter_by_owner")]
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="letter_once")]


class DropPlace(models.Model):
    """How far the mailbox of dropped letters has been read.

    Personal data: none.
    Erased: never; it says nothing of anybody.
    """

    place = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the mailbox's address")
    validity = models.BigIntegerField(default=0, help_text="UIDVALIDITY")
    uid = models.BigIntegerField(default=0, help_text="every letter up to this UID has been dealt with")
    looked_at = models.DateTimeField(null=True, help_text="the last look that worked")
    message = models.TextField(blank=True, help_text="why the last look failed, in plain words")


class ContactAccount(models.Model):
    """An address book server that the book is kept in step with.

    Personal data: the name and (sealed) password of the member there.
    Erased: with the member, or when the account is disconnected.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    address = models.CharField(max_length=500)
    user = models.CharField(max_length=254)
    sealed = models.TextField(help_text="the password, sealed with this instance's key")
    phase = models.CharField(max_length=10, help_text="one of in_step.Phase")
    sends = models.BooleanField(default=False, help_text="changes made here are sent there")
    creates = models.BooleanField(default=False, help_text="people who are only here are added there")
    deletes = models.BooleanField(default=False, help_text="who is put aside or erased here is deleted there")
    allowed = models.JSONField(default=dict, help_text="deletions said yes to: {here: 12, there: 3}")
    asked = models.JSONField(default=dict, help_text="deletions that wait for a yes, likewise")
    message = models.TextField(blank=True, help_text="why the last look failed, in plain words")
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    counts = models.JSONField(default=dict, help_text="what the last look changed")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    busy_until = models.DateTimeField(null=True, help_text="somebody is at work on it")
    next_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True, help_text="when both sides were last in step")
    created_at = models.DateTimeField()


class AddressBook(models.Model):
    """One address book of an account.

    Personal data: its name.
    Erased: with the account.
    """

    account = models.ForeignKey(ContactAccount, on_delete=models.CASCADE, related_name="books")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    url = models.CharField(max_length=1000)
    name = models.CharField(max_length=200)
    chosen = models.BooleanField(default=False)
    token = models.TextField(blank=True, help_text="up to where the server's changes are known")
    ctag = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "url"], name="address_book_once")]


class ServerCard(models.Model):
    """One card of an address book: which version both sides agreed on, and which the server has now.

    Personal data: the address of the card and its id, which servers make of a name at times.
    Erased: with the account; both are emptied once the person is erased, so that the card is not brought back.
    """

    book = models.ForeignKey(AddressBook, on_delete=models.CASCADE, related_name="cards")
    key = models.CharField(max_length=64, help_text="SHA-256 of the path")
    path = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=8, help_text="one of in_step.CardState")
    etag = models.CharField(max_length=300, blank=True, help_text="the version both sides agreed on")
    seen = models.CharField(max_length=300, blank=True, help_text="the version the server has; empty: none any more")
    origin_key = models.CharField(max_length=254, blank=True)
    batch = models.ForeignKey(Batch, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True, help_text="why it is passed over, or was kept")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "key"], name="server_card_once")]


class Agreement(models.Model):
    """What a person's card said on each side when both last agreed.

    Personal data: the card of a person on both sides; the text of a card that was deleted there.
    Erased: with the person.
    """

    card = models.OneToOneField(ServerCard, on_delete=models.CASCADE, related_name="agreement")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    here = models.JSONField(default=dict)
    there = models.JSONField(default=dict)
    stamp = models.CharField(max_length=60, blank=True, help_text="person and revision when they agreed")
    aside = models.BooleanField(default=False, help_text="the person was archived then")
    clashes = models.JSONField(default=list, help_text="[{field, here, there}] that the member must decide")
    answers = models.JSONField(default=dict, help_text="field -> here or there")
    kept = models.TextField(blank=True, help_text="the text of a card that we deleted there")
