"""Where each register hangs."""

from __future__ import annotations

from django.urls import include, path

from api.zgw.kern.adres import WORTELS

_MODULES = {
    "ztc": "api.zgw.catalogi.urls",
    "ac": "api.zgw.autorisaties.urls",
    "nrc": "api.zgw.notificaties.urls",
    "zrc": "api.zgw.zaken.urls",
    "drc": "api.zgw.documenten.urls",
    "brc": "api.zgw.besluiten.urls",
}
urlpatterns = [path(f"{WORTELS[component]}/", include(module)) for component, module in _MODULES.items()]
