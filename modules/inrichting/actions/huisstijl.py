"""The house style: concept, check, publish (P15)."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import Huisstijl
from modules.inrichting.models.huisstijl import HuisstijlStatus, Logo
from modules.inrichting.rules.huisstijl import Keuze, Ontwerp, ontwerp
from modules.inrichting.rules.plaatje import veilige_png

STARTSTIJLEN: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent.parent / "huisstijlen.toml").read_text(encoding="utf-8")
)


class TeWeinigContrast(Refusal):
    """Some people could not read the pages in these colours."""


class LogoOntbreekt(Refusal):
    """Own logo chosen, and no file given."""

    text = "Kies een PNG-bestand voor het eigen logo, of kies een ander merk."


@transaction.atomic
def save_huisstijl_concept(
    *,
    merk: str,
    actie: str,
    radius: int,
    lettertype: str,
    logo: str,
    logo_bestand: bytes | None,
    versie: int,
    by: Gebruiker | None,
    at: datetime,
) -> Huisstijl:
    """Save the concept. It may lack contrast; publishing may not.

    :raises GeenKleur: a colour is not six hex digits.
    :raises PlaatjeGeweigerd: the logo is no safe PNG.
    :raises LogoOntbreekt: own logo without a file, now or before.
    :raises Verouderd: somebody saved the concept after `versie` was read (0: there was none).
    """
    concept = Huisstijl.objects.select_for_update().concept().first()
    if (concept.versie if concept else 0) != versie:
        raise Verouderd(huidig=concept)
    concept = concept or _nieuw_concept(at)
    if logo_bestand is not None:
        concept.logo_png = veilige_png(logo_bestand)
    if logo == Logo.EIGEN and not concept.logo_png:
        raise LogoOntbreekt
    gemaakt = ontwerp(Keuze(merk, actie, radius, lettertype))
    concept.kleur_merk, concept.kleur_actie = merk, actie
    concept.radius, concept.lettertype, concept.logo = radius, lettertype, logo
    concept.tokens = {"licht": gemaakt.licht, "donker": gemaakt.donker}
    concept.gewijzigd_op = at
    concept.versie += 1
    concept.save()
    audit.record("inrichting.huisstijl.bewaard", target=concept, by=by, at=at)
    return concept


@transaction.atomic
def publish_huisstijl(*, concept: Huisstijl, versie: int, by: Gebruiker | None, at: datetime) -> Huisstijl:
    """Let everybody see the concept.

    :raises TeWeinigContrast: a pair lies below 4.5:1 for text or 3:1 for borders and marks.
    :raises Verouderd: somebody saved the concept after `versie` was read.
    """
    concept = Huisstijl.objects.select_for_update().get(pk=concept.pk)
    if concept.versie != versie or concept.status != HuisstijlStatus.CONCEPT:
        raise Verouderd(huidig=concept)
    gemaakt = ontwerp_van(concept)
    if not gemaakt.is_publiceerbaar:
        paar = gemaakt.fouten[0]
        raise TeWeinigContrast(
            f"{paar.naam}: contrast {_getal(paar.gemeten)} op 1, nodig is {_getal(paar.nodig)} op 1. "
            "Kies een andere kleur."
        )
    Huisstijl.objects.gepubliceerd().update(status=HuisstijlStatus.VERVALLEN)
    concept.status = HuisstijlStatus.GEPUBLICEERD
    concept.gepubliceerd_op, concept.gepubliceerd_door = at, by
    concept.save()
    audit.record("inrichting.huisstijl.gepubliceerd", target=concept, by=by, at=at)
    renew_stand(at=at)
    return concept


@transaction.atomic
def withdraw_huisstijl(*, by: Gebruiker | None, at: datetime) -> None:
    """Take the published style out of use: everybody sees the look of the product. Its version stays on record."""
    stijl = Huisstijl.objects.select_for_update().gepubliceerd().first()
    if stijl is None:
        return
    stijl.status = HuisstijlStatus.VERVALLEN
    stijl.save(update_fields=["status"])
    audit.record("inrichting.huisstijl.uit_gebruik", target=stijl, by=by, at=at)
    renew_stand(at=at)


@transaction.atomic
def discard_huisstijl_concept(*, by: Gebruiker, at: datetime) -> None:
    """Throw the concept away; what is published stays."""
    concept = Huisstijl.objects.concept().first()
    if concept:
        audit.record("inrichting.huisstijl.weggegooid", target=concept, by=by, at=at, soort="verwijderen")
        concept.delete()


def ontwerp_van(stijl: Huisstijl) -> Ontwerp:
    """Return the computed tokens and contrasts of a stored version."""
    return ontwerp(Keuze(stijl.kleur_merk, stijl.kleur_actie, stijl.radius, stijl.lettertype))


def _nieuw_concept(at: datetime) -> Huisstijl:
    vorige = Huisstijl.objects.gepubliceerd().first()
    hoogste = Huisstijl.objects.aggregate(hoogste=Max("nummer"))["hoogste"] or 0
    return Huisstijl(
        nummer=hoogste + 1,
        gemaakt_op=at,
        versie=0,
        logo_png=vorige.logo_png if vorige else None,
    )


def _getal(waarde: float) -> str:
    return f"{waarde:.1f}".replace(".", ",")
