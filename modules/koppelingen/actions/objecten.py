"""Forms that stand in the Objects API come into the inbox, each once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import DataError, transaction
from django.utils.timezone import localdate, make_aware

from keukentafel.errors import Refusal
from keukentafel.exchange.objecten.client import Objecten, ObjectenToegang
from keukentafel.exchange.objecten.messages import Productaanvraag, lees_productaanvraag
from keukentafel.exchange.verkeer import ONLEESBAAR, Afgewezen, Onbereikbaar
from modules.koppelingen.actions.koppeling import note_gelukt, note_mislukt
from modules.koppelingen.models import Koppeling
from modules.koppelingen.soorten import Koppelsoort
from modules.zgw.postvak.actions.stukken import receive_stuk
from modules.zgw.postvak.models import Bron, Stuk

ALS_MISLUKT = (Onbereikbaar, Afgewezen, Refusal)


@dataclass(frozen=True, slots=True)
class Objectkeuzes:
    """Which objecttype holds forms, and which law goes with which kind of form (`type` → law)."""

    objecttype: str = ""
    wetten: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def uit(cls, waarden: Mapping[str, Any]) -> Objectkeuzes:
        """Read what was kept; what is unknown is left out."""
        return cls(**{naam: waarde for naam, waarde in waarden.items() if naam in cls.__dataclass_fields__})


def koppeling_objecten() -> Koppeling | None:
    """Return the connection when it is on."""
    return Koppeling.objects.filter(soort=Koppelsoort.OBJECTEN, is_aan=True).first()


def objecten_van(koppeling: Koppeling) -> Objecten:
    """Return the objects of this gemeente."""
    return Objecten(ObjectenToegang(koppeling.adres, str(koppeling.geheim or "")))


@transaction.atomic
def take_object(*, koppeling: Koppeling, object_: Mapping[str, Any], at: datetime) -> Stuk | None:
    """Put one form in the inbox; None when this object is no form of ours. Twice is once."""
    keuzes = Objectkeuzes.uit(koppeling.keuzes)
    if object_.get("type") != keuzes.objecttype:
        return None
    record = object_.get("record")
    data = record.get("data") if isinstance(record, Mapping) else None
    aanvraag = lees_productaanvraag(data) if isinstance(data, Mapping) else None
    if aanvraag is None:
        return None
    wet = keuzes.wetten.get(aanvraag.type, "")
    stuk = receive_stuk(
        bron=Bron.OBJECT,
        sleutel=str(object_["url"])[:1000],
        titel=_titel(aanvraag),
        gegevens=_gegevens(aanvraag, wet),
        at=at,
    )
    begin = _ingestuurd_op(record, at)
    if stuk.ontvangen_op == at and begin < at:
        stuk.ontvangen_op = begin
        stuk.save(update_fields=["ontvangen_op"])
    return stuk


def _ingestuurd_op(record: Any, at: datetime) -> datetime:
    """Return when the form was sent: the law's time runs from that day, not from when we could fetch it."""
    try:
        dag = date.fromisoformat(str(record.get("registrationAt")))
    except ValueError:
        return at
    return make_aware(datetime.combine(dag, time(12))) if dag < localdate(at) else at


def _titel(aanvraag: Productaanvraag) -> str:
    """Return a title without a word of what was filled in: it stands in lists."""
    delen = ("Formulier", aanvraag.type, aanvraag.kenmerk)
    return " ".join(deel for deel in delen if deel)[:160]


def _gegevens(aanvraag: Productaanvraag, wet: str) -> dict[str, Any]:
    regels = [[naam, waarde] for naam, waarde in aanvraag.regels]
    if aanvraag.bijlagen:
        regels.append(["Bijlagen", f"{aanvraag.bijlagen}, in het documentenregister van de gemeente"])
    gegevens: dict[str, Any] = {**aanvraag.velden, "regels": regels}
    if aanvraag.bsn:
        gegevens["bsn"] = aanvraag.bsn
    if wet:
        gegevens["wet"] = wet
    return gegevens


def fetch_objecten(*, at: datetime) -> int:
    """Take in every form that is not in the inbox yet: also those nobody sent a message about.

    Returns how many are new. What is away is noted on the connection and comes next time.
    """
    koppeling = koppeling_objecten()
    if koppeling is None:
        return 0
    objecttype, nieuw = Objectkeuzes.uit(koppeling.keuzes).objecttype, 0
    try:
        gevonden = list(objecten_van(koppeling).van_type(objecttype))
    except ALS_MISLUKT as fout:
        note_mislukt(koppeling=koppeling, zin=str(getattr(fout, "zin", fout)), at=at)
        return 0
    adressen = [str(rij.get("url", "")) for rij in gevonden]
    bekend, onleesbaar = set(Stuk.objects.filter(sleutel__in=adressen).values_list("sleutel", flat=True)), 0
    for rij in gevonden:
        try:
            if str(rij.get("url", "")) not in bekend and take_object(koppeling=koppeling, object_=rij, at=at):
                nieuw += 1
        except (DataError, *ONLEESBAAR):  # the others come in; the administrator sees that one did not
            onleesbaar += 1
    note_gelukt(koppeling=koppeling, at=at)
    if onleesbaar:
        note_mislukt(koppeling=koppeling, zin=f"{onleesbaar} van de formulieren konden we niet lezen.", at=at)
    return nieuw
