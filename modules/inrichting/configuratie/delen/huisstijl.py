"""The part with the house style: colours, corners, letters and the mark."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.urls import reverse

from keukentafel.errors import Refusal
from modules.inrichting.actions.huisstijl import (
    publish_huisstijl,
    save_huisstijl_concept,
    withdraw_huisstijl,
)
from modules.inrichting.configuratie.deel import DeelOngeldig, Gezet, Werking, mapping
from modules.inrichting.models import Huisstijl
from modules.inrichting.models.huisstijl import Logo
from modules.inrichting.rules.huisstijl import LETTERTYPEN, Keuze, ontwerp
from modules.inrichting.rules.plaatje import veilige_png

_VELDEN = {"merk", "actie", "radius", "lettertype", "logo", "logo_png"}


class HuisstijlDeel:
    """An own logo travels along as base64; it is checked like one that somebody chooses."""

    sleutel = "huisstijl"
    naam = "Huisstijl"
    uitleg = "Gaat meteen in, voor medewerkers en inwoners."
    volgorde = 50

    def lees(self) -> dict[str, Any]:
        """Return the published style; nothing means the look of the product."""
        stijl = Huisstijl.objects.gepubliceerd().first()
        if stijl is None:
            return {}
        uit: dict[str, Any] = {
            "merk": stijl.kleur_merk,
            "actie": stijl.kleur_actie,
            "radius": stijl.radius,
            "lettertype": stijl.lettertype,
            "logo": stijl.logo,
        }
        if stijl.logo == Logo.EIGEN and stijl.logo_png:
            uit["logo_png"] = base64.b64encode(bytes(stijl.logo_png)).decode()
        return uit

    def woorden(self, inhoud: Any) -> dict[str, str]:
        """Return colours, corners, letters and the mark."""
        stijl = _lees(inhoud)
        if not stijl:
            return {"Uiterlijk": "van Keukentafel"}
        plaatje = stijl.get("logo_png", "")
        eigen = f" ({sha256(plaatje.encode()).hexdigest()[:8]})" if plaatje else ""
        return {
            "Hoofdkleur": stijl["merk"],
            "Kleur van knoppen en links": stijl["actie"],
            "Ronding van hoeken": str(stijl["radius"]),
            "Lettertype": LETTERTYPEN[stijl["lettertype"]][0],
            "Merk": f"{Logo(stijl['logo']).label}{eigen}",
        }

    def bezwaren(self, inhoud: Any) -> Sequence[str]:
        """Refuse beside a concept, colours that some cannot read, and a picture that is none."""
        stijl = _lees(inhoud)
        if Huisstijl.objects.concept().exists():
            return ["Er is al een concept van de huisstijl. Publiceer het of gooi het weg."]
        if not stijl:
            return []
        gemaakt = ontwerp(Keuze(stijl["merk"], stijl["actie"], stijl["radius"], stijl["lettertype"]))
        if not gemaakt.is_publiceerbaar:
            return [f"{gemaakt.fouten[0].naam}: te weinig contrast om te lezen."]
        return []

    def opmerkingen(self, inhoud: Any) -> Sequence[str]:
        """Say that going back to the look of the product is done by hand."""
        if not _lees(inhoud) and Huisstijl.objects.gepubliceerd().exists():
            return ["In het bestand staat geen huisstijl. Jullie huisstijl blijft zoals die is."]
        return []

    def zet(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Publish it as the next version."""
        stijl = _lees(inhoud)
        if not stijl:
            return Gezet(Werking.INGEGAAN, "De huisstijl is niet veranderd.")
        plaatje = base64.b64decode(stijl["logo_png"]) if "logo_png" in stijl else None
        concept = save_huisstijl_concept(
            merk=stijl["merk"],
            actie=stijl["actie"],
            radius=stijl["radius"],
            lettertype=stijl["lettertype"],
            logo=stijl["logo"],
            logo_bestand=plaatje,
            versie=0,
            by=by,
            at=at,
        )
        publish_huisstijl(concept=concept, versie=concept.versie, by=by, at=at)
        return Gezet(Werking.INGEGAAN, "De huisstijl is gepubliceerd.", reverse("inrichting:huisstijl"))

    def zet_terug(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Publish what it was as the next version; was there none, then go back to the look of the product."""
        if _lees(inhoud):
            return self.zet(inhoud, by=by, at=at)
        withdraw_huisstijl(by=by, at=at)
        zin = "De huisstijl is uit gebruik. Het uiterlijk is weer dat van Keukentafel."
        return Gezet(Werking.INGEGAAN, zin, reverse("inrichting:huisstijl"))

    def trek_in(self, inhoud: Any, *, by: Any, at: datetime) -> None:
        """Nothing of this waits."""


def _lees(inhoud: Any) -> dict[str, Any]:
    stijl = dict(mapping(inhoud, "huisstijl"))
    if not stijl:
        return {}
    try:
        if set(stijl) - _VELDEN or stijl["lettertype"] not in LETTERTYPEN or stijl["logo"] not in Logo.values:
            raise ValueError
        ontwerp(Keuze(stijl["merk"], stijl["actie"], int(stijl["radius"]), stijl["lettertype"]))
        if stijl["logo"] == Logo.EIGEN:
            veilige_png(base64.b64decode(str(stijl["logo_png"]), validate=True))
        else:
            stijl.pop("logo_png", None)
    except (Refusal, ValueError, KeyError, TypeError, AttributeError) as fout:
        raise DeelOngeldig("De huisstijl in dit bestand is niet te lezen.") from fout
    return stijl
