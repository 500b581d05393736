"""`keukentafel caseload-inlezen --gemeente zwijndrecht caseload.xlsx`: the screens of inlezen, as one command."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel.errors import Refusal
from keukentafel.tenancy.opdracht import GemeenteCommand
from keukentafel.tenancy.scope import GemeenteRef
from modules.dossier.inlezen.actions.controle import controleer_bestand
from modules.dossier.inlezen.actions.inlezen import begin_inlezen, lees_in
from modules.dossier.inlezen.actions.opname import kies_kolommen, neem_bestand_op, onthouden_indeling, stop
from modules.dossier.inlezen.bestand import weiger_te_groot
from modules.dossier.inlezen.gelezen import ERNST_IN_WOORDEN, Ernst
from modules.dossier.inlezen.inhoud import tabel_van
from modules.dossier.inlezen.kolommen import Indeling
from modules.dossier.inlezen.models import Inlezing, Uitkomst
from modules.dossier.inlezen.tabel import Tabel
from modules.inrichting.models import Wijkteam

TOON = 20


class Command(GemeenteCommand):
    help = "Lees een CSV- of XLSX-bestand met huishoudens in. Met --proef verandert er niets."
    alle_mag = False

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", type=Path, help="CSV- of XLSX-bestand, hooguit 25 MB")
        parser.add_argument(
            "--kolommen", type=Path, help='JSON: {"kop in het bestand": "veld"}; anders zelf herkend'
        )
        parser.add_argument("--bron", default="", help="naam van het andere systeem, elke keer dezelfde")
        parser.add_argument("--team", default="", help="naam van het team voor huishoudens zonder team")
        parser.add_argument("--proef", action="store_true", help="alleen controleren; er verandert niets")
        parser.add_argument("--json", action="store_true", help="één JSON-regel als antwoord")

    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        begin = timezone.now()
        try:
            inlezing = self._controleer(**options)
            if options["proef"]:
                stop(inlezing=inlezing, by=None, at=timezone.now())
            else:
                inlezing = self._lees_in(inlezing, stil=options["json"])
        except Refusal as reden:
            raise CommandError(str(reden), returncode=1) from reden
        self._antwoord(inlezing, (timezone.now() - begin).total_seconds(), **options)

    def _controleer(self, **options: Any) -> Inlezing:
        at = timezone.now()
        inlezing = neem_bestand_op(
            inhoud=_lees(options["bestand"]), bestandsnaam=options["bestand"].name, by=None, at=at
        )
        tabel = tabel_van(inlezing)
        inlezing = kies_kolommen(
            inlezing=inlezing, tabel=tabel, indeling=_indeling(tabel, options["kolommen"]),
            bron=(options["bron"] or inlezing.bron).lower()[:20], team_id=_team(options["team"]), by=None, at=at,
        )  # fmt: skip
        return controleer_bestand(inlezing=inlezing, by=None, at=at)

    def _lees_in(self, inlezing: Inlezing, *, stil: bool) -> Inlezing:
        at = timezone.now()
        inlezing = begin_inlezen(inlezing=inlezing, by=None, at=at)
        return lees_in(inlezing=inlezing, by=None, at=at, meld=None if stil else self._balk)

    def _balk(self, gedaan: int, totaal: int) -> None:
        vol = 30 * gedaan // max(totaal, 1)
        einde = "\n" if gedaan == totaal else ""
        if sys.stderr.isatty() or einde:
            self.stderr.write(
                f"\r  [{'#' * vol}{'.' * (30 - vol)}] {gedaan} van {totaal} huishoudens", ending=einde
            )

    def _antwoord(self, inlezing: Inlezing, seconden: float, **options: Any) -> None:
        aantallen = {naam: waarde for naam, waarde in inlezing.aantallen.items() if naam != "koppen"}
        if options["json"]:
            antwoord = {
                "inlezing": str(inlezing.pk),
                "proef": options["proef"],
                "seconden": round(seconden, 2),
                **aantallen,
            }
            self.stdout.write(json.dumps(antwoord, ensure_ascii=False))
            return
        self.stdout.write(
            f"{aantallen['huishoudens']} huishoudens op {aantallen['rijen']} rijen. "
            f"{aantallen['goed']} hebben geen probleem dat tegenhoudt. "
            f"{aantallen['paren']} keer twijfel of iemand dubbel is."
        )
        self._toon_problemen(inlezing)
        for uitkomst in Uitkomst:
            if aantal := aantallen.get("uitkomst", {}).get(uitkomst.value):
                self.stdout.write(f"  {aantal:>6}  {uitkomst.label}")
        slot = "Er is niets veranderd (proef)." if options["proef"] else f"Klaar in {seconden:.1f} seconden."
        self.stdout.write(slot)

    def _toon_problemen(self, inlezing: Inlezing) -> None:
        rijen = inlezing.problemen.filter(ernst=Ernst.STOP).order_by("rij", "id")
        for probleem in rijen[:TOON]:
            plek = f"rij {probleem.rij}" + (f", kolom {probleem.kolom}" if probleem.kolom else "")
            self.stdout.write(f"  {ERNST_IN_WOORDEN[Ernst.STOP]} · {plek}: {probleem.wat} {probleem.doe}")
        if (meer := rijen.count() - TOON) > 0:
            self.stdout.write(f"  … en nog {meer}. Kijk bij Inlezen op het scherm voor alle problemen.")


def _lees(pad: Path) -> bytes:
    try:
        weiger_te_groot(pad.stat().st_size)
        return pad.read_bytes()
    except OSError as fout:
        raise CommandError(
            f"Het bestand {pad} kan niet worden gelezen: {fout.strerror}.", returncode=2
        ) from fout


def _indeling(tabel: Tabel, pad: Path | None) -> Indeling:
    """Return the columns of the JSON file, of an earlier time, or as recognised."""
    if pad is not None:
        try:
            keuze = json.loads(pad.read_text(encoding="utf-8"))
        except (OSError, ValueError) as fout:
            raise CommandError(
                f"Het bestand {pad} met de kolommen kan niet worden gelezen.", returncode=2
            ) from fout
        if not isinstance(keuze, dict):
            raise CommandError('Schrijf de kolommen als {"kop in het bestand": "veld"}.', returncode=2)
        return Indeling.uit_koppen(tabel.koppen, {str(kop): str(veld) for kop, veld in keuze.items()})
    if onthouden := onthouden_indeling(tabel):
        return Indeling.uit_koppen(tabel.koppen, onthouden.kolommen)
    return Indeling({voorstel.index: voorstel.doel for voorstel in tabel.voorstellen() if voorstel.doel})


def _team(naam: str) -> Any:
    if not naam:
        return None
    team = Wijkteam.objects.actief().filter(naam__iexact=naam).first()
    if team is None:
        raise CommandError(f"Het team '{naam}' is er niet.", returncode=2)
    return team.pk
