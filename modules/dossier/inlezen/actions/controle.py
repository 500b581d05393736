"""Check a kept file: its problems, its doubles, and what would become of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from modules.dossier.inlezen import dubbelen
from modules.dossier.inlezen.bouwen import inhoud_index
from modules.dossier.inlezen.controle import Uitkomst
from modules.dossier.inlezen.gelezen import Ernst
from modules.dossier.inlezen.inhoud import Eerder, eerder_ingelezen, lees_opnieuw
from modules.dossier.inlezen.invoer import HuishoudInvoer, Probleem
from modules.dossier.inlezen.models import DubbelKeuze, Dubbelpaar, InleesProbleem, InleesStand, Inlezing
from modules.dossier.inlezen.omgeving import Omgeving, laad_omgeving
from modules.dossier.inlezen.tabel import Tabel

PER_KEER = 1_000


@transaction.atomic
def controleer_bestand(*, inlezing: Inlezing, by: Any, at: datetime) -> Inlezing:
    """Write down what is the matter with a file; nothing is read in yet. Safe to run twice.

    :raises Refusal: the file is gone, or the gemeente has no team or team model.
    """
    inlezing = Inlezing.objects.select_for_update().get(pk=inlezing.pk)
    tabel, uitkomst = lees_opnieuw(inlezing, vandaag=localdate(at))
    eerder = eerder_ingelezen(inlezing.bron, uitkomst.goed)
    postcodes = {invoer.gegevens.postcode for invoer in uitkomst.goed}
    omgeving = laad_omgeving(postcodes, teams=inlezing.teams, standaard=inlezing.team_id)
    inlezing.problemen.all().delete()
    inlezing.paren.all().delete()
    _bewaar_problemen(inlezing, uitkomst.problemen)
    paren = _bewaar_paren(
        inlezing, [invoer for invoer in uitkomst.goed if not _is_gelijk(invoer, eerder)], eerder
    )
    inlezing.aantallen = _aantallen(tabel, uitkomst, eerder, omgeving, paren)
    inlezing.stand, inlezing.gecontroleerd_op, inlezing.fout = InleesStand.GECONTROLEERD, at, ""
    inlezing.gedaan = inlezing.totaal = uitkomst.rijen
    inlezing.save()
    audit.record("inlezen.bestand.gecontroleerd", target=inlezing, by=by, at=at)
    return inlezing


def _is_gelijk(invoer: HuishoudInvoer, eerder: dict[str, Eerder]) -> bool:
    bekend = eerder.get(invoer.sleutel)
    return bekend is not None and bekend.inhoud_index == inhoud_index(invoer)


def _bewaar_problemen(inlezing: Inlezing, problemen: Iterable[Probleem]) -> None:
    rijen = (
        InleesProbleem(
            inlezing=inlezing, rij=p.rij, kolom=p.kolom, kop=p.kop, veld=p.veld, ernst=p.ernst.value,
            wat=p.wat[:300], doe=p.doe[:300], waarde=p.waarde[:80],
        )
        for p in problemen
    )  # fmt: skip
    InleesProbleem.objects.bulk_create(rijen, batch_size=PER_KEER)


def _bewaar_paren(
    inlezing: Inlezing, huishoudens: list[HuishoudInvoer], eerder: dict[str, Eerder]
) -> list[Dubbelpaar]:
    """Households read in before bring their own people along: those are no doubles of themselves."""
    lijst = dubbelen.vermeldingen(huishoudens)
    nieuw = [vermelding for vermelding in lijst if vermelding.huishouden.sleutel not in eerder]
    paren = [_paar(inlezing, paar) for paar in _een_per_persoon(nieuw)]
    Dubbelpaar.objects.bulk_create(paren, batch_size=PER_KEER)
    return paren


def _een_per_persoon(lijst: list[dubbelen.Vermelding]) -> Iterator[dubbelen.Paar]:
    """Ask about a person once: somebody known goes before another row of the file."""
    gevraagd = set()
    for paar in (*dubbelen.met_bekenden(lijst), *dubbelen.in_het_bestand(lijst)):
        if paar.een.plek not in gevraagd:
            gevraagd.add(paar.een.plek)
            yield paar


def _paar(inlezing: Inlezing, paar: dubbelen.Paar) -> Dubbelpaar:
    sleutel, rij, nummer = paar.een.plek
    rij_van_paar = Dubbelpaar(
        inlezing=inlezing, sleutel=sleutel, rij=rij, nummer=nummer, links=dubbelen.kaart_van(paar.een),
        reden=paar.gelijkenis.reden, is_zeker=paar.gelijkenis.is_zeker,
        keuze=DubbelKeuze.ZELFDE if paar.gelijkenis.is_zeker else DubbelKeuze.OPEN,
    )  # fmt: skip
    if isinstance(paar.ander, dubbelen.Bekende):
        rij_van_paar.inwoner_id, rij_van_paar.rechts = paar.ander.id, dict(paar.ander.kaart)
    else:
        rij_van_paar.andere_sleutel, rij_van_paar.andere_rij, rij_van_paar.andere_nummer = paar.ander.plek
        rij_van_paar.rechts = dubbelen.kaart_van(paar.ander)
    return rij_van_paar


def _aantallen(
    tabel: Tabel, uitkomst: Uitkomst, eerder: dict[str, Eerder], omgeving: Omgeving, paren: list[Dubbelpaar]
) -> dict[str, Any]:
    gelijk = sum(_is_gelijk(invoer, eerder) for invoer in uitkomst.goed)
    teams = Counter(
        g.team for i in uitkomst.goed if (g := i.gegevens).team and not omgeving.teams.kent(g.team)
    )
    namen = Counter(
        g.behandelaar
        for i in uitkomst.goed
        if (g := i.gegevens).behandelaar and not omgeving.medewerker(g.behandelaar)
    )
    return {
        "koppen": list(tabel.koppen),
        "rijen": uitkomst.rijen,
        "huishoudens": len(uitkomst.huishoudens),
        "goed": len(uitkomst.goed),
        "personen": uitkomst.personen,
        "gestopt": len(uitkomst.huishoudens) - len(uitkomst.goed),
        "gelijk": gelijk,
        "anders": len(eerder) - gelijk,
        "nieuw": len(uitkomst.goed) - len(eerder),
        **{ernst.value: uitkomst.aantal(ernst) for ernst in Ernst},
        "paren": sum(not paar.is_zeker for paar in paren),
        "paren_zeker": sum(paar.is_zeker for paar in paren),
        "onbekende_teams": dict(teams.most_common(50)),
        "onbekende_medewerkers": dict(namen.most_common(50)),
    }
