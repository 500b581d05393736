"""`keukentafel sleutels-roteren`: new keys for a gemeente, while everybody works on. Safe to run again."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from keukentafel import audit
from keukentafel.opslag import bestanden
from keukentafel.tenancy import roteren
from keukentafel.tenancy.opdracht import GekozenGemeenten
from keukentafel.tenancy.scope import GemeenteRef, in_gemeente
from keukentafel.tenancy.sleutelbos import GeenSleutel, zet_nieuwe_wortelsleutel_vooraan

SOORTEN = ("alles", "kek", "gegevens", "bestanden", "wortel")


class Command(GekozenGemeenten):
    """The steps go over all gemeenten together: one after the other, each would wait for itself."""

    help = (
        "Vervang de sleutels van een gemeente. 'kek' sluit alleen de sleutelbos opnieuw, 'gegevens' en "
        "'bestanden' versleutelen alles opnieuw, 'wortel' maakt een nieuwe wortelsleutel (alleen met --alle)."
    )

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--soort", choices=SOORTEN, default="alles", help="wat er vervangen wordt (alles)"
        )
        parser.add_argument(
            "--per-keer", type=int, default=500, metavar="N", help="rijen per transactie (500)"
        )
        parser.add_argument(
            "--wacht",
            type=int,
            default=None,
            metavar="SECONDEN",
            help="hoe lang elk proces krijgt om de nieuwe sleutels te lezen",
        )
        parser.add_argument("--json", action="store_true", help="voortgang en antwoord als JSON-regels")

    def handle(self, *args: Any, **options: Any) -> None:
        self.refs = self.gekozen(options)
        self.mislukt: dict[str, str] = {}
        self.als_json = options["json"]
        if options["soort"] == "wortel":
            self._wortel(alle=bool(options.get("alle")))
        else:
            self._roteer(options)
        if self.mislukt:
            regels = [f"{naam}: {waarom}" for naam, waarom in self.mislukt.items()]
            raise CommandError("Niet klaar. " + " ".join(regels) + " Draai de opdracht nog een keer.")

    def _wortel(self, *, alle: bool) -> None:
        if not alle:
            raise CommandError(
                "Een nieuwe wortelsleutel geldt voor elke gemeente: kies --alle.", returncode=2
            )
        zet_nieuwe_wortelsleutel_vooraan()
        self._bij_elke(lambda ref: roteren.sluit_opnieuw())
        self._klaar("wortel", {})

    def _roteer(self, options: dict[str, Any]) -> None:
        soort, per_keer = options["soort"], max(1, options["per_keer"])
        wacht = options["wacht"] if options["wacht"] is not None else settings.KT_SLEUTELS_HOUDBAAR + 5
        if soort in ("alles", "kek"):
            self._bij_elke(lambda ref: roteren.vervang_kek())
        doelen = roteren.doelen(
            gegevens=soort in ("alles", "gegevens"), bestanden=soort in ("alles", "bestanden")
        )
        aantallen: dict[str, int] = {}
        if doelen:
            sinds = [0]
            self._bij_elke(lambda ref: sinds.append(roteren.kondig_aan(doelen, nu=int(time.time()))))
            self._wacht(max(sinds) + wacht - time.time(), "Elk proces leest de nieuwe sleutels")
            self._bij_elke(lambda ref: roteren.ga_over(doelen))
            self._bij_elke(lambda ref: self._hersleutel(ref, doelen, per_keer, aantallen))
            self._wacht(wacht, "Wie nog met de vorige sleutels schrijft, leest de nieuwe")
            self._bij_elke(lambda ref: self._rond_af(ref, doelen, per_keer, aantallen))
        self._klaar(soort, aantallen)

    def _hersleutel(
        self, ref: GemeenteRef, doelen: frozenset[str], per_keer: int, aantallen: dict[str, int]
    ) -> None:
        onleesbaar = 0
        for kolommen in roteren.versleutelde_kolommen():
            if not kolommen.doelen & doelen:
                continue
            with self._voortgang(
                ref, kolommen.naam, roteren.nog_te_doen(kolommen).count(), aantallen
            ) as meld:
                onleesbaar += len(roteren.hersleutel(kolommen, per_keer=per_keer, meld=meld))
        if bestanden.DOEL in doelen:
            paden = bestanden.nog_te_hersleutelen()
            with self._voortgang(ref, "bestanden", len(paden), aantallen) as meld:
                for pad in paden:
                    bestanden.hersleutel(pad)
                    meld("bestanden", 1)
        if onleesbaar:
            self.mislukt[ref.slug] = f"{onleesbaar} teksten gaan niet open met een sleutel van deze gemeente."

    def _rond_af(
        self, ref: GemeenteRef, doelen: frozenset[str], per_keer: int, aantallen: dict[str, int]
    ) -> None:
        self._hersleutel(ref, doelen, per_keer, aantallen)
        fout = 0
        for kolommen in roteren.versleutelde_kolommen():
            if kolommen.doelen & doelen:
                fout += len(roteren.controleer(kolommen, per_keer=per_keer)[1])
        if fout:
            self.mislukt[ref.slug] = f"{fout} teksten gaan niet open; de vorige sleutels blijven bewaard."
            return
        roteren.gooi_oude_weg(doelen)

    def _bij_elke(self, doe: Callable[[GemeenteRef], object]) -> None:
        """Do one step in every gemeente that is still going well; a failure stays with its own gemeente."""
        for ref in self.refs:
            if ref.slug in self.mislukt:
                continue
            try:
                with in_gemeente(ref):
                    doe(ref)
            except GeenSleutel as reden:
                self.mislukt[ref.slug] = str(reden)
            except Exception as fout:
                if len(self.refs) == 1:
                    raise
                self.mislukt[ref.slug] = f"mislukt ({type(fout).__name__})."

    def _wacht(self, seconden: float, waarom: str) -> None:
        if seconden <= 0:
            return
        if not self.als_json:
            self.stderr.write(f"{waarom}: {seconden:.0f} seconden.")
        time.sleep(seconden)

    @contextmanager
    def _voortgang(
        self, ref: GemeenteRef, wat: str, totaal: int, aantallen: dict[str, int]
    ) -> Iterator[roteren.Meld]:
        kolommen = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*kolommen, console=Console(stderr=True), disable=self.als_json or not totaal) as balk:
            taak = balk.add_task(f"{ref.naam}: {wat}", total=totaal)
            gedaan = 0

            def meld(_wat: str, aantal: int) -> None:
                nonlocal gedaan
                gedaan += aantal
                aantallen[wat] = aantallen.get(wat, 0) + aantal
                balk.advance(taak, aantal)
                if self.als_json:
                    self._regel({"gemeente": ref.slug, "wat": wat, "gedaan": gedaan, "totaal": totaal})

            yield meld

    def _klaar(self, soort: str, aantallen: dict[str, int]) -> None:
        def noteer(ref: GemeenteRef) -> None:
            audit.record("tenancy.sleutels.vervangen", at=timezone.now(), soort="U", detail={"soort": soort})

        self._bij_elke(noteer)
        klaar = len(self.refs) - len(self.mislukt)
        if self.als_json:
            self._regel({"klaar": klaar, "mislukt": self.mislukt, "aantallen": aantallen})
        else:
            self.stdout.write(f"De sleutels van {klaar} van {len(self.refs)} gemeenten zijn vervangen.")

    def _regel(self, inhoud: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(inhoud))
        self.stdout.flush()
