"""Where allauth's second factor meets our house: secrets kept unreadable, passkeys named in our words."""

from __future__ import annotations

import base64
import hashlib
import secrets
from io import BytesIO

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser


class MfaAdapter(DefaultMFAAdapter):
    """Second factor by our own rules."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That did not match. A code from the app changes every half minute; take the newest. "
        "A recovery code works once.",
        "unverified_email": "Confirm your email address first: without it nobody could help you back in.",
        "add_email_blocked": "With a second factor on, turn it off first, then add the address.",
        "cannot_generate_recovery_codes": "Recovery codes come with a second factor: set one up first.",
    }

    def encrypt(self, text: str) -> str:
        """What the database keeps of a secret: unreadable without the server's secret key."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. After a change of the server's key it is one that no code fits, never an empty one."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code as SVG, dark on white in either theme."""
        import qrcode
        from qrcode.image.svg import SvgPathFillImage

        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """What a passkey is called until its owner says otherwise."""
        known = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "My passkey" if not known else f"Passkey {known + 1}"


def _box() -> Fernet:
    key = hashlib.sha256(b"grapevine second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
