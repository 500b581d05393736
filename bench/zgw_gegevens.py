"""A gemeente with a hundred thousand zaken of forty zaaktypen, and two programs: one for three of them, one for all.

Somebody subscribes to every zaak, so that each write has its message in the outbox.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import psycopg
from django.utils.timezone import localdate, now

from bench.pages_tabel import Tabel
from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.tenancy.models import nieuwe_id
from keukentafel.uitgaand import bezorgen
from modules.zgw.autorisaties.actions.applicatie import Gevraagd, save_applicatie
from modules.zgw.autorisaties.actions.geheim import give_geheim
from modules.zgw.autorisaties.rules.machtiging import SCOPES
from modules.zgw.catalogus.models import Catalogus, Roltype, Soort, Statustype, Zaaktype
from modules.zgw.notificaties.actions.abonnement import SOORT
from modules.zgw.notificaties.models import Abonnement, Kanaal, Keuze
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid
from modules.zgw.zaken.models import Rol, Status, Zaak
from modules.zgw.zaken.rolsleutel import sleutel

TYPEN, GEGEVEN = 40, 3
RSIN = "517439943"
GEHEIM = "geheim-van-de-metingen-dat-nergens-anders-wordt-gebruikt"
PERSONEN_PER_ZAAK = 0.6


@dataclass(frozen=True, slots=True)
class Gevuld:
    """What is in the gemeente, and what can be asked for by whom."""

    zaken: int
    binnen: list[UUID]
    """Zaken of the three zaaktypen."""
    typen: list[UUID]
    """The zaaktypen, those of the three first."""
    bsns: list[str]
    """People with a zaak of the three."""


@dataclass(frozen=True, slots=True)
class _Type:
    zaaktype: UUID
    soort: UUID
    statussen: tuple[UUID, ...]
    initiator: UUID
    behandelaar: UUID


def vul(gemeente: GemeenteRef, beheer_url: str, zaken: int, zaad: int = 5) -> Gevuld:
    """Fill a gemeente that was just made; everything hangs on the numbers drawn from `zaad`."""
    with in_gemeente(gemeente):
        typen = _typen()
        _programmas(typen)
        tabellen, gevuld = _zaken(typen, zaken, Random(zaad))
    with psycopg.connect(beheer_url, autocommit=False) as verbinding:
        verbinding.execute("SET session_replication_role = replica")  # the ids are ours: no look-ups per row
        for tabel in tabellen:
            tabel.kopieer(verbinding, gemeente.schema_name)
    return gevuld


def _typen() -> list[_Type]:
    catalogus = Catalogus.objects.create(domein="METEN", rsin=RSIN, contactpersoon_naam="Meting")
    uit = []
    for nummer in range(TYPEN):
        soort = Soort.objects.create(
            catalogus=catalogus, typesoort="zaaktype", identificatie=f"METING{nummer:02}"
        )
        zaaktype = Zaaktype.objects.create(
            soort=soort, is_concept=False, begin_geldigheid=date(2020, 1, 1), versiedatum=date(2020, 1, 1),
            omschrijving=f"Meting {nummer}", vertrouwelijkheid=Vertrouwelijkheid.ZAAKVERTROUWELIJK, doel="Meten",
            aanleiding="Meting", intern_of_extern="extern", handeling_initiator="aanvragen", onderwerp="Meting",
            handeling_behandelaar="behandelen", doorlooptijd="P56D", referentieproces_naam="Meten",
            verantwoordelijke="Meting",
        )  # fmt: skip
        statussen = tuple(
            Statustype.objects.create(zaaktype=zaaktype, omschrijving=naam, volgnummer=plek).pk
            for plek, naam in enumerate(("Ontvangen", "In behandeling", "Afgerond"), 1)
        )
        initiator, behandelaar = (
            Roltype.objects.create(zaaktype=zaaktype, omschrijving=wie.title(), omschrijving_generiek=wie).pk
            for wie in ("initiator", "behandelaar")
        )
        uit.append(_Type(zaaktype.pk, soort.pk, statussen, initiator, behandelaar))
    return uit


def _programmas(typen: Sequence[_Type]) -> None:
    hoogste = int(Vertrouwelijkheid.VERTROUWELIJK)
    rechten = [Gevraagd("zrc", SCOPES["zrc"], een.soort, hoogste) for een in typen[:GEGEVEN]]
    rechten.append(Gevraagd("ztc", ("catalogi.lezen",)))
    for naam, eigen in (("weinig", rechten), ("alles", [])):
        give_geheim(client_id=naam, by=None, at=now(), geheim=GEHEIM)
        applicatie = save_applicatie(
            applicatie=None, label=naam, client_ids=[naam], alle=not eigen, autorisaties=eigen, at=now()
        )
    abonnement = Abonnement.objects.create(
        adres="https://abonnee.voorbeeld.nl/hoort",
        auth="Bearer meting",
        applicatie=applicatie,
        gemaakt_op=now(),
    )
    Keuze.objects.create(abonnement=abonnement, kanaal=Kanaal.objects.get(naam="zaken"))
    bezorgen.open_bestemming(SOORT, abonnement.pk)


def _zaken(typen: Sequence[_Type], aantal: int, toeval: Random) -> tuple[list[Tabel], Gevuld]:
    zaken = Tabel(
        Zaak, "id", "zaaktype_id", "soort_id", "vertrouwelijkheid", "identificatie", "bronorganisatie",
        "verantwoordelijke_organisatie", "omschrijving", "registratiedatum", "startdatum", "status_id",
    )  # fmt: skip
    statussen = Tabel(Status, "id", "zaak_id", "statustype_id", "gezet_op")
    rollen = Tabel(
        Rol, "id", "zaak_id", "roltype_id", "omschrijving", "omschrijving_generiek", "betrokkene_type", "wie",
        "sleutels", "roltoelichting", "geregistreerd_op",
    )  # fmt: skip
    bsns = [_bsn(nummer) for nummer in range(int(aantal * PERSONEN_PER_ZAAK) or 1)]
    sleutels = [sleutel("natuurlijk_persoon", "inpBsn", bsn) for bsn in bsns]
    vandaag, nu = localdate(), now().isoformat()
    binnen, gezocht = [], []
    for nummer in range(aantal):
        een, wie = typen[nummer % TYPEN], toeval.randrange(len(bsns))
        zaak, status, dag = nieuwe_id(), nieuwe_id(), vandaag - timedelta(days=toeval.randrange(900))
        rang = (4, 4, 4, 5, 5, 6)[nummer % 6]
        zaken.rij(
            zaak, een.zaaktype, een.soort, rang, f"ZAAK-{nummer:09}", RSIN, RSIN, "Meting", dag, dag, status
        )
        statussen.rij(status, zaak, een.statussen[nummer % 2], nu)
        rol, anders = nieuwe_id(), nieuwe_id()
        rollen.rij(
            rol, zaak, een.initiator, "Initiator", "initiator", "natuurlijk_persoon",
            _dicht(rol, {"inpBsn": bsns[wie], "geslachtsnaam": "Meting", "voorletters": "M."}),
            _rij_van(sleutels[wie]), "Aanvrager", nu,
        )  # fmt: skip
        rollen.rij(
            anders, zaak, een.behandelaar, "Behandelaar", "behandelaar", "medewerker",
            _dicht(anders, {"identificatie": "m001", "achternaam": "Meting"}), "{}", "Behandelt", nu,
        )  # fmt: skip
        if nummer % TYPEN < GEGEVEN and rang <= 5:
            binnen.append(zaak)
            gezocht.append(bsns[wie])
    return [zaken, statussen, rollen], Gevuld(aantal, binnen, [een.zaaktype for een in typen], gezocht)


_WIE = Rol._meta.get_field("wie")  # noqa: SLF001 -- documented by Django, its name notwithstanding


def _dicht(id: UUID, wie: dict[str, str]) -> str:
    veld: Any = _WIE
    return rf"\\x{veld.gesloten(SimpleNamespace(pk=id), json.dumps(wie)).hex()}"


def _rij_van(sleutel: bytes) -> str:
    return rf'{{"\\\\x{sleutel.hex()}"}}'


def _bsn(nummer: int) -> str:
    """Return the n-th number that passes the eleven-test, in a range that is given to nobody."""
    begin = 999_000_000 + nummer * 10
    for laatste in range(10):
        cijfers = [int(teken) for teken in f"{begin + laatste:09}"]
        som = sum(gewicht * cijfer for gewicht, cijfer in zip(range(9, 1, -1), cijfers, strict=False))
        if (som - cijfers[8]) % 11 == 0:
            return f"{begin + laatste:09}"
    return f"{begin:09}"
