"""Messages of the Notificaties API: taken in at once, looked up afterwards, nothing twice and nothing lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.db.models import Q

from keukentafel import audit
from keukentafel.exchange.verkeer import ONLEESBAAR, Afgewezen, Onbereikbaar
from keukentafel.exchange.zgw.client import Register, Zgw
from keukentafel.tenancy import huidige_gemeente, zaaifouten
from keukentafel.tenancy.sleutels import TekenKloptNiet, onderteken, ontteken
from modules.dossier.actions.notitie import place_notitie
from modules.dossier.models import Casus, Huishouden, NotitieSoort
from modules.koppelingen.actions.koppeling import note_gelukt, note_mislukt
from modules.koppelingen.actions.objecten import koppeling_objecten, objecten_van, take_object
from modules.koppelingen.actions.spiegel import Spiegelkeuzes
from modules.koppelingen.models import Berichtstand, Koppeling, OntvangenBericht, Spiegeldeel, Spiegelzaak
from modules.koppelingen.rules.bericht import Bericht
from modules.koppelingen.rules.spiegel import WACHTEN_HOOGSTENS, volgende_poging
from modules.koppelingen.soorten import Koppelsoort

DOEL = "koppelingen.berichten"
BEWAREN = timedelta(days=7)
PER_KEER = 200
ONLEESBARE_ZIN = "Het andere systeem gaf iets wat we niet konden lezen. Vraag je leverancier om te kijken."
_TYPE = {"status": ("statustype", "De zaak kreeg in het zaaksysteem van de gemeente de status: {}.")}
_TYPE["resultaat"] = ("resultaattype", "De zaak kreeg in het zaaksysteem van de gemeente het resultaat: {}.")


@dataclass(frozen=True, slots=True)
class Programma:
    """Who wrote it: a system without an account here."""

    naam: str = "Zaaksysteem van de gemeente"
    pk: None = None


def sleutel_van(koppeling: Koppeling) -> str:
    """Return what the other side sends along with each message; another number makes the old one worthless."""
    return onderteken(DOEL, [str(koppeling.pk), int(koppeling.keuzes.get("sleutel", 1))])


def mag_brengen(kop: str) -> Koppeling | None:
    """Return the connection when this Authorization header opens it; None for anything else."""
    try:
        inhoud = ontteken(DOEL, kop.removeprefix("Bearer ").strip())
    except TekenKloptNiet:
        return None
    koppeling: Koppeling | None = Koppeling.objects.filter(
        soort=Koppelsoort.NOTIFICATIES, is_aan=True
    ).first()
    if zaaifouten.staat_aan("oude_sleutel_opent"):
        return koppeling
    if koppeling is None or inhoud != [str(koppeling.pk), int(koppeling.keuzes.get("sleutel", 1))]:
        return None
    return koppeling


@transaction.atomic
def receive_bericht(*, koppeling: Koppeling, bericht: Bericht, at: datetime) -> OntvangenBericht | None:
    """Keep a message for its turn; None when it is the same one again, or the test of a subscription."""
    if bericht.kanaal == "test":
        note_gelukt(koppeling=koppeling, at=at)
        return None
    afdruk = hashlib.sha256(json.dumps(bericht.als_tuple(), default=str).encode()).hexdigest()
    try:
        with transaction.atomic():
            rij = OntvangenBericht.objects.create(
                afdruk=afdruk, ontvangen_op=at, volgende_poging_op=at, kanaal=bericht.kanaal,
                hoofd_object=bericht.hoofd_object, resource=bericht.resource, resource_url=bericht.resource_url,
                actie=bericht.actie, aanmaakdatum=bericht.aanmaakdatum, kenmerken=dict(bericht.kenmerken),
            )  # fmt: skip
    except IntegrityError:
        return None
    note_gelukt(koppeling=koppeling, at=at)
    from modules.koppelingen.taken import verwerk  # the tasks know the actions

    gemeente = huidige_gemeente()
    transaction.on_commit(lambda: verwerk.voor(gemeente), robust=True)
    return rij


def handle_berichten(*, at: datetime) -> int:
    """Look up what waits, one message a transaction; return how many are done. Safe to run twice at once."""
    wacht = OntvangenBericht.objects.filter(stand=Berichtstand.WACHT).filter(
        Q(volgende_poging_op=None) | Q(volgende_poging_op__lte=at)
    )
    gedaan = 0
    for pk in list(wacht.order_by("ontvangen_op", "id").values_list("pk", flat=True)[:PER_KEER]):
        with transaction.atomic():
            rij = (
                OntvangenBericht.objects.select_for_update(skip_locked=True)
                .filter(pk=pk, stand=Berichtstand.WACHT)
                .first()
            )
            if rij is not None:
                gedaan += _handle(rij, at)
    return gedaan


def _handle(rij: OntvangenBericht, at: datetime) -> int:
    try:
        with transaction.atomic():
            voor_ons = _neem_op(rij, at)
    except Onbereikbaar as weg:
        rij.pogingen += 1
        rij.laatste_fout, rij.volgende_poging_op = weg.zin[:300], volgende_poging(rij.pogingen, at)
        if at - rij.ontvangen_op > WACHTEN_HOOGSTENS:
            rij.stand = Berichtstand.GESTOPT
        rij.save()
        return 0
    except (Afgewezen, DataError, *ONLEESBAAR) as nee:
        zin = nee.zin if isinstance(nee, Afgewezen) else ONLEESBARE_ZIN
        rij.stand, rij.laatste_fout = Berichtstand.GESTOPT, zin[:300]
        rij.save()
        return 0
    rij.stand = Berichtstand.VERWERKT if voor_ons else Berichtstand.NIETS
    rij.verwerkt_op, rij.laatste_fout = at, ""
    rij.save()
    return 1


def _neem_op(rij: OntvangenBericht, at: datetime) -> bool:
    """Do what the message asks; tell whether it was for us."""
    if rij.kanaal == "objecten" and rij.resource == "object" and rij.actie == "create":
        koppeling = koppeling_objecten()
        if koppeling is None:
            return False
        try:
            gelezen = objecten_van(koppeling).haal(rij.resource_url)
        except Onbereikbaar as weg:
            note_mislukt(koppeling=koppeling, zin=weg.zin, at=at)
            raise
        note_gelukt(koppeling=koppeling, at=at)
        return take_object(koppeling=koppeling, object_=gelezen, at=at) is not None
    if rij.kanaal == "zaken" and rij.resource in _TYPE and rij.actie == "create":
        return _van_zaaksysteem(rij, at)
    return False


def _van_zaaksysteem(rij: OntvangenBericht, at: datetime) -> bool:
    """Write what their zaaksysteem did to a zaak of ours as a note; what we sent ourselves is no news."""
    zaak = Spiegelzaak.objects.filter(adres=rij.hoofd_object).exclude(adres="").first()
    koppeling = Koppeling.objects.filter(soort=Koppelsoort.ZAAKSYSTEEM, is_aan=True).first()
    if zaak is None or koppeling is None or Spiegeldeel.objects.filter(adres=rij.resource_url).exists():
        return False
    huishouden = Huishouden.objects.filter(pk=zaak.huishouden_id).first() if zaak.huishouden_id else None
    if huishouden is None:
        return False
    veld, zin = _TYPE[rij.resource]
    toegang = (koppeling.client_id, str(koppeling.geheim or ""))
    keuzes = Spiegelkeuzes.uit(koppeling.keuzes)
    ztc = keuzes.ztc or koppeling.adres.replace("/zaken/api/", "/catalogi/api/")
    gelezen = Zgw(Register(koppeling.adres, *toegang)).haal(rij.resource_url)
    soort = Zgw(Register(ztc, *toegang)).haal(str(gelezen[veld]))
    casus = Casus.objects.filter(huishouden=huishouden).order_by("-begonnen_op", "-id").first()
    by = Programma()
    place_notitie(
        huishouden=huishouden, casus=casus, soort=NotitieSoort.BERICHT, met_wie=by.naam,
        tekst=zin.format(str(soort.get("omschrijving", ""))[:80]), by=by, at=at,
    )  # fmt: skip
    return True


@transaction.atomic
def retry_berichten(*, by: Any, at: datetime) -> int:
    """Look up again what stopped; somebody pressed the button."""
    aantal = OntvangenBericht.objects.filter(stand=Berichtstand.GESTOPT).update(
        stand=Berichtstand.WACHT, volgende_poging_op=at, ontvangen_op=at, pogingen=0
    )
    audit.record("koppelingen.berichten.opnieuw", by=by, at=at, soort="uitvoeren", detail={"aantal": aantal})
    return aantal


def remove_old_berichten(*, at: datetime) -> int:
    """Throw away what was handled a week ago; what stopped stays until somebody looked."""
    klaar = [Berichtstand.VERWERKT, Berichtstand.NIETS]
    aantal, _ = OntvangenBericht.objects.filter(stand__in=klaar, ontvangen_op__lt=at - BEWAREN).delete()
    return aantal


def nrc_van(koppeling: Koppeling) -> Zgw:
    """Return the Notificaties API of the gemeente."""
    return Zgw(Register(koppeling.adres, koppeling.client_id, str(koppeling.geheim or "")))


def subscribe(*, koppeling: Koppeling, callback: str, by: Any, at: datetime) -> str:
    """Ask the Notificaties API for messages; return why not, or an empty text. An earlier subscription goes.

    Committed before the call: the other side tries our address with a test while we wait.
    """
    nrc = nrc_van(koppeling)
    lading: Mapping[str, Any] = {
        "callbackUrl": callback,
        "auth": f"Bearer {sleutel_van(koppeling)}",
        "kanalen": [{"naam": "zaken", "filters": {}}, {"naam": "objecten", "filters": {}}],
    }
    try:
        for oud in list(nrc.lijst("abonnement")):
            if oud.get("callbackUrl") == callback:
                nrc.weg(str(oud["url"]))
        nrc.maak("abonnement", lading)
    except (Onbereikbaar, Afgewezen) as nee:
        note_mislukt(koppeling=koppeling, zin=nee.zin, at=at)
        zin = nee.zin
    else:
        note_gelukt(koppeling=koppeling, at=at)
        zin = ""
    audit.record(
        "koppelingen.berichten.geabonneerd", target=koppeling, by=by, at=at, soort="uitvoeren",
        resultaat="mislukt" if zin else "gelukt",
    )  # fmt: skip
    return zin
