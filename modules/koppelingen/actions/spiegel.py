"""Keep the zaak of the gemeente's own register the same as ours: wait in line, send, try again, stop."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.exchange.verkeer import ONLEESBAAR, Afgewezen, Onbereikbaar
from keukentafel.exchange.zgw.client import Register, Zgw
from keukentafel.instellingen import huidige_instellingen
from keukentafel.tenancy import huidige_gemeente
from modules.koppelingen.actions.koppeling import note_gelukt, note_mislukt
from modules.koppelingen.instellingen import KoppelingInstellingen
from modules.koppelingen.models import Koppeling, Spiegeldeel, Spiegelstand, Spiegelzaak
from modules.koppelingen.queries.spiegel import dunne_zaak, inhoud_van
from modules.koppelingen.rules.spiegel import (
    BRON,
    TYPEBRON,
    TYPEVELD,
    WACHTEN_HOOGSTENS,
    Deel,
    Dunnezaak,
    afdruk,
    kies_type,
    volgende_poging,
)
from modules.koppelingen.soorten import Koppelsoort
from modules.zgw.besluiten.models import Besluit
from modules.zgw.sporen.actions import Hoofdobject, Wijziging
from modules.zgw.zaken.models import Zaak

PER_KEER = 100
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DOCUMENT_HOOGSTENS = 20_000_000


@dataclass(frozen=True, slots=True)
class Spiegelkeuzes:
    """Where the other registers are, and which of their zaaktypen goes with ours (identificatie)."""

    ztc: str = ""
    brc: str = ""
    drc: str = ""
    rsin: str = ""
    zaaktypen: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def uit(cls, waarden: Mapping[str, Any]) -> Spiegelkeuzes:
        """Read what was kept; what is unknown is left out."""
        return cls(**{naam: waarde for naam, waarde in waarden.items() if naam in cls.__dataclass_fields__})


def staat_aan() -> bool:
    """Whether this gemeente has the mirror on; no query when the choices were read."""
    return Koppelsoort.ZAAKSYSTEEM.value in huidige_instellingen().section(KoppelingInstellingen).aan


def hear_wijziging(hoofd: Hoofdobject, wijziging: Wijziging, at: datetime) -> None:
    """Put a zaak in line when something of it changed, in the transaction of the change."""
    if hoofd.kanaal not in ("zaken", "besluiten") or not staat_aan():
        return
    if hoofd.kanaal == "zaken" and wijziging.actie == "destroy" and wijziging.resource_url == hoofd.url:
        Spiegelzaak.objects.filter(zaak_id=hoofd.id).delete()
        return
    zaak_id: UUID | None = hoofd.id
    if hoofd.kanaal == "besluiten":
        zaak_id = Besluit.objects.filter(pk=hoofd.id).values_list("zaak_id", flat=True).first()
    if zaak_id is not None:
        queue_zaak(zaak_id=zaak_id, at=at)


def queue_zaak(*, zaak_id: UUID, at: datetime) -> None:
    """Let a zaak wait for its turn; when it waits already, it waits once."""
    huishouden_id = Zaak.objects.filter(pk=zaak_id).values_list("huishouden_id", flat=True).first()
    Spiegelzaak.objects.update_or_create(
        zaak_id=zaak_id,
        defaults={
            "stand": Spiegelstand.WACHT, "gewijzigd_op": at, "volgende_poging_op": at, "pogingen": 0,
            "huishouden_id": huishouden_id,
        },
    )  # fmt: skip
    from modules.koppelingen.taken import geef_door  # the tasks know the actions

    gemeente = huidige_gemeente()
    transaction.on_commit(lambda: geef_door.voor(gemeente), robust=True)


@transaction.atomic
def queue_lopende(*, at: datetime) -> int:
    """Put every running zaak in line that was never passed on (the mirror was just switched on)."""
    bekend = Spiegelzaak.objects.values("zaak_id")
    rijen = [
        Spiegelzaak(zaak_id=pk, huishouden_id=huishouden, gewijzigd_op=at, volgende_poging_op=at)
        for pk, huishouden in Zaak.objects.lopend().exclude(pk__in=bekend).values_list("pk", "huishouden_id")
    ]
    Spiegelzaak.objects.bulk_create(rijen, batch_size=1000, ignore_conflicts=True)
    return len(rijen)


@transaction.atomic
def retry_gestopte(*, by: Any, at: datetime) -> int:
    """Put everything that stopped in line again; somebody pressed the button."""
    aantal = Spiegelzaak.objects.filter(stand=Spiegelstand.GESTOPT).update(
        stand=Spiegelstand.WACHT, volgende_poging_op=at, gewijzigd_op=at, pogingen=0
    )
    audit.record("koppelingen.spiegel.opnieuw", by=by, at=at, soort="uitvoeren", detail={"aantal": aantal})
    return aantal


def pass_on(*, at: datetime) -> int:
    """Send what waits, one zaak a transaction; return how many are the same now. Safe to run twice at once.

    When the register is away, the rest waits as well: it is not asked a hundred times.
    """
    koppeling = Koppeling.objects.filter(soort=Koppelsoort.ZAAKSYSTEEM, is_aan=True).first()
    if koppeling is None:
        return 0
    register = _Registers(koppeling)
    ids = Spiegelzaak.objects.filter(stand=Spiegelstand.WACHT).filter(
        Q(volgende_poging_op=None) | Q(volgende_poging_op__lte=at)
    )
    gelukt = 0
    for pk in list(ids.order_by("gewijzigd_op", "id").values_list("pk", flat=True)[:PER_KEER]):
        with transaction.atomic():
            rij = (
                Spiegelzaak.objects.select_for_update(skip_locked=True)
                .filter(pk=pk, stand=Spiegelstand.WACHT)
                .first()
            )
            if rij is None:
                continue
            try:
                opmerking = _sync(rij, register)
            except Onbereikbaar as weg:
                _later(rij, weg.zin, at)
                note_mislukt(koppeling=koppeling, zin=weg.zin, at=at)
                return gelukt
            except Afgewezen as nee:
                _stop(rij, nee.zin, at)
                continue
            except ONLEESBAAR:
                _stop(rij, "Het register gaf een antwoord dat we niet konden lezen.", at)
                continue
            rij.stand, rij.gelijk_op, rij.laatste_fout, rij.pogingen = (
                Spiegelstand.GELIJK,
                at,
                opmerking[:300],
                0,
            )
            rij.save()
            note_gelukt(koppeling=koppeling, at=at)
            _noteer(rij, at)
            gelukt += 1
    return gelukt


def _later(rij: Spiegelzaak, zin: str, at: datetime) -> None:
    rij.pogingen += 1
    rij.laatste_fout, rij.volgende_poging_op = zin[:300], volgende_poging(rij.pogingen, at)
    if at - rij.gewijzigd_op > WACHTEN_HOOGSTENS:
        rij.stand = Spiegelstand.GESTOPT
    rij.save()


def _stop(rij: Spiegelzaak, zin: str, at: datetime) -> None:
    rij.stand, rij.laatste_fout = Spiegelstand.GESTOPT, zin[:300]
    rij.save()


def _noteer(rij: Spiegelzaak, at: datetime) -> None:
    audit.record(
        "koppelingen.spiegel.doorgegeven", target=rij, at=at, soort="uitvoeren", doel=Doel.KOPPELING,
        huishouden_id=rij.huishouden_id,
    )  # fmt: skip


class _Registers:
    """The registers of the gemeente, and the types that were read in this round."""

    def __init__(self, koppeling: Koppeling) -> None:
        self.keuzes = Spiegelkeuzes.uit(koppeling.keuzes)
        toegang = (koppeling.client_id, str(koppeling.geheim or ""))
        self.zrc = Zgw(Register(koppeling.adres, *toegang))
        self.ztc = Zgw(Register(self.keuzes.ztc or _naast(koppeling.adres, "catalogi"), *toegang))
        self.brc = Zgw(Register(self.keuzes.brc, *toegang)) if self.keuzes.brc else None
        self.drc = Zgw(Register(self.keuzes.drc, *toegang)) if self.keuzes.drc else None
        self._catalogus: dict[str, str] = {}
        self._gelezen: dict[tuple[str, ...], list[dict[str, Any]]] = {}

    def zaaktype(self, onze: str, dag: date) -> str:
        """Return the address of their zaaktype on this day.

        :raises Afgewezen: it is not there.
        """
        hun = self.keuzes.zaaktypen[onze]
        typen = self._typen(
            "zaaktypen", identificatie=hun, status="definitief", datumGeldigheid=dag.isoformat()
        )
        if not typen:
            raise Afgewezen(f"In het zaaksysteem is geen zaaktype {hun} dat op deze dag geldt.")
        self._catalogus[str(typen[0]["url"])] = str(typen[0].get("catalogus", ""))
        return str(typen[0]["url"])

    def type_voor(self, deel: Deel, zaaktype: str) -> str:
        """Return the address of their type for a part; empty when they have none."""
        filter_ = {"zaaktype": zaaktype, "status": "alles"}
        if deel.soort == "besluit":
            filter_ = {"zaaktypen": zaaktype}
        elif deel.soort == "document":
            filter_ = {"catalogus": self._catalogus.get(zaaktype, ""), "status": "definitief"}
        return kies_type(self._typen(TYPEBRON[deel.soort], **filter_), deel.typenamen)

    def _typen(self, bron: str, **vraag: str) -> list[dict[str, Any]]:
        sleutel = (bron, *vraag.values())
        if sleutel not in self._gelezen:
            self._gelezen[sleutel] = list(self.ztc.lijst(bron, **vraag))
        return self._gelezen[sleutel]


def _naast(zrc: str, register: str) -> str:
    """Return the address of a register that stands beside the one of zaken, as everybody has it."""
    return zrc.replace("/zaken/api/", f"/{register}/api/")


def _sync(rij: Spiegelzaak, register: _Registers) -> str:
    """Make theirs the same as ours; return what they have no type for."""
    keuzes = register.keuzes
    gelezen = dunne_zaak(
        rij.zaak_id,
        rsin=keuzes.rsin,
        met_besluiten=register.brc is not None,
        met_documenten=register.drc is not None,
    )
    if gelezen is None:
        return ""
    zaak, dun = gelezen
    if not keuzes.zaaktypen.get(zaak.zaaktype.soort.identificatie):
        return "Deze soort zaken geeft de gemeente niet door."
    zaaktype = register.zaaktype(zaak.zaaktype.soort.identificatie, dun.startdatum)
    _zaak(rij, dun, zaaktype, register)
    gedaan = {(deel.soort, str(deel.eigen_id)): deel for deel in rij.delen.all()}
    zonder = []
    for deel in dun.stappen():
        er_al = gedaan.get((deel.soort, deel.id))
        if er_al is not None and not _is_veranderd(er_al, deel):
            continue
        if er_al is not None:
            _neem_terug(er_al, register)
        soort = register.type_voor(deel, zaaktype)
        if not soort:
            zonder.append(f"{TYPEVELD[deel.soort]} {deel.typenamen[-1]}")
            continue
        if deel.soort == "document":
            zonder += _stuk(rij, deel, soort, register)
        else:
            _deel(rij, deel, soort, register)
    _ruim_weg(rij, dun, gedaan, register)
    return (
        f"Niet doorgegeven, het zaaksysteem heeft er geen type voor: {', '.join(zonder)}." if zonder else ""
    )


def _zaak(rij: Spiegelzaak, dun: Dunnezaak, zaaktype: str, register: _Registers) -> None:
    """Make or change the zaak itself. What was made just before we fell over is found by its number."""
    nu = afdruk(dun.waarden)
    bekend = rij.delen.filter(soort="zaak").first()
    if not rij.adres:
        vraag = {"identificatie": dun.identificatie, "bronorganisatie": dun.waarden["bronorganisatie"]}
        gevonden = list(register.zrc.lijst("zaken", **vraag))
        lading = {**dun.waarden, "identificatie": dun.identificatie, "zaaktype": zaaktype}
        hun = (
            gevonden[0]
            if gevonden
            else register.zrc.maak("zaken", {n: w for n, w in lading.items() if w is not None})
        )
        rij.adres = str(hun["url"])
        rij.save(update_fields=["adres"])
    elif bekend is not None and bekend.afdruk == nu:
        return
    else:
        vast = {"bronorganisatie", "verantwoordelijkeOrganisatie", "registratiedatum"}
        register.zrc.wijzig(
            rij.adres, {naam: waarde for naam, waarde in dun.waarden.items() if naam not in vast}
        )
    Spiegeldeel.objects.update_or_create(
        spiegelzaak=rij, soort="zaak", eigen_id=rij.zaak_id, defaults={"adres": rij.adres, "afdruk": nu}
    )


def _deel(rij: Spiegelzaak, deel: Deel, soort: str, register: _Registers) -> None:
    bij = register.brc if deel.soort == "besluit" and register.brc is not None else register.zrc
    lading = {
        **{n: w for n, w in deel.waarden.items() if w is not None},
        "zaak": rij.adres,
        TYPEVELD[deel.soort]: soort,
    }
    hun = _al_daar(rij, deel, soort, bij) or bij.maak(BRON[deel.soort], lading)
    Spiegeldeel.objects.create(
        spiegelzaak=rij, soort=deel.soort, eigen_id=deel.id, adres=hun["url"], afdruk=_afdruk_van(deel)
    )


def _stuk(rij: Spiegelzaak, deel: Deel, soort: str, register: _Registers) -> list[str]:
    """Put a letter in their register of documents and with their zaak; return its name when it cannot go."""
    inhoud = inhoud_van(UUID(deel.id), maximum=DOCUMENT_HOOGSTENS)
    if register.drc is None or inhoud is None:
        return [f"document {deel.typenamen[-1]} (te groot of zonder inhoud)"]
    vraag = {
        "identificatie": deel.waarden["identificatie"],
        "bronorganisatie": deel.waarden["bronorganisatie"],
    }
    gevonden = list(register.drc.lijst("enkelvoudiginformatieobjecten", **vraag))
    lading = {
        **deel.waarden, "informatieobjecttype": soort, "inhoud": base64.b64encode(inhoud).decode(),
        "bestandsomvang": len(inhoud),
    }  # fmt: skip
    hun = gevonden[0] if gevonden else register.drc.maak("enkelvoudiginformatieobjecten", lading)
    bij_zaak = register.zrc.lijst("zaakinformatieobjecten", zaak=rij.adres, informatieobject=hun["url"])
    if not list(bij_zaak):
        register.zrc.maak("zaakinformatieobjecten", {"zaak": rij.adres, "informatieobject": hun["url"]})
    Spiegeldeel.objects.create(spiegelzaak=rij, soort="document", eigen_id=deel.id, adres=hun["url"])
    return []


def _al_daar(rij: Spiegelzaak, deel: Deel, soort: str, bij: Zgw) -> Mapping[str, Any] | None:
    """Return the part when it is there already: it was sent just before we fell over, or by another program."""
    if not rij.pogingen and rij.gelijk_op is None and deel.soort != "resultaat":
        return None
    bekend = set(rij.delen.filter(soort=deel.soort).values_list("adres", flat=True))
    for hun in bij.lijst(BRON[deel.soort], zaak=rij.adres):
        if hun["url"] in bekend or hun.get(TYPEVELD[deel.soort]) != soort:
            continue
        if (
            deel.soort == "status"
            and str(hun["datumStatusGezet"])[:19] != str(deel.waarden["datumStatusGezet"])[:19]
        ):
            continue
        if deel.soort == "besluit" and hun.get("identificatie") != deel.waarden["identificatie"]:
            continue
        return hun
    return None


def _ruim_weg(
    rij: Spiegelzaak, dun: Dunnezaak, gedaan: Mapping[tuple[str, str], Spiegeldeel], register: _Registers
) -> None:
    """Take away a role, result or decision that is no longer ours; a status stays for ever (zrc).

    A decision goes when its household is shielded: a register of decisions cannot close one.
    """
    nu = {(deel.soort, deel.id) for deel in dun.stappen()}
    for sleutel, deel in gedaan.items():
        if sleutel not in nu and (deel.soort in _IN_EEN_STUK or deel.soort == "besluit"):
            _neem_terug(deel, register)


_IN_EEN_STUK = frozenset({"rol", "resultaat"})
"""What the dossier changes in its place, and theirs cannot take over half: it goes and comes back."""


def _afdruk_van(deel: Deel) -> str:
    return afdruk({"typen": list(deel.typenamen), **deel.waarden})


def _is_veranderd(bekend: Spiegeldeel, deel: Deel) -> bool:
    """Whether a part is another one than they have: another person in a role, another result."""
    return deel.soort in _IN_EEN_STUK and bekend.afdruk not in ("", _afdruk_van(deel))


def _neem_terug(deel: Spiegeldeel, register: _Registers) -> None:
    """Take a part away over there, and forget where it was."""
    bij = register.brc if deel.soort == "besluit" else register.zrc
    if bij is not None:
        bij.weg(deel.adres)
        deel.delete()


def fetch_zaak(url: str) -> dict[str, Any] | None:
    """Return a zaak of the gemeente's own register; None when the address is not that of a zaak there.

    A program named the address: our token goes to zaken alone, whatever else that machine has.

    :raises Onbereikbaar: it does not answer.
    :raises Afgewezen: we may not, or it is not there.
    """
    koppeling = Koppeling.objects.filter(soort=Koppelsoort.ZAAKSYSTEEM, is_aan=True).first()
    if koppeling is None:
        return None
    zrc = _Registers(koppeling).zrc
    begin = zrc.register.url("zaken/")
    return zrc.haal(url) if url.startswith(begin) and _ID.fullmatch(url, len(begin)) else None


def probe(koppeling: Koppeling, *, vandaag: date) -> None:
    """See whether the registers answer and know our types.

    :raises Onbereikbaar: one does not answer.
    :raises Afgewezen: we may not, or a zaaktype that was chosen is not there.
    """
    register = _Registers(koppeling)
    next(iter(register.zrc.lijst("zaken", identificatie="keukentafel-test")), None)
    for onze, hun in register.keuzes.zaaktypen.items():
        if hun:
            register.zaaktype(onze, vandaag)
