"""The addresses of sharing."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.delen.views import (
    beheer,
    convenant,
    deling,
    link,
    overzicht,
    partner,
    scan,
    toestemming,
    verhaal,
    weging,
)

_HIER = "huishoudens/<uuid:huishouden_id>/delen"
_TOESTEMMING = f"{_HIER}/toestemming/<uuid:toestemming_id>"
_DELING = f"{_HIER}/gedeeld/<uuid:deling_id>"
_WEGING = "delen/afwegingen/<uuid:weging_id>"

app_name = "delen"
urlpatterns: list[URLPattern] = [
    path(_HIER, overzicht.overzicht, name="overzicht"),
    path(f"{_HIER}/vragen", overzicht.vragen, name="vragen"),
    path(f"{_HIER}/vragen/<str:soort>/<uuid:inwoner_id>", toestemming.vraag, name="vraag"),
    path(_TOESTEMMING, toestemming.toestemming, name="toestemming"),
    path(f"{_TOESTEMMING}/antwoord/<uuid:gever_id>", toestemming.antwoord, name="antwoord"),
    path(f"{_TOESTEMMING}/scan/<uuid:gever_id>", scan.scan, name="scan"),
    path(f"{_TOESTEMMING}/intrekken", toestemming.intrekken, name="intrekken"),
    path(f"{_HIER}/met/<uuid:grond_id>", deling.deling_nieuw, name="deling_nieuw"),
    path(_DELING, deling.deling, name="deling"),
    path(f"{_DELING}/stop", deling.deling_stop, name="deling_stop"),
    path(f"{_HIER}/verhaal/<uuid:inwoner_id>", verhaal.verhaal, name="verhaal"),
    path(f"{_HIER}/afweging", weging.weging_nieuw, name="weging_nieuw"),
    path("delen/afwegingen", weging.afwegingen, name="afwegingen"),
    path(_WEGING, weging.weging, name="weging"),
    path(f"{_WEGING}/oordeel", weging.weging_oordeel, name="weging_oordeel"),
    path(f"{_WEGING}/verteld", weging.weging_verteld, name="weging_verteld"),
    path(f"{_WEGING}/stop", weging.weging_stop, name="weging_stop"),
    path("met-mij-gedeeld", partner.lijst, name="met_mij_gedeeld"),
    path("met-mij-gedeeld/<uuid:deling_id>", partner.gedeeld, name="gedeeld"),
    path("met-mij-gedeeld/<uuid:deling_id>/acties/<uuid:actie_id>", partner.actie, name="gedeelde_actie"),
    path("mijn-acties", partner.mijn_acties, name="mijn_acties"),
    path("veilige-link/<str:token>", link.link, name="link"),
    path("gedeeld/code", link.code, name="link_code"),
    path("gedeeld/lezen", link.lezen, name="link_lezen"),
    path("convenant", convenant.convenant, name="convenant"),
    path("inrichting/convenant", convenant.beheer, name="convenant_beheer"),
    path("inrichting/convenant/publiceren", convenant.publiceren, name="convenant_publiceren"),
    path("inrichting/convenant/bevestigd", convenant.bevestigd, name="convenant_bevestigd"),
    path("inrichting/partners", beheer.partners, name="partners"),
    path("inrichting/partners/<uuid:partnerlid_id>/einde", beheer.partner_einde, name="partner_einde"),
    path("registraties", beheer.registraties, name="registraties"),
]
