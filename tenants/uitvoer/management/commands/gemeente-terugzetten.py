"""`keukentafel gemeente-terugzetten`: put an export beside its gemeente, swap the two, and back."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel.tenancy.scope import in_platform
from tenants.models import Gemeente
from tenants.uitvoer.actions import werk
from tenants.uitvoer.actions.herstellen import herstel
from tenants.uitvoer.actions.leesbaar import Leesbaar, controleer
from tenants.uitvoer.actions.wisselen import wissel, wissel_terug
from tenants.uitvoer.bundel import Bundel
from tenants.uitvoer.management.opdracht import Uitvoeropdracht
from tenants.uitvoer.models import Terugzetstand, Terugzetting

_DOOR = werk.Door("opdracht")


class Command(Uitvoeropdracht):
    help = (
        "Zet een uitvoer naast de gemeente in gebruik (--bundel), vergelijk met gemeente-vergelijken, en "
        "wissel daarna (--wissel). De vorige gegevens blijven een week (--terug wisselt weer)."
    )

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", help="adres (slug) of CBS-code")
        wat = parser.add_mutually_exclusive_group(required=True)
        wat.add_argument("--bundel", type=Path, help="de map met de uitvoer, om ernaast te zetten")
        wat.add_argument(
            "--leesbaar", type=Path, help="een leesbare uitvoer (map of ZIP), ook van een oudere versie"
        )
        wat.add_argument("--wissel", action="store_true", help="neem wat ernaast staat in gebruik")
        wat.add_argument("--terug", action="store_true", help="neem de vorige gegevens weer in gebruik")
        wat.add_argument("--weg", action="store_true", help="gooi weg wat ernaast staat")
        parser.add_argument(
            "--opnieuw",
            action="store_true",
            help="met --bundel: de gemeente is er niet meer; maak haar zoals zij was, nog gesloten",
        )
        parser.add_argument(
            "--sleutel", default="", metavar="HEX",
            help="met --leesbaar: de openbare sleutel van de andere installatie die de uitvoer ondertekende",
        )  # fmt: skip
        parser.add_argument(
            "--van", default="", metavar="CODE",
            help="met --leesbaar: de CBS-code van de andere gemeente waarvan de uitvoer is (samengaan)",
        )  # fmt: skip
        parser.add_argument("--reden", default="", help="waarom; komt in het logboek van de gemeente")

    def doe(self, options: dict[str, Any]) -> None:
        if options["bundel"] and options["opnieuw"]:
            self._opnieuw(options["bundel"], options["reden"])
            return
        gemeente = self.gemeente(options["gemeente"])
        if options["bundel"]:
            van = Bundel.open(options["bundel"]).manifest.gemaakt_op
            self._naast(gemeente, options["bundel"], van, options["reden"], is_leesbaar=False)
            return
        if options["leesbaar"]:
            bron = {"sleutel": options["sleutel"].lower(), "van_code": options["van"].upper()}
            van = datetime.fromisoformat(controleer(Leesbaar(options["leesbaar"], **bron))["gemaakt_op"])
            self._naast(gemeente, options["leesbaar"], van, options["reden"], is_leesbaar=True, **bron)
            return
        rij = self._laatste(gemeente)
        if options["wissel"]:
            wissel(rij.pk, at=timezone.now(), by=_DOOR)
            zin = "De kopie is in gebruik. De vorige gegevens blijven een week."
        elif options["terug"]:
            wissel_terug(rij.pk, at=timezone.now(), by=_DOOR)
            zin = "De vorige gegevens zijn weer in gebruik."
        else:
            werk.gooi_weg(rij.pk, at=timezone.now(), by=_DOOR.naam)
            zin = "Wat ernaast stond, is weg."
        self.antwoord(f"{gemeente.naam}: {zin}", {"gemeente": gemeente.slug, "terugzetting": str(rij.pk)})

    def _opnieuw(self, plek: Path, reden: str) -> None:
        rij = herstel(plek, reden=reden, klok=timezone.now, luister=self.luister, by=_DOOR)
        with in_platform():
            gemeente = Gemeente.objects.get(pk=rij.gemeente_id)
        self.antwoord(
            f"{gemeente.naam} is er weer, nog gesloten. Kijk het na en zet de gemeente open.",
            {"gemeente": gemeente.slug, "terugzetting": str(rij.pk), **rij.vergelijking},
        )

    def _naast(
        self,
        gemeente: Gemeente,
        plek: Path,
        van: datetime,
        reden: str,
        *,
        is_leesbaar: bool,
        sleutel: str = "",
        van_code: str = "",
    ) -> None:
        rij = werk.vraag_los(gemeente.pk, van=van, reden=reden, at=timezone.now(), by="opdracht")
        rij = werk.voer_terugzetting_uit(
            rij.pk, klok=timezone.now, luister=self.luister, plek=plek, is_leesbaar=is_leesbaar,
            sleutel=sleutel, van_code=van_code,
        )  # fmt: skip
        begin, einde = rij.begonnen_op, rij.klaar_op
        seconden = (einde - begin).total_seconds() if begin and einde else 0
        uitkomst = "gelijk aan de uitvoer" if rij.is_gelijk else "NIET gelijk aan de uitvoer"
        self.antwoord(
            f"{gemeente.naam}: staat ernaast, {uitkomst}, in {seconden:.1f} seconden.",
            {
                "gemeente": gemeente.slug, "terugzetting": str(rij.pk), "is_gelijk": rij.is_gelijk,
                "seconden": round(seconden, 2), **rij.vergelijking,
            },
        )  # fmt: skip
        if not rij.is_gelijk:
            raise CommandError("Wat ernaast staat, is niet gelijk aan de uitvoer.", returncode=1)

    def _laatste(self, gemeente: Gemeente) -> Terugzetting:
        levend = (Terugzetstand.NAAST, Terugzetstand.WISSELT, Terugzetstand.GEWISSELD, Terugzetstand.TERUG)
        with in_platform():
            rij = Terugzetting.objects.filter(gemeente=gemeente, is_proef=False, stand__in=levend).first()
        if rij is None:
            raise CommandError(f"Er staat niets naast {gemeente.naam}.", returncode=2)
        return rij
