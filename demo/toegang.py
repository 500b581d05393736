"""Access in the demo: a question that waits, an emergency to review, a sample, a shielded household."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from demo.inrichting import Inrichter
from keukentafel import audit
from keukentafel.audit import Doel
from modules.dossier.models import Huishouden, Regisseurschap
from modules.dossier.rules.maanden import plus_maanden
from modules.dossier.toegang.actions.alarm import explain_alarm, sound_alarm
from modules.dossier.toegang.actions.nood import open_noodtoegang, review_noodtoegang, stop_noodtoegang
from modules.dossier.toegang.actions.onderbreking import shield_huishouden
from modules.dossier.toegang.actions.steekproef import draw_steekproef, review_regel
from modules.dossier.toegang.actions.verzoek import grant_toegang, refuse_toegang, request_toegang
from modules.dossier.toegang.codelijsten import AlarmSoort
from modules.dossier.toegang.instellingen import ToegangInstellingen

KEUZES = ToegangInstellingen()
REDENEN = (
    "Ik begeleid de zoon naar werk. Zijn moeder vraagt of ik haar plan wil meenemen.",
    "De school belt mij over de dochter. Ik wil weten wie haar al helpt, zodat we niet dubbel werken.",
    "Dit gezin verhuist volgende week naar onze wijk. Ik wil de overgang samen voorbereiden.",
)


class Toegangvuller:
    """Lets the people of an example gemeente ask, break glass and review, on days around today."""

    def __init__(self, inrichting: Inrichter) -> None:
        self.i, self.at = inrichting, inrichting.at
        self.vandaag = localdate(self.at)
        self.eerste, self.tweede = list(inrichting.teams)[:2]
        self.fg = next(inrichting.mensen[p.naam] for p in inrichting.gemeente.mensen if "fg" in p.rollen)

    def vul(self) -> None:
        """Make it all, through the same actions as the screens."""
        met_regie = self._huishoudens(self.eerste)
        if len(met_regie) < 8:
            return  # a demo of a few households has nobody to ask about
        self._verzoeken(met_regie)
        self._noodtoegang(met_regie)
        self._afscherming(met_regie)
        self._steekproef()
        self._alarm()

    def _huishoudens(self, team: str) -> list[tuple[Huishouden, Any]]:
        """Return households of a team with their regisseur."""
        rijen = (
            Regisseurschap.objects.filter(huishouden__team=self.i.teams[team], tot=None)
            .exclude(gebruiker=None)
            .select_related("huishouden__team", "gebruiker")
            .order_by("huishouden__naam", "huishouden_id")
        )
        return [(rij.huishouden, rij.gebruiker) for rij in rijen]

    def _werkers(self, team: str) -> list[Any]:
        return [
            self.i.mensen[p.naam] for p in self.i.gemeente.mensen if p.team == team and "teamlid" in p.rollen
        ]

    def _leider(self, team: str) -> Any:
        for persoon in self.i.gemeente.mensen:
            if persoon.team == team and "teamleider" in persoon.rollen:
                return self.i.mensen[persoon.naam]
        return next(self.i.mensen[p.naam] for p in self.i.gemeente.mensen if "teamleider" in p.rollen)

    def _toen(self, dagen: int, uur: int, minuut: int = 0) -> datetime:
        dag = self.vandaag - timedelta(days=dagen)
        moment = timezone.make_aware(datetime.combine(dag, time(uur, minuut)))
        return min(moment, self.at - timedelta(minutes=5))

    def _vraag(self, huishouden: Huishouden, wie: Any, reden: str, at: datetime) -> Any:
        gezocht = f"{huishouden.postcode[:4]} {huishouden.postcode[4:]} {huishouden.huisnummer}"
        return request_toegang(
            huishoudens=[huishouden], reden=reden, gezocht=gezocht, mocht_bekend=False, by=wie, at=at
        )[0]

    def _verzoeken(self, huizen: list[tuple[Huishouden, Any]]) -> None:
        """One waits since yesterday, one was given for a month, one was refused."""
        vragers = self._werkers(self.tweede)
        (een, _), (twee, regie_twee), (drie, regie_drie) = huizen[:3]
        self._vraag(een, vragers[0], REDENEN[0], self._toen(1, 15, 10))
        gegeven = self._vraag(twee, vragers[-1], REDENEN[1], self._toen(6, 10, 20))
        grant_toegang(
            verzoek=gegeven,
            tot=self.vandaag + timedelta(days=24),
            antwoord="Goed plan. Bel mij na je eerste gesprek even.",
            instellingen=KEUZES,
            by=regie_twee,
            at=self._toen(5, 9, 5),
        )
        geweigerd = self._vraag(drie, vragers[0], REDENEN[2], self._toen(12, 13, 40))
        refuse_toegang(
            verzoek=geweigerd,
            antwoord="Het gezin wil dit liever zelf aan je vertellen. Ik plan een gesprek met jullie samen.",
            by=regie_drie,
            at=self._toen(11, 9, 30),
        )

    def _noodtoegang(self, huizen: list[tuple[Huishouden, Any]]) -> None:
        """One was reviewed, one is late, one waits since yesterday."""
        ander = self._werkers(self.tweede)
        leider = self._leider(self.eerste)
        eerder = self._breek(
            huizen[4][0],
            ander[0],
            "keten",
            "De crisisdienst belt over de moeder en vraagt of zij medicijnen gebruikt.",
            24,
        )
        review_noodtoegang(
            nood=eerder,
            oordeel="terecht",
            toelichting="De crisisdienst bevestigt het telefoontje. Er is alleen gelezen wat nodig was.",
            by=leider,
            at=self._toen(21, 11),
        )
        laat = self._breek(
            huizen[5][0],
            ander[-1],
            "waarneming",
            "Noor is ziek en er staat vanmiddag een gesprek met dit gezin in haar agenda.",
            13,
        )
        stop_noodtoegang(nood=laat, by=laat.gebruiker, at=laat.van + timedelta(minutes=35))
        self._breek(
            huizen[6][0],
            ander[0],
            "kind",
            "De wijkagent staat voor de deur: er is ruzie en de kinderen zijn alleen boven.",
            1,
        )

    def _breek(self, huishouden: Huishouden, wie: Any, reden: str, tekst: str, dagen: int) -> Any:
        van = self._toen(dagen, 16, 20)
        nood = open_noodtoegang(
            huishouden=huishouden, reden=reden, toelichting=tekst, instellingen=KEUZES, by=wie, at=van
        )
        for minuten in (1, 2, 6):
            audit.record_inzage(
                target=huishouden,
                by=wie,
                doel=Doel.HULP,
                at=van + timedelta(minutes=minuten),
                is_nood=True,
                categorie="ABCDEI"[minuten % 6],
            )
        return nood

    def _afscherming(self, huizen: list[tuple[Huishouden, Any]]) -> None:
        huishouden, regisseur = huizen[7]
        shield_huishouden(
            huishouden=huishouden,
            soort="collega",
            reden="De zus van mevrouw werkt bij ons in de backoffice.",
            by=regisseur,
            at=self._toen(30, 9, 45),
        )

    def _steekproef(self) -> None:
        """Let people look last month at households of their team that others worked with, and draw."""
        lot = Random(2026)
        vorige = plus_maanden(self.vandaag.replace(day=1), -1)
        for nummer, team in enumerate(list(self.i.teams)):
            wie = [*self._werkers(team), self._leider(team)]
            for huishouden in Huishouden.objects.filter(team=self.i.teams[team]).order_by("naam", "id")[:12]:
                dag = vorige + timedelta(days=lot.randrange(0, 27))
                moment = timezone.make_aware(datetime.combine(dag, time(9 + lot.randrange(8), 15)))
                for keer in range(1 + lot.randrange(3)):
                    audit.record_inzage(
                        target=huishouden,
                        by=wie[(nummer + lot.randrange(len(wie))) % len(wie)],
                        doel=Doel.HULP,
                        at=moment + timedelta(minutes=keer),
                    )
        proef = draw_steekproef(maand=vorige, omvang=8, lot=lot, at=self._toen(self.vandaag.day - 1, 4, 10))
        regel = proef.regels.exclude(gebruiker=self.fg).order_by("dag", "id").first()
        if regel is not None:
            review_regel(
                regel=regel,
                oordeel="terecht",
                toelichting="Zij nam de telefoon aan voor een collega die op huisbezoek was.",
                by=self.fg,
                at=self._toen(min(2, self.vandaag.day - 1), 10, 30),
            )

    def _alarm(self) -> None:
        wie = self._leider(self.eerste)
        op = self._toen(6, 14, 5)
        sound_alarm(soort=AlarmSoort.VEEL, aantal=60, venster=KEUZES.venster, by=wie, at=op)
        explain_alarm(
            reden="Ik verdeel de huishoudens van een collega die langer ziek blijft.",
            by=wie,
            at=op + timedelta(minutes=2),
        )
