"""The addresses of a gemeente's own invoices."""

from __future__ import annotations

from django.urls import path

from billing.views import eigen

app_name = "billing"
urlpatterns = [
    path("facturen", eigen.facturen, name="eigen_facturen"),
    path("facturen/<uuid:factuur_id>", eigen.factuur, name="eigen_factuur"),
    path("facturen/<uuid:factuur_id>/pdf", eigen.pdf, name="eigen_pdf"),
    path("facturen/<uuid:factuur_id>/e-factuur", eigen.ubl, name="eigen_ubl"),
]
