"""Django's settings, one file: what differs between machines is a variable (environment.py).

Owns    where everything lives under FREESHEET_DATA, which rooms are installed, in which order
Rule    nothing here may need an account, a server or a service
"""

import secrets
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from freesheet.config import environment as env
from freesheet.kit.disk import made_once

DATA = Path(env.text("DATA")).resolve()
DATA.mkdir(parents=True, exist_ok=True)


def _kept_secret() -> str:
    """The signing key: the technician's, or one made once and kept where only we may read it."""
    if given := env.text("SECRET_KEY"):
        return given
    file = DATA / "secret-key"
    key = made_once(file, lambda: secrets.token_urlsafe(48).encode()).decode().strip()
    if not key:
        raise env.BadSetting(
            f"{file} is empty: put the key back from a backup, or remove the file to have a new one made."
        )
    return key


DEBUG = False
SECRET_KEY = _kept_secret()
SECRET_KEY_FALLBACKS = env.listed("SECRET_KEY_FALLBACKS")
DEMO = env.switch("DEMO")

SITE_URL = env.text("URL").rstrip("/")
_site = urlsplit(SITE_URL)
ALLOWED_HOSTS = [_site.hostname or "localhost", *env.listed("HOSTS")]
if ALLOWED_HOSTS[0] in {"localhost", "127.0.0.1"}:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
SECURE = _site.scheme == "https"

LANGUAGE_NAMES = {"en": _("English"), "uk": _("Ukrainian")}
LANGUAGES = [(code, LANGUAGE_NAMES.get(code, code)) for code in env.listed("LANGUAGES")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LANGUAGE_CODE = LANGUAGES[0][0]
WAGTAIL_I18N_ENABLED = True
USE_I18N = USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE")

# A theme of the newsroom's own, before ours (docs/theming.md)
THEME = Path(theme).resolve() if (theme := env.text("THEME")) else None

ROOMS = [
    "freesheet.config",
    "freesheet.demo",
    "freesheet.desk",
    "freesheet.private.newsletters",
    "freesheet.private.readers",
    "freesheet.public.front",
    "freesheet.public.search",
    "freesheet.public.syndication",
    "freesheet.public.newsfeed",
    "freesheet.public.stories",
    "freesheet.public.masthead",
    "freesheet.public.pictures",
    "freesheet.public.theme",
    "freesheet.staff",
    "freesheet.doors.outside",
    "freesheet.doors.press",
    "freesheet.doors.mailroom",
    "freesheet.work",
]
INSTALLED_APPS = [
    *ROOMS,
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.table_block",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "freesheet.desk.people.app.People",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "freesheet.staff.second_factor.SecondFactor",
    "freesheet.desk.guards.Drafts",
]
ROOT_URLCONF = "freesheet.config.urls"
WSGI_APPLICATION = None
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [THEME / "templates"] if THEME else [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "freesheet.public.theme.loading.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Durability: FULL, so that a power cut never takes back an acknowledged save.
_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "freesheet.sqlite3",
    "CONN_MAX_AGE": 600,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;"
            "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-8000;"
        ),
    },
    "TEST": {"NAME": DATA / "test.sqlite3"},
}
DATABASES = {"default": env.database(url) if (url := env.text("DATABASE_URL")) else _SQLITE}

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
        if (url := env.text("REDIS_URL"))
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "freesheet_cache",
            # culling would forget the lock-out counters of sign-in; the schedule removes what has expired
            "OPTIONS": {"MAX_ENTRIES": 1_000_000},
        }
    )
}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [("own", THEME / "static")] if THEME and (THEME / "static").is_dir() else []
MEDIA_URL = "/desk/originals/"  # for signed-in staff: what readers see is pressed under /media/
MEDIA_ROOT = DATA / "originals"
PRESS_ROOT = DATA / "pressed"
OUTBOX = DATA / "outbox"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = env.number("UPLOAD_BYTES")

# Work that Wagtail itself puts off: search index, references
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Wagtail
WAGTAIL_PAGE_MODEL = "wagtailcore.Page"
WAGTAIL_SITE_NAME = "Freesheet"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "freesheet.public.pictures.forms.PictureForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = env.number("UPLOAD_BYTES")
WAGTAILDOCS_EXTENSIONS = ["csv", "pdf"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = env.number("UPLOAD_BYTES")
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "wagtail.search.backends.database",
        "SEARCH_CONFIG": "simple",  # PostgreSQL's; stems are ours, the same on every database
    }
}
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(name for name in available_timezones() if name[0].isupper() and "/" in name)]
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "freesheet.desk.wagtail.rich_text.RichTextEditor"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/desk/account/login/"

# Staff (docs/house.md, 5: readers are not users)
AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["freesheet.staff.backend.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "freesheet.staff.adapter.StaffAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # sign-up is closed; without this, sign-in asks no password
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation was mailed there: the address is proven by accepting
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail when a password or a second factor has changed
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",  # key: the address, and again the user at the second factor
    "request_login_code": "20/m/ip,3/m/key,12/h/key",
    "reauthenticate": "10/m/user",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "freesheet.staff.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Freesheet"
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds either way, as RFC 6238 allows
MFA_RECOVERY_CODES_SHOW_ONCE = True

# Mail: Django's own, too, goes through the mailroom
EMAIL_BACKEND = "freesheet.doors.mailroom.backend.Letters"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM")
SMTP_URL = env.smtp(env.text("SMTP_URL"))
SMTP_LINES = env.number("SMTP_LINES")
MAILS_A_SECOND = env.number("MAILS_A_SECOND")
BOUNCES_TO = env.bare_address("BOUNCES_TO")
BOUNCE_MAILBOX = env.imap(env.text("BOUNCE_MAILBOX"))
ANYMAIL = {**env.named("MAIL_PROVIDER_KEYS"), "WEBHOOK_SECRET": env.listed("MAIL_HOOK_SECRET")}
DKIM_KEYS = DATA / "dkim" if env.switch("DKIM") else None

# Readers' forms
DISPOSABLE = env.choice("DISPOSABLE_ADDRESSES", ("refuse", "flag"))
CONFIRMATIONS_AN_HOUR = env.number("CONFIRMATIONS_AN_HOUR")
DELIVERIES_KEPT_DAYS = env.number("DELIVERIES_KEPT_DAYS")
FLOOD_OF_SIGN_UPS = env.number("FLOOD_OF_SIGN_UPS")

# Cookies and headers; pressed pages get theirs from the front door
SESSION_COOKIE_NAME = "freesheet_desk"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/desk/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "freesheet_csrf"
CSRF_FAILURE_VIEW = "freesheet.config.errors.form_refused"
CSRF_TRUSTED_ORIGINS = [SITE_URL, *(f"{_site.scheme}://{host}" for host in env.listed("HOSTS"))]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
X_FRAME_OPTIONS = "SAMEORIGIN"

SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "freesheet.kit.log_flood.CountingHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "freesheet": {"level": "INFO"},
        "flufl.bounce": {"level": "CRITICAL"},  # tells of each mail that one of its detectors stumbles over
    },
}
