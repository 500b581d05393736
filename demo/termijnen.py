"""Terms in the demo: late, standing still, with more time, with a dwangsom, and households that wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from demo.inrichting import Inrichter
from modules.dossier.actions.termijn import (
    OpschortGrond,
    announce_delay,
    explain_termijn,
    extend_termijn,
    finish_termijn,
    receive_ingebrekestelling,
    resume_termijn,
    start_termijnen,
    suspend_termijn,
)
from modules.dossier.actions.termijngevolg import open_direct_requests
from modules.dossier.actions.termijnnorm import change_norm
from modules.dossier.actions.wachten import begin_hulp, tell_wachten
from modules.dossier.models import Casus, Termijn
from modules.dossier.queries.wachtlijst import nog_niet_begonnen, wachtend
from modules.dossier.rules.normen import Duur, Eenheid
from modules.dossier.rules.wachten import Wachtstap
from modules.dossier.wetten import Termijnsoort
from modules.inrichting.codelijsten import OverschrijdingOorzaak

_OORZAKEN = (
    OverschrijdingOorzaak.CAPACITEIT,
    OverschrijdingOorzaak.WACHT_DERDE,
    OverschrijdingOorzaak.CAPACITEIT,
    OverschrijdingOorzaak.WACHT_INWONER,
)


class Termijnvuller:
    """Lets things happen to terms of running households, on days around today."""

    def __init__(self, inrichting: Inrichter) -> None:
        self.i, self.at = inrichting, inrichting.at
        self.vandaag = localdate(self.at)
        self.beheerder = next(
            inrichting.mensen[p.naam] for p in inrichting.gemeente.mensen if "beheerder" in p.rollen
        )

    def vul(self) -> None:
        """Make it all, through the same actions as the screens."""
        casussen = self._casussen()
        voorbeelden = (
            self._te_laat,
            self._staat_stil,
            self._stond_stil,
            self._dwangsom_loopt,
            self._dwangsom_dreigt,
            self._uitstel_gemeld,
            self._meer_tijd,
        )
        for maak, casus in zip(voorbeelden, casussen, strict=False):
            maak(casus)
        for oorzaak, casus in zip(_OORZAKEN, casussen, strict=False):
            self._te_laat_klaar(casus, oorzaak)
        open_direct_requests(at=self.at)
        change_norm(
            sleutel="terugbellen",
            duur=Duur(1, Eenheid.WERKDAGEN),
            geldig_van=self.vandaag,
            ook_lopend=False,
            toelichting="Bewoners vroegen om sneller te worden teruggebeld.",
            by=self.beheerder,
            at=self.at,
        )

    def _casussen(self) -> Iterator[Casus]:
        """Yield running households that somebody works with and that have no decision to take yet."""
        rijen = (
            Casus.objects.lopend()
            .exclude(behandelaar=None)
            .select_related("huishouden", "behandelaar", "team")
        )
        return iter(rijen.order_by("begonnen_op", "id")[:40])

    def _start(self, casus: Casus, sleutel: str, titel: str, dagen: int, wet: str) -> Termijn:
        begin = self.vandaag - timedelta(days=dagen)
        [termijn] = start_termijnen(
            casus=casus,
            melding=casus.meldingen.order_by("ontvangen_op").first(),
            soorten=[Termijnsoort(sleutel, titel)],
            begin=begin,
            wet=wet,
            bron_id=casus.pk,  # apart from what the household itself already waits for
        )
        return termijn

    def _moment(self, dagen: int) -> datetime:
        dag = self.vandaag - timedelta(days=dagen)
        return timezone.make_aware(datetime.combine(dag, time(10, 20)))

    def _wie(self, casus: Casus, dagen: int) -> dict[str, Any]:
        return {"by": casus.behandelaar, "at": self._moment(dagen)}

    def _te_laat(self, casus: Casus) -> None:
        termijn = self._start(casus, "wmo_onderzoek", "Onderzoek afronden", 58, "wmo")
        explain_termijn(termijn=termijn, oorzaak=OverschrijdingOorzaak.CAPACITEIT, **self._wie(casus, 3))

    def _staat_stil(self, casus: Casus) -> None:
        termijn = self._start(casus, "wmo_beschikking", "Besluit over de aanvraag", 9, "wmo")
        suspend_termijn(
            termijn=termijn,
            grond=OpschortGrond.AANVULLEN,
            reden="Er mist een offerte voor de traplift. De inwoner vraagt die op.",
            van=self.vandaag - timedelta(days=4),
            uiterlijk=self.vandaag + timedelta(days=10),
            **self._wie(casus, 4),
        )

    def _stond_stil(self, casus: Casus) -> None:
        termijn = self._start(casus, "jeugd_beslissing", "Besluit over jeugdhulp", 30, "jeugd")
        suspend_termijn(
            termijn=termijn,
            grond=OpschortGrond.INSTEMMING,
            reden="De ouders willen eerst hun familiegroepsplan afmaken en vroegen om uitstel.",
            van=self.vandaag - timedelta(days=25),
            uiterlijk=None,
            **self._wie(casus, 25),
        )
        resume_termijn(termijn=termijn, op=self.vandaag - timedelta(days=12), **self._wie(casus, 12))

    def _dwangsom_loopt(self, casus: Casus) -> None:
        termijn = self._start(casus, "pw_beslissing", "Besluit over bijstand", 96, "participatie")
        receive_ingebrekestelling(
            termijn=termijn, ontvangen_op=self.vandaag - timedelta(days=27), **self._wie(casus, 27)
        )
        explain_termijn(termijn=termijn, oorzaak=OverschrijdingOorzaak.WACHT_DERDE, **self._wie(casus, 20))

    def _dwangsom_dreigt(self, casus: Casus) -> None:
        termijn = self._start(casus, "jeugd_beslissing", "Besluit over begeleiding", 74, "jeugd")
        receive_ingebrekestelling(
            termijn=termijn, ontvangen_op=self.vandaag - timedelta(days=3), **self._wie(casus, 3)
        )

    def _uitstel_gemeld(self, casus: Casus) -> None:
        termijn = self._start(casus, "wmo_beschikking", "Besluit over huishoudelijke hulp", 12, "wmo")
        announce_delay(
            termijn=termijn,
            nieuw=self.vandaag + timedelta(days=16),
            reden="De ergotherapeut komt later deze maand.",
            **self._wie(casus, 1),
        )

    def _meer_tijd(self, casus: Casus) -> None:
        termijn = self._start(casus, "wmo_onderzoek", "Onderzoek afronden", 38, "wmo")
        extend_termijn(
            termijn=termijn,
            tot=self.vandaag + timedelta(days=25),
            reden="De inwoner ligt in het ziekenhuis. Samen afgesproken om later verder te gaan.",
            **self._wie(casus, 2),
        )

    def _te_laat_klaar(self, casus: Casus, oorzaak: OverschrijdingOorzaak) -> None:
        termijn = self._start(casus, "wmo_beschikking", "Besluit over de aanvraag", 33, "wmo")
        finish_termijn(
            termijn=termijn,
            gehaald_op=self.vandaag - timedelta(days=6),
            oorzaak=oorzaak,
            **self._wie(casus, 6),
        )


class Wachtvuller:
    """Lets granted help begin or not, and tells who waits longest until when. After every law."""

    def __init__(self, inrichting: Inrichter) -> None:
        self.at = inrichting.at
        self.vandaag = localdate(self.at)
        self.beheerder = next(
            inrichting.mensen[p.naam] for p in inrichting.gemeente.mensen if "beheerder" in p.rollen
        )

    def vul(self) -> None:
        """Make it all, through the same actions as the screens."""
        self._hulp_begint()
        self._wachtenden()

    def _hulp_begint(self) -> None:
        """Let granted help begin on the day it was planned for; of every four, one still waits."""
        rijen = nog_niet_begonnen(self.vandaag).filter(begin__lte=self.vandaag).select_related("beschikking")
        for nummer, rij in enumerate(rijen.order_by("begin", "id")):
            if nummer % 4:
                bekend = rij.beschikking.bekend_op if rij.beschikking else None
                begin_hulp(
                    toewijzing=rij, op=max(rij.begin, bekend or rij.begin), by=self.beheerder, at=self.at
                )

    def _wachtenden(self) -> None:
        """Tell the two who wait longest until when."""
        lang = wachtend(Casus.objects.lopend().exclude(behandelaar=None), self.vandaag).select_related(
            "team", "behandelaar"
        )
        for casus in lang.order_by("sinds", "id")[:2]:
            tell_wachten(
                casus=casus,
                stap=Wachtstap(casus.stap),
                sinds=casus.sinds,
                verwacht_op=self.vandaag + timedelta(days=12),
                oorzaak=OverschrijdingOorzaak.CAPACITEIT,
                hulp_voor_nu="geregeld",
                tijdelijke_hulp="een vrijwilliger belt elke week",
                hoe="telefoon",
                by=casus.behandelaar,
                at=self.at,
            )
