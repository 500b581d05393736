"""Look again at help that was decided on (art. 2.3.9), without asking everything again (F068)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.melding import register_melding
from modules.dossier.actions.termijn import finish_met_gebeurtenis
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Kanaal, Melding, TijdlijnGroep
from modules.inrichting.codelijsten import SignaalBron
from modules.inrichting.rules.protocol import Categorie
from modules.wmo.actions.maatwerk import NogNietRond, prepare_besluit, set_bijdrage
from modules.wmo.actions.onderzoek import return_verslag, send_verslag, write_onderdeel
from modules.wmo.actions.zaak import confirm, file_aanvraag, lock_zaak, open_zaak
from modules.wmo.models import Herkomst, Maatwerk, Oordeel, Wijze, Zaak
from modules.wmo.rules.heronderzoek import Heronderzoek, controleer, is_ongewijzigd
from modules.wmo.stand import besluiten_van, stand_van

_EEN_DAG = timedelta(days=1)


class GeenBesluit(Refusal):
    text = "Er is nog geen besluit om opnieuw naar te kijken."


class OnvolledigHeronderzoek(Refusal):
    """Something was not asked; the sentence says what."""


@transaction.atomic
def confirm_heronderzoek(
    *,
    zaak: Zaak,
    antwoorden: Heronderzoek,
    minuten: int | None,
    by: Any,
    at: datetime,
    plaats: str | None = None,
    id: UUID | None = None,
) -> Zaak:
    """Begin the next line with all that is known. When nothing changed, only the decision is left to take.

    The seven subjects, the identity and the weighing come along. Everything the same: the aanvraag is
    there with this one confirmation and, where this person makes decisions (`plaats`), the decision too,
    ready to be taken. Something changed: the subjects are proposals, and the onderzoek is done anew.
    `minuten` measures what looking again costs.

    :raises GeenBesluit: there is no decision on this melding yet.
    :raises OnvolledigHeronderzoek: a question was not asked.
    """
    zaak = lock_zaak(zaak)
    besluit = besluiten_van(zaak).order_by("-gemaakt_op").first()
    if stand_van(zaak).besloten_op is None or besluit is None:
        raise GeenBesluit
    if gemist := controleer(antwoorden):
        raise OnvolledigHeronderzoek(gemist[0].text)
    nieuw = _begin(zaak, besluit.pk, antwoorden, by, at, id)
    nieuw.heronderzoek_minuten, nieuw.heronderzoek_gelijk = minuten, is_ongewijzigd(antwoorden)
    nieuw.save(update_fields=["heronderzoek_minuten", "heronderzoek_gelijk"])
    if nieuw.heronderzoek_gelijk:
        _neem_over(zaak, nieuw, antwoorden, by, at)
        _maak_besluit(nieuw, plaats, by, at)
    finish_met_gebeurtenis(
        casus=besluit.casus, sleutel="wmo_heronderzoek", op=antwoorden.dag, bron_id=besluit.pk, by=by, at=at
    )
    audit.record("wmo.heronderzoek.gedaan", target=nieuw, by=by, at=at, soort="maken")
    return lock_zaak(nieuw)  # as the steps after it left it


def _maak_besluit(zaak: Zaak, plaats: str | None, by: Any, at: datetime) -> None:
    """Make the decision ready too. What no longer fits (a product that ended) is told on its page."""
    if plaats is None:
        return
    with suppress(NogNietRond), transaction.atomic():
        prepare_besluit(zaak=zaak, plaats=plaats, by=by, at=at)


def _begin(
    zaak: Zaak, besluit_id: UUID, antwoorden: Heronderzoek, by: Any, at: datetime, id: UUID | None
) -> Zaak:
    gelijk = is_ongewijzigd(antwoorden)
    melding: Melding = register_melding(
        huishouden=zaak.huishouden,
        team=zaak.casus.team,
        teammodel_id=zaak.casus.teammodel_id,
        gegevens={
            "wet": "wmo",
            "kanaal": Kanaal.TELEFOON,
            "bron": SignaalBron.INWONER,
            "melder_naam": antwoorden.gesproken_met,
            "inhoud": f"Heronderzoek met {antwoorden.gesproken_met}. "
            + ("Er is niets veranderd." if gelijk else "Er is iets veranderd."),
        },
        ontvangen_op=antwoorden.dag,
        met_termijnen=True,
        inwoner=zaak.inwoner,
        by=by,
        at=at,
        id=id,
    )
    nieuw = open_zaak(melding=melding, by=by, at=at)
    nieuw.heronderzoek_van = besluit_id
    nieuw.identiteit_soort = zaak.identiteit_soort and "bekend"
    nieuw.identiteit_op = antwoorden.dag if zaak.identiteit_op else None
    nieuw.identiteit_door = by if zaak.identiteit_op else None
    nieuw.save(update_fields=["heronderzoek_van", "identiteit_soort", "identiteit_op", "identiteit_door"])
    return nieuw


def _neem_over(oud: Zaak, nieuw: Zaak, antwoorden: Heronderzoek, by: Any, at: datetime) -> None:
    """Carry over the onderzoek and the weighing: what is the same is not typed again."""
    for deel in oud.onderdelen.order_by("letter"):
        write_onderdeel(
            zaak=nieuw, letter=deel.letter, tekst=deel.tekst, versie=0, herkomst=Herkomst.EERDER, by=by, at=at
        )
    dag = antwoorden.dag
    confirm(zaak=nieuw, op=dag, by=by, at=at)
    send_verslag(zaak=nieuw, op=dag, wijze=Wijze.MEEGEGEVEN, by=by, at=at)
    return_verslag(zaak=nieuw, op=dag, oordeel=Oordeel.AKKOORD, reactie="", by=by, at=at)
    file_aanvraag(zaak=nieuw, op=dag, waarvoor=oud.aanvraag_waarvoor, by=by, at=at)
    vorig = Maatwerk.objects.filter(zaak=oud).first()
    if vorig is not None:
        begin = max(vorig.einde + _EEN_DAG, localdate(at)) if vorig.einde else localdate(at)
        duur = (vorig.einde - vorig.begin) if vorig.einde and vorig.begin else None
        overgenomen = {
            veld.attname: getattr(vorig, veld.attname)
            for veld in Maatwerk._meta.concrete_fields  # noqa: SLF001 -- Django's own way to the columns
            if veld.attname not in ("id", "zaak_id", "versie", "begin", "einde", "bijdrage_klaar_op")
        }
        rij = Maatwerk(zaak=nieuw, begin=begin, einde=begin + duur if duur else None, **overgenomen)
        set_bijdrage(nieuw, rij, begin)
        rij.save(force_insert=True)
    schrijf_tijdlijn(
        huishouden=nieuw.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="checklist",
        titel="Opnieuw gekeken: er is niets veranderd",
        at=at,
        by=by,
        bij=nieuw,
        categorie=Categorie.BESLUITEN,
    )
