"""The product's settings as the tests use them: a throw-away home folder, a quick password hash, mail kept in memory.

Only what would make tests slow or leave traces is changed; everything else is tested as it is served.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="grapevine-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["GRAPEVINE_HOME"] = _home
for _name in ("GRAPEVINE_BASE_URL", "GRAPEVINE_EMAIL_URL", "GRAPEVINE_SIGNUP", "GRAPEVINE_DEBUG"):
    os.environ.pop(_name, None)

from grapevine.config.settings import *  # noqa: E402, F403

STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
MIDDLEWARE = [  # noqa: F405
    "tests.static_files.FoundOnce" if name == "whitenoise.middleware.WhiteNoiseMiddleware" else name
    for name in MIDDLEWARE  # noqa: F405
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {**CACHES, "default": CACHES["pages"]}  # noqa: F405  (the table has tests of its own)
MAIL_WORKS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
MFA_ALLOW_UNVERIFIED_EMAIL = False
