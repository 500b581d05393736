"""`python -m bench.inlezen_kaal BESTAND SLUG AANTAL`: the loop one writes first, to compare with."""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from typing import Any

import django


def main(pad: str, slug: str, aantal: int) -> dict[str, float]:
    """Load a whole workbook and save the first households row by row; return the seconds of both."""
    from django.utils import timezone
    from openpyxl import load_workbook

    from keukentafel.tenancy.scope import in_gemeente
    from keukentafel.tenancy.sleutels import blinde_index
    from keukentafel.tenancy.taken import alle_gemeenten

    begin = time.perf_counter()
    rijen = [list(rij) for rij in load_workbook(pad).active.values]
    gelezen = time.perf_counter()
    ref = next(ref for ref in alle_gemeenten() if ref.slug == slug)
    with in_gemeente(ref):
        blinde_index("bsn", "0")
        _bewaar(rijen[0], rijen[1:], aantal, timezone.now())
    return {"lezen": gelezen - begin, "bewaren": time.perf_counter() - gelezen}


def _bewaar(koppen: list[Any], rijen: list[list[Any]], aantal: int, nu: Any) -> None:
    from keukentafel import audit
    from modules.dossier.models import Casus, Huishouden, Huishoudlid, Inwoner, Melding
    from modules.dossier.zoektekst import werk_zoektekst_bij
    from modules.inrichting.models import Teammodel, Wijkteam

    team, model = Wijkteam.objects.get(), Teammodel.objects.actief().get()
    per_sleutel: dict[str, Huishouden] = {}
    for rij in rijen:
        cel = dict(zip(koppen, rij, strict=True))
        sleutel = f"kaal:{cel['Dossiernr.']}"
        huishouden = per_sleutel.get(sleutel)
        if huishouden is None:
            if len(per_sleutel) == aantal:
                return
            huishouden = per_sleutel[sleutel] = Huishouden.objects.create(
                naam=cel["Achternaam"], sorteernaam=cel["Achternaam"].lower(), straat=cel["Straatnaam"],
                huisnummer=cel["Huisnr"], postcode=cel["Postcode"].replace(" ", ""), plaats=cel["Woonplaats"],
                team=team, externe_sleutel=sleutel, aangemaakt_op=nu, gewijzigd_op=nu,
            )  # fmt: skip
            casus = Casus.objects.create(
                huishouden=huishouden, team=team, teammodel=model, fase_sinds=nu.date(), begonnen_op=nu.date()
            )
            Melding.objects.create(
                huishouden=huishouden, casus=casus, inhoud=cel["Soort melding"], ontvangen_op=nu
            )
            audit.record("kaal.huishouden", target=huishouden, at=nu)
        geboren = cel["Geb.datum"]
        inwoner = Inwoner.objects.create(
            geslachtsnaam=cel["Achternaam"], voornamen=cel["Voornaam"],
            geboortedatum=date(geboren.year, geboren.month, geboren.day),
            telefoon=cel["Mobiel"] or "", aangemaakt_op=nu,
        )  # fmt: skip
        Huishoudlid.objects.create(huishouden=huishouden, inwoner=inwoner, van=nu.date())
        werk_zoektekst_bij(huishouden)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
