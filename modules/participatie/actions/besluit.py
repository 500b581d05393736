"""Begin a decision from what is known, and let its aanvraag, step or measure follow what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.termijn import cancel_termijnen, start_termijnen
from modules.dossier.besluiten.actions.beschikking import draft_beschikking
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.woorden import Plaats
from modules.dossier.besluiten.woorden import Stand as Besluitstand
from modules.dossier.models import Casus
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import wettelijk_einde
from modules.dossier.wetten import Termijnsoort
from modules.participatie.actions.inkomen import close_met_besluit, restart_beslistermijn
from modules.participatie.bron import Bron, soort_van
from modules.participatie.models import Inkomensaanvraag, Maatregel, Werkafspraak
from modules.participatie.woorden import Stand

HEROVERWEGING = Termijnsoort("pw_maatregel_heroverweging", "Maatregel opnieuw bekijken")


class GeenBesluitHier(Refusal):
    text = "Hierover neemt de gemeente geen besluit in Keukentafel. Leg de uitkomst van Werk en Inkomen vast."


class EerstAanvraag(Refusal):
    text = "Er is nog geen aanvraag. Leg die eerst vast (Awb artikel 4:1)."


class HulpGesloten(Refusal):
    text = "De hulp aan dit huishouden is afgesloten. Open de hulp eerst opnieuw."


@transaction.atomic
def prepare_besluit(
    *,
    bron: Bron,
    casus: Casus | None,
    inhoud: Mapping[str, Any],
    by: Any,
    at: datetime,
    plaats: str = Plaats.TEAM,
    behandelaar: Any = None,
    id: UUID | None = None,
) -> Beschikking:
    """Begin the decision on this, filled with `inhoud`; the one in the making comes back when there is one.

    :raises GeenBesluitHier: it is decided in the benefit system, or nothing is decided about it.
    :raises EerstAanvraag: nobody asked for it yet.
    :raises HulpGesloten: there is no running help.
    """
    rij: Any = type(bron).objects.select_for_update(of=("self",)).get(pk=bron.pk)
    al: Beschikking | None = rij.beschikking
    if al is not None and al.stand != Besluitstand.INGETROKKEN:
        return al
    soort = soort_van(rij)
    if not soort:
        raise GeenBesluitHier
    if isinstance(rij, Inkomensaanvraag) and rij.stand != Stand.AANVRAAG:
        raise EerstAanvraag
    if casus is None:
        raise HulpGesloten
    is_aanvraag = isinstance(rij, Inkomensaanvraag)
    besluit = draft_beschikking(
        casus=rij.casus if is_aanvraag else casus,
        inwoner=rij.inwoner,
        soort=soort,
        aanvraag_op=rij.aanvraag_op if is_aanvraag else None,
        melding=rij.melding if is_aanvraag else None,
        gevraagd=str(inhoud.get("gevraagd", "")),
        plaats=plaats,
        behandelaar=behandelaar,
        by=by,
        at=at,
        id=id,
    )
    velden = [veld for veld in ("uitkomst", "overwegingen", "begin", "einde", "hoeveel") if inhoud.get(veld)]
    for veld in velden:
        setattr(besluit, veld, inhoud[veld])
    besluit.save(update_fields=velden)
    rij.beschikking = besluit
    rij.save(update_fields=["beschikking"])
    audit.record(
        "participatie.besluit.begonnen", target=rij, by=by, at=at, detail={"beschikking": str(besluit.pk)}
    )
    return besluit


@transaction.atomic
def follow_besluit(*, bron: Bron, beschikking: Beschikking, by: Any, at: datetime) -> None:
    """Follow a decision: known, it closes the aanvraag; taken, a measure must be looked at again (18 lid 3)."""
    if bron.beschikking_id != beschikking.pk:
        bron.beschikking = beschikking
        bron.save(update_fields=["beschikking"])
    if isinstance(bron, Inkomensaanvraag):
        _volg_aanvraag(bron, beschikking, by, at)
    elif isinstance(bron, Maatregel):
        _volg_maatregel(bron, beschikking, by, at)
    elif isinstance(bron, Werkafspraak) and beschikking.stand == Besluitstand.BEKEND:
        audit.record("participatie.werk.besloten", target=bron, by=by, at=at)


def _volg_aanvraag(bron: Inkomensaanvraag, beschikking: Beschikking, by: Any, at: datetime) -> None:
    if beschikking.stand == Besluitstand.BEKEND and beschikking.bekend_op is not None:
        close_met_besluit(
            aanvraag=bron, op=beschikking.bekend_op, uitkomst=beschikking.get_uitkomst_display(), by=by, at=at
        )
    elif beschikking.stand == Besluitstand.INGETROKKEN:
        restart_beslistermijn(aanvraag=bron)


def _volg_maatregel(bron: Maatregel, beschikking: Beschikking, by: Any, at: datetime) -> None:
    if beschikking.stand == Besluitstand.GENOMEN:
        dag = localdate(beschikking.beslist_op)
        assert beschikking.beslist_door is not None  # a decision that was taken says by whom
        bron.besloten_op, bron.besloten_door = dag, beschikking.beslist_door
        bron.heroverwegen_op = uiterlijk_opnieuw(dag)
        start_termijnen(
            casus=beschikking.casus, melding=None, soorten=(HEROVERWEGING,), begin=dag, wet="participatie",
            bron_id=bron.pk,
        )  # fmt: skip
    elif beschikking.stand == Besluitstand.INGETROKKEN and bron.heroverwogen_op is None:
        bron.heroverwegen_op = None
        cancel_termijnen(
            casus=beschikking.casus, sleutels=(HEROVERWEGING.norm,), reden="De maatregel gaat niet door.", by=by,
            at=at, bron_id=bron.pk,
        )  # fmt: skip
    else:
        return
    bron.save(update_fields=["besloten_op", "besloten_door", "heroverwegen_op"])
    audit.record("participatie.maatregel.besloten", target=bron, by=by, at=at)


def uiterlijk_opnieuw(dag: date) -> date:
    """Return by when a measure of `dag` is looked at again: within three months (Participatiewet 18 lid 3)."""
    return wettelijk_einde(dag, norm_op("pw_maatregel_heroverweging", dag), kalender_op(dag))
