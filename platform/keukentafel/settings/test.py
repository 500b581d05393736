"""The tests: the same walls, no pool (a test holds one connection), switches for seeded bugs."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher

from keukentafel.settings.base import *  # noqa: F403 -- settings are made by layering
from keukentafel.settings.base import DATABASES

IS_DEMO = False


class LichteArgon2(Argon2PasswordHasher):
    """The hasher of the product, made to cost next to nothing: it is slow on purpose."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1


PASSWORD_HASHERS = [f"{__name__}.LichteArgon2"]
ZAAIFOUTEN_TOEGESTAAN = True
KT_RITME = {}  # tests ask more in a minute than people do; the test of it sets its own
KT_SLEUTELS_HOUDBAAR = 86_400  # reading them again would be a query more in a test that counts them
for _databank_instelling in DATABASES.values():
    _databank_instelling["OPTIONS"].pop("pool", None)
    if _databank_instelling["KT_LOGIN"] == "app":
        _databank_instelling["CONN_MAX_AGE"] = 600
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "keukentafel.tenancy.sleutels.cache_key_function",
    }
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- whitenoise warns when it is not there
