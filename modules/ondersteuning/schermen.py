"""What a screen is called for people: they read which ones the supplier opened, and know no route."""

from __future__ import annotations

from typing import Final

from django.apps import apps

from keukentafel import registry

ONBEKEND: Final = "Een pagina die er niet is"
_NAMEN: Final = {
    "besluiten:lijst": "Besluiten van het huishouden",
    "besluiten:nieuw": "Nieuw besluit",
    "besluiten:klacht_nieuw": "Nieuwe klacht",
    "brieven:van_huishouden": "Brieven van het huishouden",
    "brieven:nieuw": "Nieuwe brief",
    "delen:overzicht": "Met wie is gedeeld",
    "delen:vragen": "Toestemming vragen",
    "delen:vraag": "Vraag om toestemming",
    "delen:toestemming": "Toestemming",
    "delen:antwoord": "Antwoord op een vraag om toestemming",
    "delen:scan": "Scan van een toestemming",
    "delen:intrekken": "Toestemming intrekken",
    "delen:deling_nieuw": "Iets delen",
    "delen:deling": "Wat is gedeeld",
    "delen:verhaal": "Verhaal bij een overdracht",
    "delen:weging_nieuw": "Afweging om te delen",
    "documenten:lijst": "Documenten van het huishouden",
    "documenten:nieuw": "Nieuw document",
    "documenten:versie": "Nieuwe versie van een document",
    "documenten:bestand": "Document",
    "dossier:afspraak_voor": "Nieuwe afspraak",
    "dossier:evaluaties": "Evaluaties",
    "dossier:evaluatie_nieuw": "Nieuwe evaluatie",
    "dossier:waakvlam": "Vinger aan de pols",
    "dossier:afsluiten": "Hulp afsluiten",
    "dossier:overdragen": "Hulp overdragen",
    "dossier:crisis": "Crisis",
    "dossier:afsluitvoorstel": "Voorstel om de hulp te stoppen",
    "dossier:gesprekken": "Gesprekken",
    "dossier:gesprek_start": "Gesprek beginnen",
    "dossier:huishouden": "Huishouden",
    "dossier:wie_keek_mee": "Wie keek mee",
    "dossier:wie_keek_mee_afdruk": "Afdruk van wie meekeek",
    "dossier:melding_voor": "Nieuwe melding",
    "dossier:zelfredzaamheid": "Zelfredzaamheid",
    "dossier:zrm_meten": "ZRM meten",
    "dossier:zrm_nieuw": "Nieuwe ZRM-meting",
    "dossier:huishouden_wijzigen": "Gegevens van het huishouden",
    "dossier:persoon_nieuw": "Nieuwe persoon",
    "dossier:persoon": "Persoon",
    "dossier:netwerk": "Netwerk",
    "dossier:netwerklid": "Iemand uit het netwerk",
    "dossier:betrokkenen": "Wie werkt mee",
    "dossier:plan": "Plan",
    "dossier:plan_vergelijken": "Plannen vergelijken",
    "dossier:plan_afdrukken": "Afdruk van het plan",
    "dossier:doel_nieuw": "Nieuw doel",
    "dossier:actie_nieuw": "Nieuwe actie",
    "dossier:regie": "Regie",
    "dossier:wachten": "Wachten op hulp",
    "identity:mensen": "Mensen en rollen",
    "inrichting:overzicht": "Overzicht van de inrichting",
    "inrichting:teammodel_team": "Teammodel van een team",
    "inrichting:controleer": "Teammodel controleren",
    "inrichting:teammodel_medewerkers": "Medewerkers in het teammodel",
    "inrichting:versies": "Versies van het teammodel",
    "inrichting:versie_terug": "Terug naar een vorig teammodel",
    "inrichting:keuzehulp": "Keuzehulp",
    "inrichting:keuzehulp_uitkomst": "Uitkomst van de keuzehulp",
    "inrichting:keuzehulp_vraag": "Vraag van de keuzehulp",
    "inrichting:keuzehulp_eerder": "Eerdere uitkomst van de keuzehulp",
    "inrichting:gereedheid": "Klaar om te beginnen",
    "inrichting:gereedheid_check": "Wat nog geregeld moet worden",
    "inrichting:team_nieuw": "Nieuw team",
    "inrichting:gebieden": "Wijken en buurten",
    "inrichting:gebieden_inlezen": "Wijken en buurten inlezen",
    "inrichting:adressen_inlezen": "Adressen inlezen",
    "inrichting:team": "Team",
    "inrichting:team_wijzigen": "Team wijzigen",
    "inrichting:team_gebied": "Gebied van een team",
    "inrichting:teamlid_nieuw": "Nieuw teamlid",
    "inrichting:persoon_teamleden": "Teams van een medewerker",
    "inrichting:teamlid": "Teamlid",
    "inrichting:detachering_einde": "Einde van een detachering",
    "inrichting:organisaties": "Organisaties",
    "inrichting:organisatie_nieuw": "Nieuwe organisatie",
    "inrichting:organisatie": "Organisatie",
    "inrichting:inlooppunten": "Inlooppunten",
    "inrichting:inlooppunt_nieuw": "Nieuw inlooppunt",
    "inrichting:inlooppunt": "Inlooppunt",
    "inrichting:begrip": "Begrip",
    "inrichting:huisstijl_voorbeeld": "Voorbeeld van de huisstijl",
    "inrichting:huisstijl_proef": "Proef van de huisstijl",
    "inrichting:protocol_cel": "Regel van het informatieprotocol",
    "inrichting:protocol_begin": "Informatieprotocol beginnen",
    "inrichting:protocol_contact": "Contact bij het informatieprotocol",
    "inrichting:protocol_controleer": "Informatieprotocol controleren",
    "inrichting:protocol_beoordelen": "Informatieprotocol beoordelen",
    "inrichting:protocol_terughalen": "Informatieprotocol terughalen",
    "inrichting:protocol_versies": "Versies van het informatieprotocol",
    "inrichting:protocol_terug": "Terug naar een vorig informatieprotocol",
    "inrichting:protocol_wat_ziet": "Wat iemand ziet",
    "inrichting:informatieprotocol_openbaar": "Wie mag wat zien",
    "jeugd:huishouden": "Jeugdhulp in het huishouden",
    "jeugd:paneel": "Jeugdhulp, deel van de pagina Huishouden",
    "jeugd:nieuw": "Nieuwe hulpvraag Jeugd",
    "jeugd:veiligheid": "Veiligheid",
    "jeugd:meldcode_nieuw": "Meldcode beginnen",
    "jeugd:verwijsindex": "Verwijsindex",
    "jeugd:toekomst": "Toekomstplan",
    "koppelingen:lijst": "Systemen van de gemeente",
    "koppelingen:systeem": "Systeem van de gemeente",
    "koppelingen:brp": "Gegevens uit de BRP",
    "koppelingen:contacten": "Contacten met de gemeente",
    "participatie:huishouden": "Werk en inkomen in het huishouden",
    "participatie:paneel": "Werk en inkomen, deel van de pagina Huishouden",
    "participatie:nieuw": "Nieuwe aanvraag inkomen",
    "participatie:werk_nieuw": "Nieuwe afspraak over werk",
    "participatie:maatregel_nieuw": "Nieuwe maatregel",
    "participatie:samen": "Samen kijken naar werk en inkomen",
    "postvak:lijst": "Postvak",
    "postvak:stuk": "Stuk in het postvak",
    "ruimte:lijst": "Afwijkingen in het huishouden",
    "ruimte:nieuw": "Nieuwe afwijking",
    "ruimte:verschillen_hier": "Verschillen van inzicht in het huishouden",
    "ruimte:verschil_nieuw": "Nieuw verschil van inzicht",
    "stroom:regels": "Regels voor zaken",
    "stroom:regel": "Regel voor een zaak",
    "wmo:huishouden": "Wmo in het huishouden",
}
_KLEIN: Final = {"zrm": "ZRM", "bsn": "BSN", "wmo": "Wmo", "brp": "BRP", "csv": "lijst", "pdf": "PDF"}


def schermnaam(route: str) -> str:
    """Return what the screen of this route is called: here, in the menu, or made of the route itself."""
    if not route:
        return ONBEKEND
    naam = _NAMEN.get(route)
    return naam or _uit_het_menu(route) or _uit_de_route(route)


def heeft_naam(route: str) -> bool:
    """Tell whether somebody thought of a name for this screen."""
    return route in _NAMEN or bool(_uit_het_menu(route))


def _uit_het_menu(route: str) -> str:
    return next(
        (item.label for item in registry.menu_items() if item.route == route and item.groep != "nieuw"), ""
    )


def _uit_de_route(route: str) -> str:
    ruimte, _, naam = route.rpartition(":")
    woorden = " ".join(_KLEIN.get(woord, woord) for woord in naam.split("_"))
    woorden = f"{woorden[:1].upper()}{woorden[1:]}"
    try:
        kamer = str(apps.get_app_config(ruimte.partition(":")[0]).verbose_name)
    except LookupError:
        return woorden
    return f"{kamer}: {woorden[:1].lower()}{woorden[1:]}"
