"""The addresses of toegang."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.toegang.views import nood, onderbreking, toezicht, verzoeken

app_name = "toegang"
urlpatterns: list[URLPattern] = [
    path("toegang/vragen", verzoeken.vragen, name="vragen"),
    path("toegang/mijn", verzoeken.mijn, name="mijn_verzoeken"),
    path("toegang/mijn/intrekken", verzoeken.intrekken, name="intrekken"),
    path("toegang/verzoeken/<uuid:toegangsverzoek_id>", verzoeken.verzoek, name="verzoek"),
    path("toegang/noodtoegang", nood.nood, name="nood"),
    path("toegang/veel", onderbreking.veel, name="veel"),
    path("toegang/gestopt", onderbreking.gestopt, name="gestopt"),
    path("huishoudens/<uuid:huishouden_id>/toegang", verzoeken.rechten, name="rechten"),
    path("huishoudens/<uuid:huishouden_id>/toegang/vragen", verzoeken.vragen_hier, name="vragen_hier"),
    path(
        "huishoudens/<uuid:huishouden_id>/toegang/<uuid:toegangsgrond_id>/intrekken",
        verzoeken.recht_intrekken,
        name="recht_intrekken",
    ),
    path("huishoudens/<uuid:huishouden_id>/noodtoegang", nood.nood_hier, name="nood_hier"),
    path("huishoudens/<uuid:huishouden_id>/noodtoegang/stop", nood.stop, name="nood_stop"),
    path("huishoudens/<uuid:huishouden_id>/onderbreking", onderbreking.onderbreking, name="onderbreking"),
    path("huishoudens/<uuid:huishouden_id>/afschermen", onderbreking.afschermen, name="afschermen"),
    path("mijn-instellingen/eigen-adres", onderbreking.eigen_adres, name="eigen_adres"),
    path("toezicht", toezicht.toezicht, name="toezicht"),
    path("toezicht/noodtoegang/<uuid:noodtoegang_id>", nood.beoordelen, name="nood_beoordelen"),
    path("toezicht/grenzen", toezicht.instellingen, name="instellingen"),
    path("toezicht/steekproef", toezicht.steekproef, name="steekproef"),
    path("toezicht/steekproef/<uuid:steekproefregel_id>", toezicht.steekproefregel, name="steekproefregel"),
    path("toezicht/alarm/<uuid:alarm_id>", toezicht.alarm, name="alarm"),
    path("attenderingen", toezicht.attenderingen, name="attenderingen"),
    path("attenderingen/gelezen", toezicht.gelezen, name="gelezen"),
]
