"""Who belongs to a household: age, role, who has gezag, who acts for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from modules.dossier.models import (
    Gezagsrelatie,
    Huishouden,
    Huishoudlid,
    Inwoner,
    RolInHuishouden,
    Vertegenwoordiger,
)
from modules.dossier.rules.leeftijd import volgende_grens
from modules.inrichting.codelijsten import GezagSoort, VertegenwoordigerSoort
from modules.inrichting.rules.protocol import Categorie


@dataclass(frozen=True, slots=True)
class Persoonsregel:
    """One person as the panel shows it."""

    lid: Huishoudlid
    naam: str
    meta: str
    namens: Sequence[str]
    binnenkort: str
    is_kind: bool

    @property
    def inwoner(self) -> Inwoner:
        """The person."""
        return self.lid.inwoner


def personen_van(huishouden: Huishouden, vandaag: date) -> list[Persoonsregel]:
    """Return the people in it now, the eldest first; one query.

    Name and age are of the identity; roles, gezag and representation are of the household (C).
    """
    met_kring = huishouden.zicht.mag(Categorie.HUISHOUDEN)
    geldt = Q(tot=None) | Q(tot__gt=vandaag)
    gezag = Gezagsrelatie.objects.filter(geldt, kind=OuterRef("inwoner_id")).exclude(
        soort=GezagSoort.OUDER_ZONDER_GEZAG
    )
    houdt = Gezagsrelatie.objects.filter(geldt, houder=OuterRef("inwoner_id")).exclude(
        soort=GezagSoort.OUDER_ZONDER_GEZAG
    )
    namens = Vertegenwoordiger.objects.filter(geldt, inwoner=OuterRef("inwoner_id"))
    leden = (
        Huishoudlid.objects.filter(huishouden=huishouden, tot=None)
        .select_related("inwoner")
        .annotate(
            gezag=ArraySubquery(
                gezag.order_by("id").values(
                    json=JSONObject(soort="soort", naam="houder_naam", voornamen="houder__voornamen")
                )
            ),
            heeft_gezag=ArraySubquery(houdt.values("id")[:1]),
            namens=ArraySubquery(
                namens.order_by("naam").values(
                    json=JSONObject(naam="naam", soort="soort", organisatie="organisatie")
                )
            ),
        )
        .order_by(F("inwoner__geboortedatum").asc(nulls_last=True), "id")
    )
    return [_regel(lid, vandaag) if met_kring else _naamregel(lid, vandaag) for lid in leden]


def _naamregel(lid: Any, vandaag: date) -> Persoonsregel:
    inwoner: Inwoner = lid.inwoner
    leeftijd = inwoner.leeftijd_op(vandaag)
    meta = "overleden" if inwoner.overleden_op else (f"{leeftijd} jaar" if leeftijd is not None else "")
    return Persoonsregel(lid, inwoner.naam, meta, [], "", is_kind=leeftijd is not None and leeftijd < 18)


def _regel(lid: Any, vandaag: date) -> Persoonsregel:
    inwoner: Inwoner = lid.inwoner
    leeftijd = inwoner.leeftijd_op(vandaag)
    is_kind = lid.rol == RolInHuishouden.KIND if leeftijd is None else leeftijd < 18
    delen = [
        f"{leeftijd} jaar" if leeftijd is not None else "",
        "ouder met gezag" if lid.heeft_gezag else _rol(lid.rol, is_kind),
        inwoner.bijzonderheid,
        f"woont: {lid.ander_adres}" if lid.ander_adres else "",
        _gezag(lid.gezag) if is_kind else "",
    ]
    if inwoner.overleden_op:
        delen[0] = "overleden"
    grens = volgende_grens(inwoner.geboortedatum, vandaag) if inwoner.geboortedatum else None
    return Persoonsregel(
        lid=lid,
        naam=inwoner.naam,
        meta=" · ".join(deel for deel in delen if deel),
        namens=[_vertegenwoordiger(rij) for rij in lid.namens],
        binnenkort=str(grens) if grens and (grens.datum - vandaag).days <= 180 else "",
        is_kind=is_kind,
    )


def _rol(rol: str, is_kind: bool) -> str:
    if rol in (RolInHuishouden.VOLWASSENE, RolInHuishouden.ANDERS) or (is_kind and rol == "kind"):
        return ""
    return str(RolInHuishouden(rol).label).lower()


def _gezag(gezag: Sequence[Mapping[str, Any]]) -> str:
    if not gezag:
        return ""
    namen = [rij["voornamen"] or rij["naam"] for rij in gezag]
    return f"gezag: {' en '.join(naam for naam in namen if naam)}"


def _vertegenwoordiger(rij: Mapping[str, Any]) -> str:
    soort = str(VertegenwoordigerSoort(rij["soort"]).label)
    van = f" ({rij['organisatie']})" if rij["organisatie"] else ""
    return f"{soort}: {rij['naam']}{van}"
