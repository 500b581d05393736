"""Write down a question without a person, take it away, or make it the beginning of a dossier (P22)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum
from modules.dossier.kortehulp.models import Domein, KorteHulp, Waar
from modules.dossier.kortehulp.rules.zonder_persoon import vind_persoon
from modules.dossier.models import Concept, Kanaal
from modules.inrichting.codelijsten import SignaalBron
from modules.inrichting.models import Wijkteam

_KANAAL = {
    Waar.INLOOP: Kanaal.BALIE,
    Waar.TELEFOON: Kanaal.TELEFOON,
    Waar.BERICHT: Kanaal.MAIL,
    Waar.WIJK: Kanaal.HUISBEZOEK,
}


class StaatIemandIn(Refusal):
    """The words point at a person; the text says how to write it without."""


class NietHeel(Refusal):
    text = "Schrijf de vraag en het antwoord op, en hoe lang het duurde."


class ToestemmingNodig(Refusal):
    text = "Vraag eerst of de inwoner het goed vindt dat we een dossier maken."


class AlEenDossier(Refusal):
    text = "Van deze vraag is al een melding begonnen. Zoek het huishouden op, of begin een nieuwe melding."


class MeldingOpen(Refusal):
    text = "Je was al een andere melding aan het typen. Rond die eerst af of gooi hem weg."


@transaction.atomic
def record_korte_hulp(
    *,
    vraag: str,
    antwoord: str,
    domein: str,
    minuten: int,
    waar: str,
    team: Wijkteam | None,
    is_nagekeken: bool,
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> KorteHulp:
    """Write one down. `is_nagekeken`: somebody said that what looks like a name is no person.

    :raises NietHeel: something is missing. :raises StaatIemandIn: the words point at a person.
    """
    if id and (al := KorteHulp.objects.filter(pk=id, door=by).first()):
        return al
    vraag, antwoord = " ".join(vraag.split())[:500], antwoord.strip()
    if not vraag or not antwoord or not 1 <= minuten <= 480:
        raise NietHeel
    for tekst, met_adres in ((vraag, True), (antwoord, False)):
        vondst = vind_persoon(tekst, met_adres=met_adres)
        if vondst is not None and (vondst.is_zeker or not is_nagekeken):
            raise StaatIemandIn(vondst.zin)
    rij = KorteHulp(
        team=team, door=by, op=at, waar=Waar(waar), domein=Domein(domein), vraag=vraag, antwoord=antwoord,
        minuten=minuten,
    )  # fmt: skip
    if id:
        rij.id = id
    rij.save(force_insert=True)
    audit.record("kortehulp.vraag.vastgelegd", target=rij, by=by, at=at, detail={"domein": rij.domein})
    return rij


@transaction.atomic
def remove_korte_hulp(*, korte_hulp: KorteHulp, by: Any, at: datetime) -> None:
    """Take one away: somebody was named in it, or it was written down twice."""
    audit.record("kortehulp.vraag.weggehaald", target=korte_hulp, by=by, at=at, detail={})
    korte_hulp.delete()


@transaction.atomic
def begin_dossier(
    *, korte_hulp: KorteHulp, toestemming: bool, sleutel: str, by: Any, at: datetime
) -> Concept:
    """Put the question in a new melding that waits to be filled in, after the resident agreed.

    The melding begins as a draft of this person under `sleutel`. The question itself keeps no way to it: it
    stays without a person.

    :raises ToestemmingNodig: nobody asked the resident. :raises AlEenDossier: done.
    :raises MeldingOpen: another melding is being typed.
    """
    rij: KorteHulp = KorteHulp.objects.select_for_update(of=("self",)).get(pk=korte_hulp.pk)
    if not toestemming:
        raise ToestemmingNodig
    if rij.dossier_op is not None:
        raise AlEenDossier
    bezig = Concept.objects.filter(gebruiker_id=by.pk, sleutel=sleutel).first()
    if bezig is not None and any(str(waarde).strip() for waarde in bezig.inhoud.values()):
        raise MeldingOpen
    if bezig is not None:
        bezig.delete()
    dag = localdate(at)
    inhoud = (
        f"{rij.vraag}\n\nWat al is geantwoord op {datum(localdate(rij.op))}: {rij.antwoord}\n\n"
        f"De inwoner vond het op {datum(dag)} goed dat we een dossier maken."
    )
    concept = Concept.objects.create(
        gebruiker_id=by.pk, sleutel=sleutel, bewaard_op=at,
        inhoud={
            "inhoud": inhoud, "kanaal": _KANAAL[Waar(rij.waar)].value, "bron": SignaalBron.INWONER.value,
            "ontvangen_op": f"{dag:%d-%m-%Y}", "team": str(rij.team_id or ""),
        },
    )  # fmt: skip
    rij.dossier_op = at
    rij.save(update_fields=["dossier_op"])
    audit.record("kortehulp.vraag.werd_dossier", target=rij, by=by, at=at, detail={"toestemming": True})
    return concept
