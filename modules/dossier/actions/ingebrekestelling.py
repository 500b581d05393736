"""A letter that says a decision is late: two weeks to decide, then each day costs money (Awb 4:17, 4:18)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum_voluit
from modules.dossier.actions.termijngevolg import start_gevolg
from modules.dossier.actions.termijnsom import lock_termijn, norm_of_weiger
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import GeenDwangsom, Ingebrekestelling, Termijn, TijdlijnGroep
from modules.dossier.rules.dwangsom import DwangsomStand, Klok, dwangsom, dwangsomklok
from modules.inrichting.codelijsten import TermijnStatus
from modules.inrichting.rules.protocol import Categorie


class IngebrekestellingPastNiet(Refusal):
    pass


def klok_van(brief: Ingebrekestelling) -> Klok:
    """Return the days of a letter, as the rule names them."""
    return Klok(brief.uiterlijk, brief.eerste_dag, brief.laatste_dag)


@transaction.atomic
def receive_ingebrekestelling(
    *, termijn: Termijn, ontvangen_op: date, by: Any, at: datetime
) -> Ingebrekestelling:
    """Record the letter and start the term of two weeks; the dwangsom counts from the day after.

    :raises IngebrekestellingPastNiet: no decision is due, it was made, or a letter came before.
    :raises TeVroeg: the term had not passed on the day of receipt.
    """
    termijn = lock_termijn(termijn)
    norm = norm_of_weiger(termijn)
    if not norm.dwangsom:
        raise IngebrekestellingPastNiet(
            "Een ingebrekestelling hoort bij een besluit op een aanvraag of op bezwaar (Awb artikel 4:17)."
        )
    if termijn.gehaald_op is not None or termijn.status == TermijnStatus.VERVALLEN:
        raise IngebrekestellingPastNiet("Het besluit is er al. Er loopt geen termijn meer.")
    if Ingebrekestelling.objects.filter(termijn=termijn).exists():
        raise IngebrekestellingPastNiet("Bij deze termijn is al een ingebrekestelling vastgelegd.")
    if ontvangen_op > localdate(at):
        raise IngebrekestellingPastNiet("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.")
    if termijn.staat_stil:
        raise IngebrekestellingPastNiet(
            "De tijd voor het besluit staat stil. Een ingebrekestelling telt pas als die tijd voorbij is "
            "(Awb artikel 4:17 lid 3)."
        )
    klok = dwangsomklok(ontvangen_op, termijn.einde)
    brief = Ingebrekestelling.objects.create(
        termijn=termijn,
        ontvangen_op=ontvangen_op,
        uiterlijk=klok.uiterlijk,
        eerste_dag=klok.eerste_dag,
        laatste_dag=klok.laatste_dag,
        door=by,
        gemaakt_op=at,
    )
    start_gevolg(termijn, "awb_ingebrekestelling", "Alsnog besluiten", ontvangen_op)
    _schrijf(
        termijn, "Ingebrekestelling ontvangen", f"Besluit uiterlijk {datum_voluit(klok.uiterlijk)}.", by, at
    )
    _log("ontvangen", termijn, by, at)
    return brief


@transaction.atomic
def waive_dwangsom(
    *, brief: Ingebrekestelling, reden: GeenDwangsom | str, by: Any, at: datetime
) -> Ingebrekestelling:
    """Say why nothing is due (Awb 4:17 lid 6), or take that back with an empty reason.

    :raises IngebrekestellingPastNiet: the decision was made; the amount stands.
    """
    brief = Ingebrekestelling.objects.select_for_update(of=("self",)).get(pk=brief.pk)
    if brief.besloten_op is not None:
        raise IngebrekestellingPastNiet("Het besluit is er al en de dwangsom is berekend.")
    brief.geen_dwangsom = reden
    brief.save(update_fields=["geen_dwangsom"])
    _log("geen_dwangsom", brief.termijn, by, at)
    return brief


@transaction.atomic
def undo_ingebrekestelling(*, brief: Ingebrekestelling, by: Any, at: datetime) -> None:
    """Undo a letter that was recorded by mistake, with the term it started.

    :raises IngebrekestellingPastNiet: the decision was made since.
    """
    termijn = lock_termijn(brief.termijn)
    if Ingebrekestelling.objects.filter(pk=brief.pk).exclude(besloten_op=None).exists():
        raise IngebrekestellingPastNiet("Het besluit is er al. Heropen eerst de termijn van het besluit.")
    Ingebrekestelling.objects.filter(pk=brief.pk).delete()
    Termijn.objects.filter(bron_id=termijn.pk, sleutel="awb_ingebrekestelling").delete()
    _log("ongedaan", termijn, by, at)


def stop_dwangsom(termijn: Termijn, op: date) -> None:
    """Stop the clock because the decision came on `op`, and start the term to set the amount (Awb 4:18)."""
    brief = Ingebrekestelling.objects.filter(termijn=termijn, besloten_op=None).first()
    if brief is None:
        return
    som = dwangsom(klok_van(brief), vandaag=op, besloten_op=op, geen=bool(brief.geen_dwangsom))
    brief.besloten_op, brief.bedrag = op, som.bedrag
    brief.save(update_fields=["besloten_op", "bedrag"])
    lopend = Termijn.objects.lopend().filter(bron_id=termijn.pk, sleutel="awb_ingebrekestelling")
    op_tijd = op <= brief.uiterlijk
    lopend.update(gehaald_op=op, status=TermijnStatus.GEHAALD if op_tijd else TermijnStatus.OVERSCHREDEN)
    if som.stand == DwangsomStand.GESTOPT and som.dagen:
        laatste = min(op, brief.laatste_dag)
        start_gevolg(termijn, "dwangsom_vaststellen", "Dwangsom vaststellen", laatste)


def restart_dwangsom(termijn: Termijn) -> None:
    """Let the clock run again because the decision was taken back; the term of the amount goes."""
    Ingebrekestelling.objects.filter(termijn=termijn).update(besloten_op=None, bedrag=None)
    Termijn.objects.filter(bron_id=termijn.pk, sleutel="dwangsom_vaststellen", gehaald_op=None).delete()
    Termijn.objects.filter(bron_id=termijn.pk, sleutel="awb_ingebrekestelling").update(
        gehaald_op=None, oorzaak="", status=TermijnStatus.LOOPT
    )


def start_full_dwangsom_terms(*, at: datetime) -> int:
    """Start the term to set the amount where 42 days passed without a decision; twice makes one."""
    vandaag = localdate(at)
    vol = Ingebrekestelling.objects.filter(
        laatste_dag__lt=vandaag, besloten_op=None, geen_dwangsom=""
    ).select_related("termijn")
    aantal = 0
    for brief in vol.order_by("pk"):
        aantal += start_gevolg(
            brief.termijn, "dwangsom_vaststellen", "Dwangsom vaststellen", brief.laatste_dag
        )
    return aantal


def _schrijf(termijn: Termijn, titel: str, tekst: str, by: Any, at: datetime) -> None:
    schrijf_tijdlijn(
        huishouden=termijn.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="calendar-due",
        titel=titel,
        tekst=tekst,
        at=at,
        by=by,
        bij=termijn,
        categorie=Categorie.BESLUITEN,
    )


def _log(wat: str, termijn: Termijn, by: Any, at: datetime) -> None:
    audit.record(
        f"dossier.ingebrekestelling.{wat}", target=termijn, by=by, at=at, detail={"sleutel": termijn.sleutel}
    )
