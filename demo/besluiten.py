"""Decisions in the demo in every phase: in the making, put forward, taken, sent, stopped, changed, objected to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.instellingen import huidige_instellingen
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking, withdraw_beschikking
from modules.dossier.besluiten.actions.beschikking import (
    change_beschikking,
    decide_beschikking,
    draft_beschikking,
    submit_beschikking,
)
from modules.dossier.besluiten.actions.bezwaar import (
    announce_bezwaar,
    decide_bezwaar,
    hear_bezwaar,
    receive_bezwaar,
)
from modules.dossier.besluiten.actions.klacht import (
    answer_klacht,
    confirm_klacht,
    hear_klacht,
    receive_klacht,
)
from modules.dossier.besluiten.actions.mandaat import begin_voorstel
from modules.dossier.besluiten.actions.vervolg import follow_up_beschikking
from modules.dossier.besluiten.models import Beschikking, Bezwaar, Klacht
from modules.dossier.besluiten.queries.bevoegd import oordeel_over
from modules.dossier.besluiten.soorten import Besluitsoort, besluitsoorten
from modules.dossier.besluiten.woorden import Relatie
from modules.dossier.models import Casus
from modules.inrichting.models import Teamlid

WAT = "U krijgt hulp bij het huishouden. Iemand komt elke week schoonmaken."
REDEN = "Zelf lukt het zware werk niet meer. De buren en de familie doen al wat zij kunnen."


class Besluitvuller:
    """Takes households that have no decision yet, and lets colleagues decide about help for them."""

    def __init__(self, *, at: datetime) -> None:
        self.at, self.vandaag = at, localdate(at)

    def vul(self) -> None:
        """Make one household of each phase, through the same actions as the screens."""
        soort = self._soort()
        if soort is None:
            return
        beheerder = Gebruiker.objects.actief().met_rol(Rol.BEHEERDER).order_by("gebruikersnaam").first()
        if beheerder is not None:
            begin_voorstel(
                keuzes=huidige_instellingen().van_team(None), by=beheerder, at=self.at - timedelta(days=200)
            )
        fasen: tuple[Callable[[Casus, Any, Besluitsoort], Any], ...] = (
            self._in_de_maak, self._voorgelegd, self._genomen, self._verstuurd, self._gestopt, self._gewijzigd,
            self._gehoord, self._op_bezwaar_beslist, self._klacht,
        )  # fmt: skip
        for fase, (casus, wie) in zip(fasen, self._casussen(len(fasen)), strict=False):
            fase(casus, wie, soort)

    def _soort(self) -> Besluitsoort | None:
        soorten = besluitsoorten.van_wetten(frozenset(huidige_instellingen().modules))
        return next((soort for soort in soorten if soort.wet == "wmo"), None)

    def _casussen(self, aantal: int) -> list[tuple[Casus, Any]]:
        rijen = (
            Casus.objects.lopend()
            .exclude(behandelaar=None)
            .filter(beschikkingen=None, huishouden__moment__in=["hulp", "plan", "intake"])
            .select_related("huishouden", "behandelaar", "team")
            .order_by("begonnen_op", "id")
        )
        return [(casus, casus.behandelaar) for casus in rijen[:aantal]]

    def _toen(self, dagen: int) -> datetime:
        return self.at - timedelta(days=dagen)

    def _dag(self, dagen: int) -> date:
        return self.vandaag - timedelta(days=dagen)

    def _schrijf(
        self, casus: Casus, wie: Any, soort: Besluitsoort, *, dagen: int, bedrag: int = 390_000
    ) -> Beschikking:
        lid: Any = casus.huishouden.leden.select_related("inwoner").order_by("id").first()
        rij = draft_beschikking(
            casus=casus, inwoner=lid.inwoner, soort=soort.code, aanvraag_op=self._dag(dagen + 6), by=wie,
            at=self._toen(dagen + 5), gevraagd="Ik wil hulp bij het schoonmaken. Bukken gaat niet meer.",
        )  # fmt: skip
        begin = self._dag(dagen) + timedelta(days=7)
        hulp = {
            "titel": "Hulp bij het huishouden", "categorie": "01", "product": "01A01", "vorm": "zin", "omvang": 2.5,
            "eenheid": "uur", "frequentie": "week", "bedrag_per_jaar": bedrag, "begin": begin,
            "einde": begin + timedelta(days=730),
        }  # fmt: skip
        redenen = {
            blok.code: f"{REDEN}" for blok in soort.overwegingen if "toegekend" in blok.verplicht_bij
        } or {"waarom": REDEN}
        return change_beschikking(
            beschikking=rij,
            gegevens={
                "uitkomst": "toegekend", "wat": WAT, "hoeveel": "2,5 uur per week", "grond": soort.artikel,
                "overwegingen": redenen, "begin": begin, "einde": hulp["einde"],
                "gevolgen": soort.gevolgen or "U betaalt misschien een eigen bijdrage aan het CAK.",
            },
            voorzieningen=[hulp], gezien_versie=rij.versie, by=wie, at=self._toen(dagen + 4),
        )  # fmt: skip

    def _beslisser(self, rij: Beschikking, wie: Any) -> Any | None:
        """Return who of the team may decide: who wrote it when that may be, else a colleague."""
        leden = Teamlid.objects.op(self.vandaag).filter(team_id=rij.casus.team_id).values("gebruiker_id")
        mensen = Gebruiker.objects.actief().filter(pk__in=leden).exclude(pk=wie.pk).order_by("naam", "id")
        return next((mens for mens in (wie, *mensen) if oordeel_over(rij, mens, self.vandaag).mag), None)

    def _neem(self, casus: Casus, wie: Any, soort: Besluitsoort, dagen: int) -> Beschikking | None:
        rij = self._schrijf(casus, wie, soort, dagen=dagen)
        beslist = self._beslisser(rij, wie)
        if beslist is None:
            return None
        return decide_beschikking(beschikking=rij, gezien_versie=rij.versie, by=beslist, at=self._toen(dagen))

    def _maak_bekend(self, casus: Casus, wie: Any, soort: Besluitsoort, dagen: int) -> Beschikking | None:
        rij = self._neem(casus, wie, soort, dagen)
        if rij is None:
            return None
        return announce_beschikking(beschikking=rij, bekend_op=self._dag(dagen), by=wie, at=self._toen(dagen))

    def _in_de_maak(self, casus: Casus, wie: Any, soort: Besluitsoort) -> None:
        self._schrijf(casus, wie, soort, dagen=1)

    def _voorgelegd(self, casus: Casus, wie: Any, soort: Besluitsoort) -> None:
        rij = self._schrijf(casus, wie, soort, dagen=2, bedrag=2_400_000)
        leden = Teamlid.objects.op(self.vandaag).filter(team_id=casus.team_id).values("gebruiker_id")
        ander = (
            Gebruiker.objects.actief().filter(pk__in=leden).exclude(pk=wie.pk).order_by("naam", "id").first()
        )
        if ander is not None:
            submit_beschikking(
                beschikking=rij, aan=ander, omdat="Dit is meer dan ik mag besluiten. Kijk je ernaar?",
                gezien_versie=None, by=wie, at=self._toen(1),
            )  # fmt: skip

    def _genomen(self, casus: Casus, wie: Any, soort: Besluitsoort) -> None:
        self._neem(casus, wie, soort, 1)

    def _verstuurd(self, casus: Casus, wie: Any, soort: Besluitsoort) -> None:
        self._maak_bekend(casus, wie, soort, 12)

    def _gestopt(self, casus: Casus, wie: Any, soort: Besluitsoort) -> None:
        rij = self._schrijf(casus, wie, soort, dagen=9)
        withdraw_beschikking(
            beschikking=rij,
            omdat="De dochter gaat helpen. De aanvraag is ingetrokken.",
            by=wie,
            at=self._toen(8),
        )

    def _gewijzigd(self, casus: Casus, wie: Any, soort: Besluitsoort) -> None:
        rij = self._maak_bekend(casus, wie, soort, 90)
        if rij is not None:
            follow_up_beschikking(beschikking=rij, relatie=Relatie.HERZIET, by=wie, at=self._toen(3))

    def _bezwaar(self, casus: Casus, wie: Any, soort: Besluitsoort) -> Bezwaar | None:
        rij = self._maak_bekend(casus, wie, soort, 40)
        if rij is None:
            return None
        bezwaar = receive_bezwaar(
            beschikking=rij, indiener=rij.inwoner.naam, ontvangen_op=self._dag(25),
            gronden="Twee en een half uur is te weinig. Het huis is groot en ik kan de trap niet op.",
            met_commissie=False, by=wie, at=self._toen(25),
        )  # fmt: skip
        return hear_bezwaar(
            bezwaar=bezwaar, gehoord_op=self._dag(10), wie=rij.inwoner.naam,
            verslag="Zij vertelt dat de bovenverdieping blijft liggen. Haar zoon komt één keer per maand.",
            by=wie, at=self._toen(10),
        )  # fmt: skip

    def _gehoord(self, casus: Casus, wie: Any, soort: Besluitsoort) -> None:
        self._bezwaar(casus, wie, soort)

    def _op_bezwaar_beslist(self, casus: Casus, wie: Any, soort: Besluitsoort) -> None:
        bezwaar = self._bezwaar(casus, wie, soort)
        leden = Teamlid.objects.op(self.vandaag).filter(team_id=casus.team_id).values("gebruiker_id")
        leider = (
            Gebruiker.objects.actief().met_rol(Rol.TEAMLEIDER).filter(pk__in=leden).order_by("naam").first()
        )
        if bezwaar is None or leider is None or leider.pk == bezwaar.beschikking.beslist_door_id:
            return
        bezwaar = decide_bezwaar(
            bezwaar=bezwaar, uitkomst="gegrond",
            motivering="De bovenverdieping is niet meegewogen. Er is een half uur per week meer nodig.",
            gezien_versie=None, by=leider, at=self._toen(4),
        )  # fmt: skip
        announce_bezwaar(bezwaar=bezwaar, bekend_op=self._dag(3), by=leider, at=self._toen(3))

    def _klacht(self, casus: Casus, wie: Any, _soort: Besluitsoort) -> None:
        open_ = self._neem_klacht_aan(casus, wie, "Ik moest mijn verhaal drie keer vertellen.", 8)
        confirm_klacht(klacht=open_, op=self._dag(6), by=wie, at=self._toen(6))
        klaar = self._neem_klacht_aan(casus, wie, "Er zou iemand terugbellen. Dat gebeurde niet.", 50)
        hear_klacht(
            klacht=klaar, op=self._dag(40), verslag="Zij wachtte twee weken op een telefoontje.", omdat="", by=wie,
            at=self._toen(40),
        )  # fmt: skip
        answer_klacht(
            klacht=klaar, oordeel="gegrond", antwoord="U heeft gelijk. Wij hadden u moeten terugbellen.",
            vervolg="Wie een vraag aanneemt, belt voortaan zelf terug.", op=self._dag(35), is_opgelost=False, by=wie,
            at=self._toen(35),
        )  # fmt: skip

    def _neem_klacht_aan(self, casus: Casus, wie: Any, tekst: str, dagen: int) -> Klacht:
        lid: Any = casus.huishouden.leden.select_related("inwoner").order_by("id").first()
        return receive_klacht(
            huishouden=casus.huishouden, casus=casus,
            gegevens={
                "indiener": lid.inwoner.naam, "ontvangen_op": self._dag(dagen), "over": "team", "over_wie": None,
                "tekst": tekst, "gewenst": "Dat iemand luistert.", "behandelaar": wie,
            },
            by=wie, at=self._toen(dagen),
        )  # fmt: skip
