"""Take a file in, say what its columns are, and stop again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.inlezen import opslag
from modules.dossier.inlezen.bestand import Bestand, BestandGeweigerd
from modules.dossier.inlezen.kolommen import Indeling, bezwaren, vingerafdruk
from modules.dossier.inlezen.lezen import open_bestand
from modules.dossier.inlezen.models import DubbelKeuze, Dubbelpaar, InleesStand, Inlezing, Kolomindeling
from modules.dossier.inlezen.tabel import Tabel, open_tabel

STANDAARD_BRON = "vorig systeem"


class KolommenKloppenNiet(Refusal):
    """This choice of columns cannot be read in; `zinnen` says why."""

    def __init__(self, zinnen: list[str]) -> None:
        super().__init__(" ".join(zinnen))
        self.zinnen = zinnen


class NietNu(Refusal):
    """The file is at another step."""

    text = "Dit kan nu niet met dit bestand. Ververs de pagina om te zien hoe ver het is."


@transaction.atomic
def neem_bestand_op(*, inhoud: bytes, bestandsnaam: str, by: Any, at: datetime) -> Inlezing:
    """Keep a file that can be read, encrypted, ready for choosing its columns.

    :raises BestandGeweigerd: it cannot be read; nothing is kept.
    """
    bestand = open_bestand(inhoud)
    tabel = kies_blad(bestand)
    onthouden = onthouden_indeling(tabel)
    inlezing = Inlezing.objects.create(
        bestandsnaam=bestandsnaam[-200:],
        grootte=len(inhoud),
        soort=bestand.soort,
        bladen=list(bestand.bladen),
        blad=tabel.blad,
        bron=onthouden.bron if onthouden else STANDAARD_BRON,
        teams=onthouden.teams if onthouden else {},
        door=by,
        gemaakt_op=at,
    )
    audit.record("inlezen.bestand.gekozen", target=inlezing, by=by, at=at, soort="maken")
    opslag.bewaar(inlezing.pk, inhoud)
    return inlezing


def kies_blad(bestand: Bestand) -> Tabel:
    """Return the first sheet that can be read.

    :raises BestandGeweigerd: there is none; the reason is that of the first sheet.
    """
    eerste: BestandGeweigerd | None = None
    for blad in bestand.bladen:
        try:
            return open_tabel(bestand, blad)
        except BestandGeweigerd as reden:
            eerste = eerste or reden
    raise eerste or BestandGeweigerd("Dit bestand heeft geen blad met gegevens.")


def onthouden_indeling(tabel: Tabel) -> Kolomindeling | None:
    """Return what was chosen before for a file with these headings."""
    return Kolomindeling.objects.filter(vingerafdruk=vingerafdruk(tabel.koppen)).first()


@transaction.atomic
def kies_kolommen(
    *,
    inlezing: Inlezing,
    tabel: Tabel,
    indeling: Indeling,
    bron: str,
    team_id: UUID | None,
    by: Any,
    at: datetime,
) -> Inlezing:
    """Fix what the columns are and remember it for the next file with these headings.

    :raises KolommenKloppenNiet: a field is chosen twice, or nothing tells who belongs together.
    :raises NietNu: the file is being worked on, or was read in.
    """
    inlezing = _op_slot(inlezing, InleesStand.KOLOMMEN, InleesStand.GECONTROLEERD)
    if zinnen := bezwaren(indeling):
        raise KolommenKloppenNiet(zinnen)
    inlezing.blad, inlezing.bron, inlezing.team_id = tabel.blad, bron, team_id
    inlezing.kolommen = indeling.als_koppen(tabel.koppen)
    inlezing.stand, inlezing.gedaan, inlezing.totaal = InleesStand.CONTROLE, 0, 0
    inlezing.save()
    Kolomindeling.objects.update_or_create(
        vingerafdruk=vingerafdruk(tabel.koppen),
        defaults={"kolommen": inlezing.kolommen, "bron": bron, "gebruikt_op": at},
    )
    audit.record("inlezen.kolommen.gekozen", target=inlezing, by=by, at=at)
    return inlezing


@transaction.atomic
def kies_teams(*, inlezing: Inlezing, teams: Mapping[str, str], by: Any, at: datetime) -> None:
    """Say which of our teams the names in the file mean, and remember it.

    :raises NietNu: the file is being worked on, or was read in.
    """
    inlezing = _op_slot(inlezing, InleesStand.GECONTROLEERD)
    inlezing.teams = {**inlezing.teams, **teams}
    inlezing.save(update_fields=["teams"])
    Kolomindeling.objects.filter(
        vingerafdruk=vingerafdruk(list(inlezing.aantallen.get("koppen", [])))
    ).update(teams=inlezing.teams)
    audit.record("inlezen.teams.gekozen", target=inlezing, by=by, at=at)


@transaction.atomic
def kies_dubbel(*, paar: Dubbelpaar, keuze: DubbelKeuze, by: Any, at: datetime) -> None:
    """Say whether two persons are one.

    :raises NietNu: the file is being worked on, or was read in.
    """
    _op_slot(paar.inlezing, InleesStand.GECONTROLEERD)
    paar.keuze = keuze
    paar.save(update_fields=["keuze"])
    audit.record("inlezen.dubbel.gekozen", target=paar, by=by, at=at, detail={"keuze": keuze.value})


@transaction.atomic
def stop(*, inlezing: Inlezing, by: Any, at: datetime) -> None:
    """Leave a file for what it is; what was kept of it goes.

    :raises NietNu: it is being read in, or was.
    """
    inlezing = _op_slot(inlezing, InleesStand.KOLOMMEN, InleesStand.GECONTROLEERD, InleesStand.MISLUKT)
    inlezing.stand = InleesStand.GESTOPT
    inlezing.save(update_fields=["stand"])
    ruim_op(inlezing)
    audit.record("inlezen.bestand.gestopt", target=inlezing, by=by, at=at)


def ruim_op(inlezing: Inlezing) -> None:
    """Remove the file, the cards of doubles and the values of cells; the report stays, without content."""
    inlezing.paren.all().delete()
    inlezing.problemen.exclude(waarde="").update(waarde="")
    transaction.on_commit(lambda: opslag.verwijder(inlezing.pk))


def _op_slot(inlezing: Inlezing, *standen: InleesStand) -> Inlezing:
    """Return the row as it is now, locked, if it is at one of these steps."""
    actueel: Inlezing = Inlezing.objects.select_for_update().get(pk=inlezing.pk)
    if actueel.stand not in standen:
        raise NietNu
    return actueel
