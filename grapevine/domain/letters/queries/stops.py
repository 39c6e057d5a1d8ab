"""Who asked for no more letters, and the key by which they ask.

The key names the member and a digest of the address, signed. It is made anew for every letter and kept nowhere, so it
works as long as this instance has its secret, even when the letter and the person are long erased.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.letters.models import Stop
from grapevine.domain.letters.rules.letter import address_key
from grapevine.kit.errors import NotFound

_SALT = "grapevine.letters.stop"
#: Said of a key that nobody here signed, and of one whose member is gone.
UNKNOWN = "This address does not work: perhaps a part of it was lost on the way."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a key stands for: letters of ``owner`` to the address with this digest, and whether they are stopped."""

    owner: Member
    key: str
    stopped: bool


def stop_token(owner: Member, address: str) -> str:
    """The key by which the reader of this address stops the letters of this member."""
    plain = base64.urlsafe_b64encode(owner.uid.bytes + bytes.fromhex(address_key(address))).decode()
    return Signer(salt=_SALT, sep=".").sign(plain)


def asked(token: str) -> Asked:
    """What a key stands for. Raises NotFound."""
    try:
        plain = base64.urlsafe_b64decode(Signer(salt=_SALT, sep=".").unsign(token))
        owner_uid, key = UUID(bytes=plain[:16]), plain[16:].hex()
    except (BadSignature, binascii.Error, ValueError) as error:
        raise NotFound(UNKNOWN) from error
    owner = Member.objects.filter(uid=owner_uid).first()
    if owner is None:
        raise NotFound(UNKNOWN)
    return Asked(owner, key, Stop.objects.filter(owner=owner, key=key).exists())


def stops(actor: Actor) -> QuerySet[Stop]:
    """Who asked this member for no more letters, the latest first."""
    require(actor, Permission.LETTERS_READ)
    return Stop.objects.filter(owner_id=actor.member_id).select_related("person").order_by("-at")
