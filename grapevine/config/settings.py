"""Django's settings. What a person may set is read in ``environment.py`` and told in docs/settings.md."""

from __future__ import annotations

from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from grapevine.config.environment import PACKAGE, database, env, home, letters, secret_key

HOME = home()
SECRET_KEY = secret_key(HOME)
DEBUG = env.bool("GRAPEVINE_DEBUG", default=False)
BASE_URL = env.str("GRAPEVINE_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
SIGNUP = env.str("GRAPEVINE_SIGNUP", default="open")
_address = urlsplit(BASE_URL)
_secure = _address.scheme == "https"
ALLOWED_HOSTS = sorted({_address.hostname or "127.0.0.1", "127.0.0.1", "localhost", "testserver"})
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "grapevine.domain.audit_log",
    "grapevine.domain.accounts",
    "grapevine.domain.people",
    "grapevine.domain.letters",
    "grapevine.domain.webhooks",
    "grapevine.domain.depth",
    "grapevine.domain.touches",
    "grapevine.domain.gives",
    "grapevine.domain.network",
    "grapevine.domain.partnerships",
    "grapevine.domain.education",
    "grapevine.domain.referrals",
    "grapevine.domain.stories",
    "grapevine.domain.goals",
    "grapevine.domain.insights",
    "grapevine.domain.imports",
    "grapevine.domain.coach",
    "grapevine.domain.merging",
    "grapevine.interfaces.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_q",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "grapevine.interfaces.web.middleware.Pages",
]
ROOT_URLCONF = "grapevine.config.urls"
WSGI_APPLICATION = "grapevine.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "interfaces" / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "grapevine.interfaces.web.environment.environment",
            "context_processors": ["grapevine.interfaces.web.context.shell"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]
FORM_RENDERER = "grapevine.interfaces.web.forms.drawing.Drawing"
DATABASES = {"default": database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The limits on attempts are counted in "default": every process and every restart must see the same count, so it is a
# table (docs/decisions/0007). What a page worked out for one state of a book is "pages", each process its own.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "grapevine_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

AUTH_USER_MODEL = "accounts.Member"
AUTHENTICATION_BACKENDS = ["grapevine.interfaces.web.sessions.MemberBackend"]
# A module of ours: Django takes the store from its ``SessionStore``.
SESSION_ENGINE = "grapevine.interfaces.web.sessions"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "grapevine.interfaces.web.forms.account.NameForm"
ACCOUNT_ADAPTER = "grapevine.interfaces.web.account_adapter.AccountAdapter"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _address.scheme
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "grapevine.interfaces.web.mfa_adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Grapevine"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "add_webauthn": "grapevine.interfaces.web.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "grapevine.interfaces.web.forms.second_factor.NamePasskeyForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("GRAPEVINE_PROXIES", default=1 if _secure else 0)
USERSESSIONS_TRACK_ACTIVITY = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000

CSRF_FAILURE_VIEW = "grapevine.interfaces.web.errors.stale_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

_email = letters(HOME)
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_FILE_PATH = _email.get("EMAIL_FILE_PATH") or str(HOME / "mail")
EMAIL_HOST, EMAIL_PORT = _email.get("EMAIL_HOST") or "localhost", _email.get("EMAIL_PORT") or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_USER") or "", _email.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _email.get("EMAIL_USE_TLS", False), _email.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
MAIL_WORKS = not EMAIL_BACKEND.endswith(("filebased.EmailBackend", "console.EmailBackend"))
# An address cannot be confirmed where no letter leaves. Where one does, signing up ends with "look in your mail",
# so that nobody learns there which addresses are known.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_WORKS else "optional"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
MFA_ALLOW_UNVERIFIED_EMAIL = not MAIL_WORKS
DEFAULT_FROM_EMAIL = env.str("GRAPEVINE_MAIL_FROM", default=f"Grapevine <grapevine@{_address.hostname}>")
MAIL_BOUNCES = env.str("GRAPEVINE_MAIL_BOUNCES", default="").strip()
LETTERS_A_DAY = max(1, env.int("GRAPEVINE_LETTERS_A_DAY", default=50))

# A step of long work is cut short well before `timeout`; a step whose worker died is given out again after `retry`.
Q_CLUSTER = {
    "name": "grapevine",
    "orm": "default",
    "workers": 1,
    "timeout": 240,
    "retry": 270,
    "max_attempts": 5,
    "poll": 0.3,
    "save_limit": 200,
    "catch_up": False,
    "label": "Background work",
}
TRUSTED_HOSTS = [each.strip().lower() for each in env.list("GRAPEVINE_TRUSTED_HOSTS", default=[]) if each.strip()]
REFRESH_MINUTES = max(5, env.int("GRAPEVINE_REFRESH_MINUTES", default=60))
DROP_URL = env.str("GRAPEVINE_DROP_URL", default="")
DROP_ADDRESS = env.str("GRAPEVINE_DROP_ADDRESS", default="").strip().lower()
UPLOAD_LIMIT = env.int("GRAPEVINE_UPLOAD_LIMIT_MB", default=200) * 1_000_000
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": "grapevine.config.quiet_logs.WithoutSecrets"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["without_secrets"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
