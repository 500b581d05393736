"""What the way in asks: what hangs on a zaak, whose it is, which team looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from keukentafel.tenancy.sleutels import blinde_indexen
from modules.dossier.models import Huishouden, Huishoudlid, Inwoner
from modules.dossier.queries.adres import team_van_adres
from modules.inrichting.models import Wijkteam
from modules.zgw.stroom.models import Zaakregel
from modules.zgw.stroom.rules.inzending import Inzending, lees_inzending
from modules.zgw.zaken.actions.zaak import uit_json
from modules.zgw.zaken.models import BetrokkeneType, Rol, Zaak, ZaakDocument, ZaakEigenschap


@dataclass(frozen=True, slots=True)
class Binnengekomen:
    """A zaak as it is at this moment: who asks, what stands there, how many documents."""

    aanvrager: dict[str, Any] | None
    is_persoon: bool
    eigenschappen: dict[str, str]
    documenten: list[UUID]

    @property
    def heeft_aanvrager(self) -> bool:
        """Whether somebody stands there who can be recognised."""
        wie = self.aanvrager
        return wie is not None and (
            not self.is_persoon or bool(wie.get("inpBsn") or wie.get("geslachtsnaam"))
        )


def bekijk(zaak: Zaak) -> Binnengekomen:
    """Read what hangs on a zaak; three queries."""
    rol = (
        Rol.objects.filter(zaak=zaak, omschrijving_generiek="initiator").order_by("geregistreerd_op").first()
    )
    documenten = ZaakDocument.objects.filter(zaak=zaak).order_by("geregistreerd_op", "id")
    return Binnengekomen(
        aanvrager=None if rol is None else dict(uit_json(rol.wie) or {}),
        is_persoon=rol is None or rol.betrokkene_type == BetrokkeneType.NATUURLIJK_PERSOON,
        eigenschappen={rij.naam: str(rij.waarde) for rij in ZaakEigenschap.objects.filter(zaak=zaak)},
        documenten=list(documenten.values_list("document_id", flat=True)),
    )  # fmt: skip


def inzending_van(zaak: Zaak, regel: Zaakregel | None, gezien: Binnengekomen | None = None) -> Inzending:
    """Return what a zaak asks, by the mapping of its type."""
    gezien = gezien or bekijk(zaak)
    return lees_inzending(
        persoon=(gezien.aanvrager or {}) if gezien.is_persoon else {},
        waarden=gezien.eigenschappen,
        velden=regel.velden if regel else {},
        toelichting=str(zaak.toelichting or ""),
    )


@dataclass(frozen=True, slots=True)
class Plek:
    """Where a question belongs: a household with the person, or why a person has to say so."""

    huishouden: Huishouden | None = None
    inwoner: Inwoner | None = None
    waarom_niet: str = ""


def plek_van(inzending: Inzending) -> Plek:
    """Find the household by the BSN alone: a name or an address may be of somebody else."""
    if not inzending.bsn:
        return Plek(waarom_niet="Er is geen BSN bij. Kies zelf het huishouden.")
    inwoner = Inwoner.objects.filter(bsn_index__in=blinde_indexen("bsn", inzending.bsn)).first()
    if inwoner is None:
        return Plek(waarom_niet="Deze persoon is hier nog niet bekend.")
    if inwoner.overleden_op is not None:
        return Plek(inwoner=inwoner, waarom_niet="Deze persoon is volgens het dossier overleden.")
    leden = Huishoudlid.objects.filter(inwoner=inwoner, tot=None).select_related("huishouden__team")
    huishoudens = [lid.huishouden for lid in leden[:2]]
    if len(huishoudens) != 1:
        reden = "hoort bij meer dan een huishouden" if huishoudens else "hoort nu bij geen huishouden"
        return Plek(inwoner=inwoner, waarom_niet=f"Deze persoon {reden}. Kies zelf het huishouden.")
    return Plek(huishoudens[0], inwoner)


def team_voor(inzending: Inzending, vast: Wijkteam | None) -> Wijkteam | None:
    """Return the team of the mapping, the one that is named, or that of the address."""
    if vast is not None:
        return vast
    if inzending.team:
        genoemd: Wijkteam | None = Wijkteam.objects.actief().filter(naam__iexact=inzending.team).first()
        if genoemd is not None:
            return genoemd
    return team_van_adres(inzending.postcode, inzending.huisnummer).team if inzending.postcode else None


def team_van_stuk(inzending: Inzending, vast: Wijkteam | None) -> Wijkteam | None:
    """Return who looks at a piece in the inbox: the team that knows this person, else as for a melding."""
    huishouden = plek_van(inzending).huishouden if inzending.bsn else None
    return huishouden.team if huishouden is not None and huishouden.team else team_voor(inzending, vast)
