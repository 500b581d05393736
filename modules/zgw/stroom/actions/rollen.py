"""Who stands at a zaak: the person it is about, the team, and who works on it. Never an address."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from modules.dossier.models import Casus, Inwoner, Melding
from modules.zgw.sporen.toner import kijk, tell
from modules.zgw.stroom.models import Zaakkoppeling
from modules.zgw.stroom.rules.bescherming import Bescherming
from modules.zgw.stroom.typen import Onderdelen
from modules.zgw.zaken.actions.zaak import als_json
from modules.zgw.zaken.models import BetrokkeneType, Rol
from modules.zgw.zaken.rolsleutel import sleutels_van

PERSOON = BetrokkeneType.NATUURLIJK_PERSOON.value
EENHEID = BetrokkeneType.ORGANISATORISCHE_EENHEID.value
MEDEWERKER = BetrokkeneType.MEDEWERKER.value
ROLLEN = {
    "inwoner": ("Aanvrager", "initiator", PERSOON),
    "team": ("Wijkteam", "behandelaar", EENHEID),
    "behandelaar": ("Behandelaar", "behandelaar", MEDEWERKER),
}
"""What the dossier keeps at a zaak: its role by name, by general name, and the kind of somebody."""


def sync_rollen(
    *, koppeling: Zaakkoppeling, casus: Casus, melding: Melding | None, wie: Bescherming, delen: Onderdelen, by: Any,
    at: datetime,
) -> None:  # fmt: skip
    """Make, change and remove the roles that the dossier keeps; those of other programs stay as they are.

    Only the person whom a melding is about stands there by name, as initiator: who asks a register by a
    number of a person must not find the zaken of somebody else in the house.
    """
    zaak = koppeling.zaak
    gewenst: dict[str, dict[str, Any]] = {}
    inwoner = melding.inwoner if melding is not None else None
    if wie.noemt_inwoner and inwoner is not None and inwoner.bsn and not koppeling.is_van_buiten:
        gewenst["inwoner"] = persoon(inwoner)
    if wie.noemt_team:
        gewenst["team"] = eenheid(casus)
        if casus.behandelaar is not None:
            gewenst["behandelaar"] = medewerker(casus.behandelaar)
    bekend = {
        str(rol.pk): rol
        for rol in Rol.objects.select_related("roltype").filter(
            zaak=zaak, pk__in=list(koppeling.rollen.values())
        )
    }
    uit: dict[str, str] = {}
    for naam, (omschrijving, generiek, soort) in ROLLEN.items():
        rol = bekend.get(koppeling.rollen.get(naam, ""))
        if naam in gewenst:
            roltype = rol.roltype if rol is not None else delen.rol(omschrijving, generiek)
            if roltype is not None:
                uit[naam] = str(_zet(zaak, rol, roltype, soort, gewenst[naam], by, at).pk)
        elif rol is not None:
            eerder = kijk(rol)
            rol.delete()
            tell(actie="destroy", by=by, at=at, eerder=eerder)
    if uit != koppeling.rollen:
        koppeling.rollen = uit
        koppeling.save(update_fields=["rollen"])


def _zet(
    zaak: Any, rol: Rol | None, roltype: Any, soort: str, wie: dict[str, Any], by: Any, at: datetime
) -> Rol:
    tekst = als_json(wie)
    if rol is not None and str(rol.wie or "") == tekst:
        return rol
    eerder = kijk(rol) if rol is not None else None
    rij = rol or Rol(
        zaak=zaak, roltype=roltype, omschrijving=roltype.omschrijving,
        omschrijving_generiek=roltype.omschrijving_generiek, betrokkene_type=soort, roltoelichting="",
        geregistreerd_op=at,
    )  # fmt: skip
    rij.wie, rij.sleutels = tekst, sleutels_van(soort, wie)
    rij.save()
    tell(rij=rij, actie="update" if eerder else "create", by=by, at=at, eerder=eerder)
    return rij


def persoon(inwoner: Inwoner) -> dict[str, Any]:
    """Return a person as the standard writes one: number and name. No address, no day of birth."""
    return {
        "inpBsn": str(inwoner.bsn), "anpIdentificatie": "", "inpA_nummer": "", "geslachtsnaam": inwoner.geslachtsnaam,
        "voorvoegselGeslachtsnaam": inwoner.voorvoegsel, "voorletters": inwoner.voorletters,
        "voornamen": inwoner.voornamen, "geslachtsaanduiding": "", "geboortedatum": "", "verblijfsadres": None,
        "subVerblijfBuitenland": None,
    }  # fmt: skip


def eenheid(casus: Casus) -> dict[str, Any]:
    """Return the team."""
    return {"identificatie": casus.team_id.hex[:24], "naam": casus.team.naam[:50], "isGehuisvestIn": ""}


def medewerker(gebruiker: Any) -> dict[str, Any]:
    """Return who works on it."""
    return {
        "identificatie": gebruiker.gebruikersnaam[:24], "achternaam": gebruiker.naam[:200], "voorletters": "",
        "voorvoegselAchternaam": "",
    }  # fmt: skip
