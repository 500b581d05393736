"""The letter of a decision: made from what was decided, and once it has left, the decision is known."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.values.datum_tekst import datum_voluit
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking
from modules.dossier.besluiten.actions.beschikking import lock
from modules.dossier.besluiten.actions.weigeringen import KanNuNiet
from modules.dossier.besluiten.models import Beschikking, Toewijzing
from modules.dossier.besluiten.queries.lijsten import in_een_zin
from modules.dossier.besluiten.rules.inhoud import WAAROM
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.besluiten.woorden import TE_MAKEN, Stand
from modules.dossier.brieven.actions.brief import NietAanDeze, make_brief
from modules.dossier.brieven.adressanten import adressanten
from modules.dossier.brieven.models import Brief, Kanaal
from modules.dossier.brieven.rules.geadresseerde import Geadresseerde
from modules.dossier.brieven.soorten import bij_posten, bij_verzending

BRIEFSOORT = "beschikking"
_POST = "post"


def _hulp(deel: Toewijzing) -> dict[str, str]:
    einde = f" tot en met {datum_voluit(deel.einde)}" if deel.einde else ""
    return {
        "wat": deel.titel,
        "hoeveel": deel.hoeveel,
        "periode": f"vanaf {datum_voluit(deel.begin)}{einde}",
        "vorm": deel.get_vorm_display().lower(),
        "aanbieder": deel.aanbieder.naam if deel.aanbieder else "",
    }


def gegevens_van(rij: Beschikking) -> dict[str, object]:
    """Return what the letter says of a decision: only what was decided, in the words of the decision."""
    soort = besluitsoorten.get(rij.soort)
    titels = {blok.code: blok.titel for blok in soort.overwegingen} if soort else {}
    titels[WAAROM] = ""
    volgorde = [*titels]
    redenen = sorted(
        rij.overwegingen.items(),
        key=lambda paar: volgorde.index(paar[0]) if paar[0] in volgorde else len(volgorde),
    )
    return {
        "waarover": in_een_zin(rij),
        "aanvraag_op": datum_voluit(rij.aanvraag_op) if rij.aanvraag_op else "",
        "besluit_kort": rij.wat,
        "voorzieningen": [_hulp(deel) for deel in rij.toewijzingen.select_related("aanbieder")],
        "overwegingen": [{"titel": titels.get(code, code), "tekst": tekst} for code, tekst in redenen],
        "grond": rij.grond,
        "gevolgen": rij.gevolgen,
        "eigen_woorden": rij.gevraagd,
    }


def wie_krijgt_de_brief(rij: Beschikking, dag: date) -> list[Geadresseerde]:
    """Return who may get the letter of a decision, who gets it by itself first (Awb 3:41)."""
    return adressanten(rij.huishouden, rij.inwoner, dag)


@transaction.atomic
def address_beschikking(
    *, beschikking: Beschikking, aan: str, kanaal: str, by: Any, at: datetime
) -> Beschikking:
    """Choose to whom and how the letter of a decision goes. What is decided stays as it is.

    :raises KanNuNiet: the letter is made, or the decision is made known or withdrawn.
    :raises NietAanDeze: this one may not get it.
    """
    rij = lock(beschikking)
    if rij.stand not in {*TE_MAKEN, Stand.GENOMEN} or brief_van(rij) is not None:
        raise KanNuNiet("De brief is er al. Kies bij de brief zelf aan wie hij gaat.")
    if aan not in {keuze.sleutel for keuze in wie_krijgt_de_brief(rij, localdate(at))}:
        raise NietAanDeze
    rij.brief_aan, rij.brief_kanaal = aan, Kanaal(kanaal)
    rij.save(update_fields=["brief_aan", "brief_kanaal"])
    audit.record(
        "besluiten.beschikking.geadresseerd",
        target=rij,
        by=by,
        at=at,
        detail={"aan": aan, "hoe": rij.brief_kanaal},
    )
    return rij


@transaction.atomic
def make_besluitbrief(*, beschikking: Beschikking, by: Any, at: datetime) -> Brief:
    """Make the letter of a decision that was taken; asked twice, it is the same letter.

    :raises KanNuNiet: it was not taken yet, made known already, or withdrawn.
    """
    rij = lock(beschikking)
    if rij.brief_id and (al := Brief.objects.filter(pk=rij.brief_id).exclude(stand="vervallen").first()):
        return al
    if rij.stand != Stand.GENOMEN:
        raise KanNuNiet("De brief hoort bij een besluit dat is genomen en nog niet is verstuurd.")
    brief = make_brief(
        huishouden=rij.huishouden, inwoner=rij.inwoner, casus=rij.casus, soort=BRIEFSOORT, gegevens=gegevens_van(rij),
        aan=rij.brief_aan, kanaal=rij.brief_kanaal or _POST,
        bron=rij, by=by, at=at,
    )  # fmt: skip
    rij.brief_id = brief.pk
    rij.save(update_fields=["brief_id"])
    return brief


def _maak_bekend(brief: Brief, op: date, by: Any, at: datetime) -> None:
    """Make the decision of a letter known on the day the letter left (Awb 3:41)."""
    rij = Beschikking.objects.filter(brief_id=brief.pk, stand=Stand.GENOMEN).first()
    if rij is not None:
        announce_beschikking(
            beschikking=rij, bekend_op=op, hoe=brief.kanaal or _POST, brief_id=brief.pk, by=by, at=at
        )


def _bij_verzending(brief: Brief, by: Any, at: datetime) -> None:
    if brief.kanaal != _POST:  # what goes by post leaves with the batch
        _maak_bekend(brief, localdate(at), by, at)


def register() -> None:
    """Listen to letters that leave."""
    bij_verzending(BRIEFSOORT, _bij_verzending)
    bij_posten(BRIEFSOORT, _maak_bekend)


def brief_van(rij: Beschikking) -> UUID | None:
    """Return the letter of a decision, unless it was put away."""
    if rij.brief_id is None:
        return None
    gevonden = Brief.objects.filter(pk=rij.brief_id).exclude(stand="vervallen").values_list("pk", flat=True)
    return gevonden.first()
