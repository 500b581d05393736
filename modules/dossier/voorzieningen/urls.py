"""The addresses of the catalogue."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.voorzieningen.views import catalogus

app_name = "voorzieningen"
urlpatterns: list[URLPattern] = [
    path("inrichting/voorzieningen", catalogus.voorzieningen, name="voorzieningen"),
    path("inrichting/voorzieningen/nieuw", catalogus.nieuw, name="nieuw"),
    path("inrichting/voorzieningen/exporteren", catalogus.exporteren, name="exporteren"),
    path("inrichting/voorzieningen/inlezen", catalogus.inlezen, name="inlezen"),
    path("inrichting/voorzieningen/<uuid:product_id>", catalogus.product, name="product"),
]
