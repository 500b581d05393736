"""Settings of every installation. What differs per installation comes from `env.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from keukentafel.env import databank, databank_opties, omgeving
from keukentafel.tenancy.backend.pool import maak_schoon

PAKKET = Path(__file__).resolve().parent.parent

SECRET_KEY = omgeving.secret_key
DEBUG = False
KT_DOMEIN = omgeving.domein
KT_POORT = omgeving.poort
KT_MODUS = omgeving.modus
KT_MELDPUNT = omgeving.meldpunt
KT_METRIEKEN = omgeving.metrieken
KT_LOG = omgeving.log
KT_PROEFADRES = omgeving.proefadres or (
    f"https://leverancier.{KT_DOMEIN}" if omgeving.https else f"http://127.0.0.1:{KT_POORT}"
)
KT_CLAMD = omgeving.clamd
KT_STRIPE_SLEUTEL = omgeving.stripe_sleutel
KT_STRIPE_WEBHOOKGEHEIMEN = omgeving.stripe_webhookgeheimen
KT_STRIPE_URL = omgeving.stripe_url
KT_SENTRY_DSN = omgeving.sentry_dsn
KT_SLEUTELBOS = omgeving.sleutelbos
KT_SCHERVEN = omgeving.scherven  # the part of each gemeente's key outside the database; a copy of now only
KT_SLEUTELS_HOUDBAAR = 60  # seconds that a process may go on with the keys it read
KT_OPSLAG = omgeving.data / "bestanden"
KT_UITVOER = omgeving.data / "uitvoer"  # exports of gemeenten; each opens with the keys of that gemeente only
KT_VERNIETIGINGSBOEK = (
    omgeving.data / "vernietigingsboek"
)  # outside the database: a restore must not bring it back
KT_PROEFSYSTEMEN = omgeving.data / "proefsystemen.sqlite"  # what the practice systems of the demo keep
KT_ANKERS = omgeving.ankers  # anchors of the logboeken; on a disk of their own where there is one
ZAAIFOUTEN_TOEGESTAAN = False

# The host decides the gemeente and is checked against the directory, not against a list here.
ALLOWED_HOSTS = ["*"]
USE_X_FORWARDED_HOST = False

ROOT_URLCONF = "keukentafel.urls"
WSGI_APPLICATION = "keukentafel.wsgi.application"
APPEND_SLASH = False
GEZONDHEIDSPADEN = frozenset({"/-/live", "/-/ready", "/-/startup"})

SHARED_APPS = [
    "tenants",
    "tenants.console",
    "tenants.golven",
    "tenants.uitvoer",
    "tenants.clusters",
    "support",
    "billing",
    "billing.betalen",
    "modules.inrichting.bibliotheek",
]
TENANT_APPS = [
    "keukentafel.identity",
    "keukentafel.audit",
    "keukentafel.outbox",
    "keukentafel.uitgaand",
    "modules.inrichting",
    "modules.inrichting.configuratie",
    "modules.inrichting.werkdocumenten",
    "modules.dossier",
    "modules.dossier.inlezen",
    "modules.dossier.documenten",
    "modules.dossier.bewaren",
    "modules.dossier.toegang",
    "modules.dossier.delen",
    "modules.dossier.brieven",
    "modules.dossier.besluiten",
    "modules.dossier.voorzieningen",
    "modules.dossier.hulpvragen",
    "modules.dossier.aanbiedersignalen",
    "modules.dossier.ruimte",
    "modules.dossier.kortehulp",
    "modules.dossier.werk",
    "modules.wmo",
    "modules.jeugd",
    "modules.participatie",
    "modules.zgw.catalogus",
    "modules.zgw.autorisaties",
    "modules.zgw.sporen",
    "modules.zgw.notificaties",
    "modules.zgw.documenten",
    "modules.zgw.zaken",
    "modules.zgw.beheer",
    "modules.zgw.besluiten",
    "modules.zgw.stroom",
    "modules.zgw.postvak",
    "modules.koppelingen",
    "modules.toegangsleutels",
    "modules.ondersteuning",
    "api.zgw",
    "api.v1",
]
# django-tenants brings the tenant mixin and its migration executor; contenttypes is only there
# because django-tenants imports it, and no schema gets its table.
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_tenants",
    "django_htmx",
    "csp",
    "template_partials",
    "rest_framework",
    "keukentafel.tenancy",
    "keukentafel.apps.GrondConfig",
    *SHARED_APPS,
    *TENANT_APPS,
]
TENANT_MODEL = "tenants.Gemeente"
TENANT_DOMAIN_MODEL = "tenants.Domein"
TENANT_SYNC_ROUTER = "keukentafel.tenancy.router.SchemaRouter"
DATABASE_ROUTERS = [TENANT_SYNC_ROUTER]
AUTH_USER_MODEL = "identity.Gebruiker"

MIDDLEWARE = [
    "keukentafel.middleware.veilig.VeiligMiddleware",  # outermost: files and refusals carry the headers too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "keukentafel.tenancy.middleware.GemeenteMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "keukentafel.audit.middleware.HerkomstMiddleware",
    "csp.middleware.CSPMiddleware",
    "keukentafel.middleware.instellingen.InstellingenMiddleware",  # before: a gemeente chooses how long a session lasts
    "modules.ondersteuning.middleware.MeekijkMiddleware",  # before: a look has a cookie of its own, and no session
    "keukentafel.identity.middleware.SessieMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "keukentafel.identity.middleware.GebruikerMiddleware",
    "keukentafel.middleware.foutmelding.FoutmeldingMiddleware",  # after: it says in which role
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "keukentafel.middleware.vraag.VraagMiddleware",  # before any view reads its question
    "keukentafel.rechten.RechtenMiddleware",
    "billing.alleen_lezen.LeesMiddleware",  # after the rights: it tells nobody of a route that is not theirs
    "keukentafel.middleware.ritme.RitmeMiddleware",
    "modules.dossier.delen.middleware.ConvenantMiddleware",  # after the rights: it leads nobody to a closed door
    "modules.dossier.toegang.middleware.ToegangMiddleware",  # last: what a guard raises is answered around the view
]
if KT_LOG == "json":
    MIDDLEWARE.insert(0, "keukentafel.middleware.verzoeklog.VerzoeklogMiddleware")
if KT_METRIEKEN is not None:
    MIDDLEWARE.insert(0, "keukentafel.metrieken.MetriekenMiddleware")

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PAKKET / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "csp.context_processors.nonce",
                "keukentafel.context.pagina",
            ],
        },
    }
]

POOL = {
    "min_size": 1,
    "max_size": omgeving.pool_max,
    "max_lifetime": 600,
    "timeout": 10,
    "reset": maak_schoon,
}


def _databank(url: str, login: str, *, pool: bool, cluster: str = "") -> dict[str, Any]:
    opties: dict[str, Any] = {"application_name": f"keukentafel-{login}", **databank_opties(url)}
    if pool:
        opties["pool"] = POOL
    return {
        "ENGINE": "keukentafel.tenancy.backend",
        "KT_LOGIN": login,
        "KT_CLUSTER": cluster,
        "ATOMIC_REQUESTS": login == "app" and not cluster,  # `default` is the cluster of the scope
        "CONN_MAX_AGE": 0,
        "OPTIONS": opties,
        **databank(url),
    }


DATABASES = {"default": _databank(omgeving.database_url, "app", pool=True)}
if omgeving.migrator_url:
    DATABASES["migrator"] = _databank(omgeving.migrator_url, "migrator", pool=False)
if omgeving.bootstrap_url:
    DATABASES["beheer"] = _databank(omgeving.bootstrap_url, "beheer", pool=False)
KT_NIEUW_OP = omgeving.nieuw_op
KT_CLUSTERS = tuple(ander.naam for ander in omgeving.clusters)
for _ander in omgeving.clusters:  # `keukentafel.tenancy.backend.kies` gives them when the scope lives there
    DATABASES[f"default@{_ander.naam}"] = _databank(
        _ander.database_url, "app", pool=True, cluster=_ander.naam
    )
    if _ander.migrator_url:
        DATABASES[f"migrator@{_ander.naam}"] = _databank(
            _ander.migrator_url, "migrator", pool=False, cluster=_ander.naam
        )
    if _ander.bootstrap_url:
        DATABASES[f"beheer@{_ander.naam}"] = _databank(
            _ander.bootstrap_url, "beheer", pool=False, cluster=_ander.naam
        )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"  # only django_migrations: ours are UUIDv7

REST_FRAMEWORK = {
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
KT_API_PER_MINUUT = 600  # calls of one account to our own API in one gemeente
KT_ZGW_PER_MINUUT = 30_000  # calls of one client in one gemeente: five hundred a second

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": omgeving.broker_url.rsplit("/", 1)[0] + "/1",
        "KEY_FUNCTION": "keukentafel.tenancy.sleutels.cache_key_function",
        "TIMEOUT": 300,
    }
}

SESSION_ENGINE = "keukentafel.identity.sessies"
SESSION_COOKIE_NAME = "__Host-kt_sessie" if omgeving.https else "kt_sessie"
SESSION_COOKIE_SECURE = omgeving.https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-kt_csrf" if omgeving.https else "kt_csrf"
CSRF_COOKIE_SECURE = omgeving.https
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "keukentafel.fouten.csrf"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SIGNING_BACKEND = "keukentafel.tenancy.teken.GeenKaalTeken"

SECURE_SSL_REDIRECT = omgeving.https
SECURE_HSTS_SECONDS = 63_072_000 if omgeving.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

KT_RITME = {  # how often a minute: by person, or by address when nobody is signed in
    "dossier:zoeken": 60,
    "dossier:huishoudens": 90,
    "dossier:melding_bekenden": 120,
    "dossier:adres_team": 120,
    "documenten:bestand": 60,
    "identity:uitnodiging": 20,
    "identity:wachtwoord_vergeten": 20,
    "delen:link": 20,
    "delen:link_code": 20,
    "hulpvragen:hulp_vragen": 20,
}

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = omgeving.data / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

DEFAULT_FROM_EMAIL = f"Keukentafel <geen-antwoord@{KT_DOMEIN}>"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_TIMEOUT = 10  # seconds; a mail server that says nothing must not keep a request
EMAIL_FILE_PATH = omgeving.data / "post"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

CELERY_BROKER_URL = omgeving.broker_url
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 1800
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TASK_ROUTES = {
    "tenants.klaarzetten*": {"queue": "klaarzetten"},
    "golven.werk": {"queue": "klaarzetten"},
    "tenants.vernietigen": {"queue": "klaarzetten"},
    "tenants.sleutels_sluiten": {"queue": "klaarzetten"},
    "support.rol_*": {"queue": "klaarzetten"},
    # Long work has a worker of its own: who makes a gemeente does not wait behind an export.
    "uitvoer.*": {"queue": "kopieen"},
    "clusters.*": {"queue": "kopieen"},
    **{
        f"uitvoer.{kort}": {"queue": "klaarzetten"} for kort in ("wissel", "weg", "rooster", "tik")
    },  # a name goes before a pattern
}
CELERY_TIMEZONE = TIME_ZONE

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"zonder_persoon": {"()": "keukentafel.logboeken.ZonderPersoonsgegevens"}},
    "formatters": {"tekst": {"format": "%(message)s"}, "json": {"()": "keukentafel.logregels.Regels"}},
    "handlers": {
        "scherm": {"class": "logging.StreamHandler", "filters": ["zonder_persoon"], "formatter": KT_LOG}
    },
    "root": {"handlers": ["scherm"], "level": "INFO"},
    "loggers": {
        "django.db.backends": {"level": "WARNING"},
        "stripe": {"level": "WARNING"},  # it would write down every address that it asks
    },
}
