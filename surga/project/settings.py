"""Django's settings, made from the environment (docs: contracts in README, section Settings)."""

from __future__ import annotations

from urllib.parse import urlsplit

from surga.project.configuration import environment as env
from surga.project.configuration import messaging, national, partners
from surga.project.configuration.logs import LOGGING as LOGGING
from surga.project.configuration.policy import policy_with, tiles

# A demonstration needs no settings at all; in public SURGA_DEBUG=0 asks for them. Django's own DEBUG stays off in
# both: its pages tell a stranger what stands in the memory.
DEMONSTRATION = env.flag("SURGA_DEBUG", True)
DEBUG = False
SECRET_KEY = env.secret_key(DEMONSTRATION)
PUBLIC_URL = env.text("SURGA_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
SURGA_CITY = env.text("SURGA_CITY", "kediri")
# The proxies whose X-Forwarded-For is believed: addresses or networks, parted by commas; "*" for any.
SURGA_TRUSTED_PROXY = env.text("SURGA_TRUSTED_PROXY")

_public = urlsplit(PUBLIC_URL)
ALLOWED_HOSTS = ["*"] if DEMONSTRATION else [_public.hostname or "localhost", "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "surga.events",
    "surga.core.agencies",
    "surga.core.regions",
    "surga.core.knowledge",
    "surga.core.hotlines",
    "surga.core.people",
    "surga.core.cases",
    "surga.core.intake",
    "surga.reactions.notify",
    "surga.reactions.register",
    "surga.reactions.insight",
    "surga.reactions.similar",
    "surga.reactions.surveys",
    "surga.reactions.sync",
    "surga.reactions.together",
    "surga.reactions.triage",
    "surga.doors.look",
    "surga.doors.portal",
    "surga.doors.portal.browsing.surveying",
    "surga.doors.desk",
    "surga.doors.desk.centre.rounds",
    "surga.doors.executive.frame",
    "surga.doors.executive.today",
    "surga.doors.executive.findings",
    "surga.doors.executive.places",
    "surga.doors.executive.satisfaction",
    "surga.doors.executive.future",
    "surga.doors.executive.papers",
    "surga.doors.executive.keeping",
    "surga.doors.api",
    "surga.project",
]
MIDDLEWARE = [
    "surga.doors.api.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "surga.doors.portal.gate.bodies.BodiesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "surga.doors.look.pages.mistakes.MistakesMiddleware",
    "axes.middleware.AxesMiddleware",
    "surga.doors.executive.frame.looking.LookingMiddleware",
]
ROOT_URLCONF = "surga.project.urls"
WSGI_APPLICATION = "surga.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "surga.doors.look.pages.context.look",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": env.database(env.text("SURGA_DATABASE_URL", "sqlite:///var/surga.sqlite3"))}
# Counts of requests and figures of the home page. In each process by itself: with N web processes a
# rate limit lets N times as much pass.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
#: An index may hold columns beside its keys on PostgreSQL; SQLite leaves them out, and that is all there is to it.
SILENCED_SYSTEM_CHECKS = ["models.W040"]

AUTH_USER_MODEL = "people.Officer"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/masuk"
LOGIN_REDIRECT_URL = "/meja"
LOGOUT_REDIRECT_URL = "/masuk"
# Ten wrong passwords for one name from one place close that pair for a quarter of an hour.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "surga.doors.desk.frame.login.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "bahasa"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = env.var_dir() / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(env.media_folder(env.text("SURGA_MEDIA_URL", "file://var/media")))},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMONSTRATION
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEMONSTRATION
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

#: What the routing learned (`surga train`); absent in a city that has not learned yet.
TRIAGE_MODEL = env.var_dir() / "triage" / "routing.npz"
#: Where the files of the open data are kept (`/data`): made on demand, at most once an hour.
OPEN_DATA = env.var_dir() / "opendata"

MAILERS = {"default": env.mailer(env.text("SURGA_EMAIL_URL"), env.var_dir() / "mail")}
DEFAULT_FROM_EMAIL = env.text("SURGA_EMAIL_FROM", "surga@localhost")

WHATSAPP = messaging.whatsapp()
TELEGRAM = messaging.telegram(SECRET_KEY)
MAILBOX = messaging.mailbox(DEFAULT_FROM_EMAIL)
SP4N = national.sp4n()
PARTNERS = partners.partners()
SYNC_SIDES = partners.sides(PARTNERS)

# Five photos of 10 MB and a long text fit; anything larger is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = str(env.upload_folder())
DATA_UPLOAD_MAX_NUMBER_FIELDS = 600
DATA_UPLOAD_MAX_NUMBER_FILES = 10

#: Map tiles from a server of the city's choice; None: maps are drawn from its own shapes alone.
TILES = tiles()
SECURE_CSP = policy_with(TILES)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_https = _public.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SESSION_COOKIE_NAME = "surga_sesi"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_FAILURE_VIEW = "surga.doors.look.pages.mistakes.csrf_failure"
