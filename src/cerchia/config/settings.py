"""All settings, read from the environment. A wrong value stops the start with one sentence."""

from datetime import date
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from cerchia.config import databases, env, keys
from cerchia.kit import clock

PACKAGE = Path(__file__).resolve().parent.parent

# --- What the installation says ---------------------------------------------------------------

CERCHIA_DATA = env.folder("CERCHIA_DATA", default="data")
CERCHIA_DEMO = keys.demo_file(CERCHIA_DATA).is_file()
if CERCHIA_DEMO:
    keys.use_those_of_the_demo(CERCHIA_DATA)

SECRET_KEY = env.text("CERCHIA_SECRET_KEY")
CERCHIA_DATA_KEY = env.key("CERCHIA_DATA_KEY")
CERCHIA_OLD_DATA_KEYS = env.keys("CERCHIA_OLD_DATA_KEYS")
CERCHIA_CHAIN_KEY = keys.chain_key(CERCHIA_DATA_KEY) if CERCHIA_DATA_KEY else None
CERCHIA_CHAIN_OLD_KEYS = [keys.chain_key(key) for key in CERCHIA_OLD_DATA_KEYS]
CERCHIA_PIN_KEY = keys.pin_key(CERCHIA_DATA_KEY) if CERCHIA_DATA_KEY else None
CERCHIA_PIN_OLD_KEYS = [keys.pin_key(key) for key in CERCHIA_OLD_DATA_KEYS]
DEBUG = env.flag("CERCHIA_DEBUG", default=False)
ALLOWED_HOSTS = env.names("CERCHIA_HOSTS", default="127.0.0.1,localhost" if CERCHIA_DEMO else "")
CERCHIA_HTTPS = env.flag("CERCHIA_HTTPS", default=not (CERCHIA_DEMO or DEBUG))
CERCHIA_TRUSTED_PROXIES = env.names("CERCHIA_TRUSTED_PROXIES", default="127.0.0.1")
CERCHIA_TODAY = env.day("CERCHIA_TODAY")
if CERCHIA_DEMO:
    CERCHIA_TODAY = CERCHIA_TODAY or date(2013, 9, 19)
elif CERCHIA_TODAY:
    raise env.WrongValue("CERCHIA_TODAY may be set in the demo only.")

# --- The house --------------------------------------------------------------------------------

ROOMS = [
    "guards",
    "audit",
    "ledger",
    "vault",
    "balance",
    "documents",
    "places",
    "web",
    "access",
    "jobs",
    "people",
    "privacy",
    "programmes",
    "network",
    "selection",
    "circles",
    "composing",
    "projects",
    "support",
    "funds",
    "desk",
    "demo",
]
INSTALLED_APPS = [
    *[f"cerchia.{room}" for room in ROOMS],
    "cerchia.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.forms",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "cerchia.config.headers.AnswerHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Weak signal: pages travel compressed. Django adds random bytes, so that lengths tell nothing.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cerchia.access.middleware.StillSignedIn",
    "cerchia.web.middleware.LanguageOfPerson",
    "cerchia.access.middleware.ClosedDoors",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cerchia.web.middleware.RefusalsInWords",
]
ROOT_URLCONF = "cerchia.config.urls"
WSGI_APPLICATION = "cerchia.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cerchia.web.context_processors.chrome",
                "cerchia.config.navigation.navigation",
            ],
        },
    },
]
FORM_RENDERER = "cerchia.web.renderer.FieldsOfTheHouse"
CSRF_FAILURE_VIEW = "cerchia.web.pages.expired_form"

# --- What is kept -----------------------------------------------------------------------------

DATABASES = {
    "default": databases.describe(
        "CERCHIA_DATABASE", default=f"sqlite:///{CERCHIA_DATA / 'cerchia.sqlite3'}"
    ),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "config_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_MANIFEST_STRICT = False
MEDIA_ROOT = CERCHIA_DATA / "files"
STATIC_ROOT = None if WHITENOISE_USE_FINDERS else CERCHIA_DATA / "static"
STATIC_URL = "/static/"
FILE_UPLOAD_HANDLERS = ["cerchia.vault.uploads.BoundedUpload"]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- Who comes in -----------------------------------------------------------------------------

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
# A password alone opens nothing. In the demo, whose password everybody knows, it may.
CERCHIA_SECOND_FACTOR = not CERCHIA_DEMO
LOGIN_URL = "/entra/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/entra/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "cerchia.access.second_factor.SealedSecrets"

# A session is written when somebody signs in or chooses something, never because a page was read.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "__Host-session" if CERCHIA_HTTPS else "session"
SESSION_COOKIE_SECURE = CERCHIA_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if CERCHIA_HTTPS else "csrf"
CSRF_COOKIE_SECURE = CERCHIA_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# --- What a browser may do --------------------------------------------------------------------

SECURE_SSL_REDIRECT = CERCHIA_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if CERCHIA_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = CERCHIA_HTTPS
# Not "no-referrer": browsers would send "Origin: null" with our own forms, which are then refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Whether the domain joins the browsers' own lists is for its owner to say.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# --- Languages and time -----------------------------------------------------------------------

LANGUAGE_CODE = "it"
LANGUAGES = [("it", _("Italian")), ("en", _("English")), ("fr", _("French")), ("ar", _("Arabic"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = CERCHIA_HTTPS
TIME_ZONE = "Europe/Rome"
USE_TZ = True
clock.set_zone(TIME_ZONE)
if CERCHIA_TODAY:
    clock.set_source(clock.playing(CERCHIA_TODAY))

# --- Long work --------------------------------------------------------------------------------

# `cerchia serve` keeps a process for it; Django's own server does it within the request.
CERCHIA_JOBS_HERE = DEBUG

# --- Logs -------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"routes": {"()": "cerchia.config.logs.RoutesByName"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["routes"],
        },
    },
    # Without handlers of its own: neither a second line nor a letter with a traceback.
    "loggers": {"django": {"handlers": [], "level": "WARNING"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
