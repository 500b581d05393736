"""The address where a gemeente reads what is new."""

from __future__ import annotations

from django.urls import path

from tenants.golven.views import eigen

app_name = "golven"
urlpatterns = [path("versie", eigen.eigen, name="eigen")]
