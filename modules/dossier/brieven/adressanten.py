"""Who may get a letter about somebody: read from gezag and representation, and put before the rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from keukentafel.tenancy import zaaifouten
from modules.dossier.brieven.models import Brief
from modules.dossier.brieven.rules.geadresseerde import (
    Geadresseerde,
    Gezag,
    Namens,
    geadresseerden,
    is_elders,
    zonder_naam,
)
from modules.dossier.delen.rules.wie_geeft import MET_GEZAG
from modules.dossier.models import Gezagsrelatie, Huishouden, Huishoudlid, Inwoner, Vertegenwoordiger
from modules.dossier.zicht import Zicht
from modules.inrichting.rules.protocol import Categorie

_ALS: dict[str, str] = {"gezag": "ouder"}
"""Files that were read in say `gezag`."""


def adressanten(huishouden: Huishouden, inwoner: Inwoner | None, dag: date) -> list[Geadresseerde]:
    """Return who may get a letter about this person on `dag`, the default first: three queries at most."""
    if inwoner is None:
        return geadresseerden(None, huishouden.naam, dag)
    return van_mensen(huishouden, [inwoner], dag)[inwoner.pk]


def van_mensen(
    huishouden: Huishouden, mensen: Sequence[Inwoner], dag: date
) -> dict[Any, list[Geadresseerde]]:
    """Return the same for everybody of a household: three queries, however many people."""
    ids = [mens.pk for mens in mensen]
    loopt = (Q(van=None) | Q(van__lte=dag)) & (Q(tot=None) | Q(tot__gt=dag))
    hier = set(
        Huishoudlid.objects.filter(huishouden=huishouden, tot=None).values_list("inwoner_id", flat=True)
    )
    gezag: dict[Any, list[Gezag]] = {}
    for rij in (
        Gezagsrelatie.objects.filter(loopt, kind_id__in=ids, soort__in=MET_GEZAG)
        .select_related("houder")
        .order_by("id")
    ):
        naam = rij.houder.naam if rij.houder else rij.houder_naam
        soort = _ALS.get(rij.soort, rij.soort)
        gezag.setdefault(rij.kind_id, []).append(Gezag(str(rij.pk), naam, soort, rij.houder_id in hier))
    namens: dict[Any, list[Namens]] = {}
    for wie in Vertegenwoordiger.objects.filter(loopt, inwoner_id__in=ids).order_by("id"):
        namens.setdefault(wie.inwoner_id, []).append(
            Namens(str(wie.pk), wie.naam, wie.soort, wie.organisatie)
        )
    return {
        mens.pk: geadresseerden(
            mens, huishouden.naam, dag, gezag=gezag.get(mens.pk, ()), namens=namens.get(mens.pk, ())
        )
        for mens in mensen
    }


def zoals_te_zien(huishouden: Huishouden, keuzes: Sequence[Geadresseerde]) -> list[Geadresseerde]:
    """Return the same for who chooses: without the name of somebody outside the household, for whom it is not.

    Who represents somebody stands in category C. Who may not read that sees the kind (`de curator`); the
    letter itself carries the name. `huishouden` comes from a door, and so carries what this person sees.
    """
    zicht: Zicht = huishouden.zicht
    if zicht.mag(Categorie.HUISHOUDEN) or zaaifouten.staat_aan("vertegenwoordiger_met_naam"):
        return list(keuzes)
    return [zonder_naam(keuze) if is_elders(keuze.sleutel) else keuze for keuze in keuzes]


def eerder_adres(huishouden: Huishouden, sleutel: str) -> list[str]:
    """Return the address on the latest letter of this household to the same one; nothing when there is none."""
    if not sleutel:
        return []
    gevonden = (
        Brief.objects.filter(huishouden=huishouden, aan_wie=sleutel)
        .exclude(aan_elders=[])
        .order_by("-gewijzigd_op", "-pk")
        .values_list("aan_elders", flat=True)
        .first()
    )
    return list(gevonden or [])
