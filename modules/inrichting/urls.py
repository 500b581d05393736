"""The addresses of the inrichting, and of the published house style."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.inrichting.views import (
    gebieden,
    huisstijl,
    keuzehulp,
    lijsten,
    overzicht,
    teamlid,
    teammodel,
    teams,
    versies,
)

app_name = "inrichting"
B = "inrichting"
urlpatterns: list[URLPattern] = [
    path(B, overzicht.overzicht, name="overzicht"),
    path(f"{B}/teammodel", teammodel.teammodel, name="teammodel"),
    path(f"{B}/teammodel/teams/<uuid:team_id>", teammodel.teammodel_team, name="teammodel_team"),
    path(f"{B}/teammodel/controleer", teammodel.controleer_pagina, name="controleer"),
    path(f"{B}/teammodel/medewerkers", teammodel.medewerkers, name="teammodel_medewerkers"),
    path(f"{B}/teammodel/weggooien", teammodel.weggooien, name="weggooien"),
    path(f"{B}/teammodel/terughalen", teammodel.terughalen, name="terughalen"),
    path(f"{B}/teammodel/versies", versies.versies, name="versies"),
    path(f"{B}/teammodel/versies/<int:nummer>/terug", versies.terug, name="versie_terug"),
    path(f"{B}/teammodel/keuzehulp", keuzehulp.begin, name="keuzehulp"),
    path(f"{B}/teammodel/keuzehulp/opnieuw", keuzehulp.opnieuw, name="keuzehulp_opnieuw"),
    path(f"{B}/teammodel/keuzehulp/uitkomst", keuzehulp.uitkomst, name="keuzehulp_uitkomst"),
    path(f"{B}/teammodel/keuzehulp/<int:nummer>", keuzehulp.vraag, name="keuzehulp_vraag"),
    path(f"{B}/teammodel/keuzehulp/<uuid:uitkomst_id>", keuzehulp.eerder, name="keuzehulp_eerder"),
    path(f"{B}/teammodel/keuzehulp/<uuid:uitkomst_id>/gebruik", keuzehulp.gebruik, name="keuzehulp_gebruik"),
    path(f"{B}/teammodel/gereedheid", keuzehulp.gereedheid, name="gereedheid"),
    path(f"{B}/teammodel/gereedheid/<slug:sleutel>", keuzehulp.gereedheid_check, name="gereedheid_check"),
    path(f"{B}/teams", teams.teams, name="teams"),
    path(f"{B}/teams/nieuw", teams.nieuw, name="team_nieuw"),
    path(f"{B}/teams/wijken", gebieden.gebieden, name="gebieden"),
    path(f"{B}/teams/wijken/inlezen", gebieden.inlezen, name="gebieden_inlezen"),
    path(f"{B}/teams/wijken/adressen", gebieden.adressen_inlezen, name="adressen_inlezen"),
    path(f"{B}/teams/wijken/<uuid:wijk_id>/verwijderen", gebieden.verwijder_wijk, name="wijk_verwijderen"),
    path(f"{B}/teams/<uuid:team_id>", teams.team, name="team"),
    path(f"{B}/teams/<uuid:team_id>/wijzigen", teams.wijzig, name="team_wijzigen"),
    path(f"{B}/teams/<uuid:team_id>/gebied", teams.gebied, name="team_gebied"),
    path(f"{B}/teams/<uuid:team_id>/stoppen", teams.stop, name="team_stoppen"),
    path(f"{B}/teams/<uuid:team_id>/hervatten", teams.hervat, name="team_hervatten"),
    path(f"{B}/teamleden/nieuw", teamlid.nieuw, name="teamlid_nieuw"),
    path(f"{B}/mensen/<uuid:gebruiker_id>/teamlid", teamlid.van_persoon, name="persoon_teamleden"),
    path(f"{B}/mensen/<uuid:gebruiker_id>/teamlid/<uuid:teamlid_id>", teamlid.teamlid, name="teamlid"),
    path(
        f"{B}/detacheringen/<uuid:detachering_id>/einde", teamlid.detachering_einde, name="detachering_einde"
    ),
    path(
        f"{B}/registraties/<uuid:registratie_id>/verwijderen",
        teamlid.registratie_weg,
        name="registratie_verwijderen",
    ),
    path(f"{B}/organisaties", lijsten.organisaties, name="organisaties"),
    path(f"{B}/organisaties/nieuw", lijsten.organisatie, name="organisatie_nieuw"),
    path(f"{B}/organisaties/<uuid:organisatie_id>", lijsten.organisatie, name="organisatie"),
    path(
        f"{B}/organisaties/<uuid:organisatie_id>/verwijderen",
        lijsten.organisatie_weg,
        name="organisatie_verwijderen",
    ),
    path(f"{B}/inlooppunten", lijsten.inlooppunten, name="inlooppunten"),
    path(f"{B}/inlooppunten/nieuw", lijsten.inlooppunt, name="inlooppunt_nieuw"),
    path(f"{B}/inlooppunten/<uuid:inlooppunt_id>", lijsten.inlooppunt, name="inlooppunt"),
    path(
        f"{B}/inlooppunten/<uuid:inlooppunt_id>/verwijderen",
        lijsten.inlooppunt_weg,
        name="inlooppunt_verwijderen",
    ),
    path(f"{B}/modules", lijsten.modules, name="modules"),
    path(f"{B}/begrippen", lijsten.begrippen, name="begrippen"),
    path(f"{B}/begrippen/<slug:sleutel>", lijsten.begrip, name="begrip"),
    path(f"{B}/begrippen/<slug:sleutel>/herstellen", lijsten.begrip_herstel, name="begrip_herstellen"),
    path(f"{B}/huisstijl", huisstijl.huisstijl, name="huisstijl"),
    path(f"{B}/huisstijl/publiceren", huisstijl.publiceer, name="huisstijl_publiceren"),
    path(f"{B}/huisstijl/weggooien", huisstijl.weggooien, name="huisstijl_weggooien"),
    path(f"{B}/huisstijl/voorbeeld/<slug:scherm>", huisstijl.voorbeeld, name="huisstijl_voorbeeld"),
    path(f"{B}/huisstijl/proef-<int:versie>.css", huisstijl.proef_css, name="huisstijl_proef"),
    path("huisstijl/<slug:kenmerk>.css", huisstijl.publiek_css, name="huisstijl_css"),
    path("huisstijl/<slug:kenmerk>.png", huisstijl.publiek_logo, name="huisstijl_logo"),
]
