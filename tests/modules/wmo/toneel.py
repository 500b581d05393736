"""A Wmo-melding of a household, and somebody who works on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.values.geld import Geld
from modules.dossier.actions.melding import register_melding
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking
from modules.dossier.besluiten.actions.beschikking import decide_beschikking
from modules.dossier.besluiten.actions.mandaat import add_mandaat
from modules.dossier.besluiten.models import Beschikking, Mandaat
from modules.dossier.models import Melding
from modules.dossier.voorzieningen.actions.product import save_contract, save_product, set_tarief
from modules.dossier.voorzieningen.models import Product
from modules.inrichting.models import Organisatie
from modules.wmo.actions.maatwerk import prepare_besluit, weigh_maatwerk
from modules.wmo.actions.onderzoek import send_verslag, write_onderdeel
from modules.wmo.actions.zaak import establish_identiteit, file_aanvraag, open_zaak
from modules.wmo.models import Zaak
from modules.wmo.rules.maatwerk import VOLGORDE
from modules.wmo.rules.onderwerpen import LETTERS
from tests.modules.dossier.verkeer import Zaak as Dossier
from tests.modules.dossier.verkeer import maak_zaak


@dataclass(frozen=True)
class Toneel:
    """The dossier, the melding and its line."""

    dossier: Dossier
    melding: Melding
    zaak: Zaak
    by: Any


def maak_toneel(
    klant: Client | None = None, *, dagen: int = 10, variant: str = "toegang", **melding: Any
) -> Toneel:
    """Make a Wmo-melding of `dagen` ago in a team of this variant."""
    dossier = maak_zaak(klant, variant=variant)
    nu = timezone.now()
    rij = register_melding(
        huishouden=dossier.huishouden,
        team=dossier.casus.team,
        teammodel_id=dossier.casus.teammodel_id,
        gegevens={"wet": "wmo", "inhoud": "Ik red het huishouden niet meer.", **melding},
        ontvangen_op=localdate(nu) - timedelta(days=dagen),
        met_termijnen=True,
        inwoner=dossier.inwoner,
        by=dossier.medewerker,
        at=nu,
    )
    zaak = open_zaak(melding=rij, by=dossier.medewerker, at=nu)
    return Toneel(dossier, rij, zaak, dossier.medewerker)


def vul_onderzoek(toneel: Toneel, *, zonder: str = "") -> None:
    """Write all seven subjects, except those in `zonder`."""
    for letter in LETTERS:
        if letter not in zonder:
            write_onderdeel(
                zaak=toneel.zaak,
                letter=letter,
                tekst=f"Besproken bij {letter}.",
                versie=0,
                by=toneel.by,
                at=timezone.now(),
            )


def tot_aanvraag(toneel: Toneel) -> Zaak:
    """Do everything up to the aanvraag, today."""
    vandaag, nu = localdate(), timezone.now()
    vul_onderzoek(toneel)
    establish_identiteit(zaak=toneel.zaak, soort="paspoort", op=vandaag, by=toneel.by, at=nu)
    send_verslag(zaak=toneel.zaak, op=vandaag, wijze="post", by=toneel.by, at=nu)
    return file_aanvraag(
        zaak=toneel.zaak, op=vandaag, waarvoor="Hulp bij het huishouden", by=toneel.by, at=nu
    )


def maak_product(toneel: Toneel, *, code: str = "01A01", aanbieders: int = 2, **velden: Any) -> Product:
    """Make one kind of help in the catalogue, with a tariff and this many providers."""
    wie: dict[str, Any] = {"by": toneel.by, "at": timezone.now()}
    begin = localdate() - timedelta(days=400)
    product = save_product(
        product=None,
        gegevens={
            "wet": "wmo", "categorie": "01", "code": code, "naam": "Hulp bij het huishouden", "eenheid": "04",
            "frequentie": "2", "is_bijdrageplichtig": True, "mag_pgb": True, "geldig_van": begin, **velden,
        },
        **wie,
    )  # fmt: skip
    set_tarief(product=product, bedrag=Geld(3460), vanaf=begin, **wie)
    for nummer in range(aanbieders):
        zorg = Organisatie.objects.create(naam=f"Zorg {code} {nummer}", soort="zorg")
        save_contract(product=product, aanbieder=zorg, van=begin, tot_en_met=None, **wie)
    return product


def weging(product: Product | None, **anders: Any) -> dict[str, Any]:
    """Return what is weighed when help is given in kind by the first provider."""
    contract = product.contracten.order_by("id").first() if product is not None else None
    return {
        "is_toegekend": product is not None,
        "volgorde": {
            trede.code: {"tekst": f"{trede.titel} is niet genoeg.", "volstaat": False} for trede in VOLGORDE
        },
        "product": product,
        "vorm": "zin",
        "omvang": 3,
        "begin": localdate(),
        "einde": localdate() + timedelta(days=364),
        "keuze_aangeboden": True,
        "aanbieder": contract.aanbieder if contract else None,
        **anders,
    }


def tot_besluit(toneel: Toneel, product: Product, **anders: Any) -> Beschikking:
    """Do everything up to a decision that was made known today."""
    wie: dict[str, Any] = {"by": toneel.by, "at": timezone.now()}
    if not Mandaat.objects.exists():
        add_mandaat(
            gegevens={
                "rol": "teamlid",
                "wet": "wmo",
                "artikel": "Wmo 2015, artikel 2.6.4",
                "geldig_van": localdate() - timedelta(days=30),
            },
            **wie,
        )
    zaak = tot_aanvraag(toneel) if toneel.zaak.aanvraag_op is None else toneel.zaak
    weigh_maatwerk(zaak=zaak, gegevens=weging(product, **anders), versie=1, **wie)
    return maak_bekend(prepare_besluit(zaak=zaak, **wie), toneel.by)


def maak_bekend(besluit: Beschikking, by: Any) -> Beschikking:
    """Take a decision that is ready, and make it known today."""
    wie: dict[str, Any] = {"by": by, "at": timezone.now()}
    genomen = decide_beschikking(beschikking=besluit, gezien_versie=besluit.versie, **wie)
    return announce_beschikking(beschikking=genomen, bekend_op=localdate(), **wie)
