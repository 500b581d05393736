"""Jeugd in the demo: cases in every phase, one late, one that stands still, one in bezwaar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from demo.inrichting import Inrichter
from modules.dossier.actions.gezag import add_gezag
from modules.dossier.actions.huishouden import change_huishouden, make_huishouden
from modules.dossier.actions.termijn import OpschortGrond, suspend_termijn
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking
from modules.dossier.besluiten.actions.beschikking import (
    change_beschikking,
    decide_beschikking,
    draft_beschikking,
)
from modules.dossier.besluiten.actions.bezwaar import receive_bezwaar
from modules.dossier.besluiten.actions.mandaat import begin_voorstel
from modules.dossier.besluiten.woorden import Plaats
from modules.dossier.models import Huishouden, Termijn
from modules.inrichting.models import Organisatie, Teammodel
from modules.inrichting.rules.varianten import los_model_op
from modules.jeugd.actions import hulp, hulpvraag, kind, toekomst, veiligheid
from modules.jeugd.models import Hulpvraag
from modules.jeugd.rules.meldcode import Weegantwoorden
from modules.jeugd.rules.woonplaats import Woonfeiten


@dataclass(frozen=True, slots=True)
class Kindgeval:
    """A child, who let it in, and how far it is. `jaar` is the age in years."""

    naam: str
    roepnaam: str
    jaar: float
    vraag: str
    dagen: int
    fase: str
    verwijzer: str = "gemeente"


KINDEREN = (
    Kindgeval("Verbeek", "Mila", 6, "Mila durft niet alleen te slapen en huilt elke ochtend.", 1, "binnen"),
    Kindgeval("Oomen", "Jip", 9, "Jip wil niet meer naar school.", 2, "binnen", "huisarts"),
    Kindgeval("Haan", "Tess", 14, "Tess eet bijna niet meer.", 4, "binnen", "jeugdarts"),
    Kindgeval("Kaya", "Emir", 11, "Emir is vaak boos en slaat zijn zusje.", 12, "gesprek"),
    Kindgeval("Brouwer", "Lotte", 16.8, "Lotte wil op zichzelf wonen na het pleeggezin.", 20, "gesprek"),
    Kindgeval("Visser", "Daan", 8, "De ouders zijn uit elkaar. Zij zijn het niet eens over hulp.", 18, "oneens"),
    Kindgeval("Smeets", "Fenna", 5, "Fenna kwam drie keer met blauwe plekken op school.", 9, "meldcode"),
    Kindgeval("Maas", "Bo", 3, "Er is veel ruzie in huis. Bo is stil geworden.", 16, "veilig_thuis"),
    Kindgeval("Wolters", "Sem", 12, "Sem heeft hulp nodig bij zijn angst.", 30, "aanvraag"),
    Kindgeval("Kuyper", "Noa", 15, "Noa gaat al een half jaar niet naar school.", 75, "te_laat"),
    Kindgeval("Aksoy", "Yara", 10, "Yara heeft na het ongeluk hulp nodig.", 40, "stil"),
    Kindgeval("Jansma", "Finn", 7, "Finn leert moeilijk en trekt zich terug.", 60, "toegekend"),
    Kindgeval("Postma", "Isa", 13, "Isa wil praten met iemand buiten school.", 66, "bezwaar"),
    Kindgeval("Dekker", "Luuk", 9, "Luuk heeft behandeling nodig voor zijn trauma.", 35, "hulp", "medisch_specialist"),
    Kindgeval("Hofman", "Saar", 17.3, "Saar heeft een maatregel van de rechter.", 90, "hulp", "gi"),
    Kindgeval("Vos", "Teun", 8, "Teun is vaak boos. Het gezin is net verhuisd.", 50, "verhuisd", "huisarts"),
    Kindgeval("Evers", "Jade", 18.4, "Jade kreeg al hulp in haar vorige gemeente.", 45, "verlengd"),
    Kindgeval("Bakker", "Pim", 6, "Pim had hulp bij het slapen. Het gaat nu goed.", 120, "afgerond"),
)  # fmt: skip
VERWIJZERS = {
    "huisarts": ("Dokter Aalbers", "Huisartsenpraktijk Centrum"),
    "jeugdarts": ("Dokter De Roos", "Jeugdgezondheidszorg"),
    "medisch_specialist": ("Kinderarts Van Doorn", "Ziekenhuis Waardland"),
    "gi": ("Joris Kamps", "Jeugdbescherming Rivierland"),
}
STEM = "Ik wil dat het thuis weer rustig is. En ik wil op voetbal blijven."


class Wettenvuller:
    """What the two laws share in the demo: days ago, households, people of a team."""

    def __init__(self, inrichting: Inrichter) -> None:
        self.i, self.at, self.vandaag = inrichting, inrichting.at, inrichting.vandaag
        self.model = Teammodel.objects.actief().get()

    def _toen(self, dagen: float, uur: int = 11) -> datetime:
        dag = self.vandaag - timedelta(days=round(dagen))
        moment = timezone.make_aware(datetime.combine(dag, time(uur, 40)))
        return min(moment, self.at - timedelta(minutes=2))

    def _wie(self, dagen: float) -> dict[str, Any]:
        return {"by": self.wie, "at": self._toen(dagen)}

    def _dag(self, dagen: float) -> date:
        return timezone.localdate(self._toen(dagen))

    def _geboren(self, jaar: float) -> date:
        return self.vandaag - timedelta(days=round(jaar * 365.25))

    def _huishouden(self, nummer: int, personen: list[dict[str, Any]], dagen: int) -> Huishouden:
        straat, postcode, buurt = self.i.adressen[(nummer * 3 + 1) % len(self.i.adressen)][:3]
        return make_huishouden(
            gegevens={
                "straat": str(straat), "huisnummer": 41 + nummer * 2, "postcode": str(postcode),
                "plaats": self.i.gemeente.naam, "buurt_id": getattr(buurt, "pk", None),
                "telefoon": f"06300010{nummer:02}",
            },
            personen=personen,
            team=self.i.teams[self.team],
            **self._wie(dagen),
        )  # fmt: skip

    def _stap_in(self, rij: Any) -> None:
        rij.casus.behandelaar = self.wie
        rij.casus.save(update_fields=["behandelaar"])
        Termijn.objects.filter(casus=rij.casus).update(eigenaar=self.wie)

    def _zet_stil(self, sleutel: str, casus: Any, reden: str) -> None:
        termijn = Termijn.objects.lopend().get(casus=casus, sleutel=sleutel)
        suspend_termijn(
            termijn=termijn, grond=OpschortGrond.AANVULLEN, reden=reden, van=self._dag(5),
            uiterlijk=self.vandaag + timedelta(days=9), **self._wie(5),
        )  # fmt: skip

    def _kies(self, *, register: str = "", inkomen: bool = False) -> bool:
        """Choose who does this work here, and in which team; False when nobody does."""
        for persoon in self.i.gemeente.mensen:
            past = persoon.register == register if register else persoon.is_ambtenaar
            geld = "Inkomen" in persoon.functie or "Schuld" in persoon.functie
            if persoon.team and "teamlid" in persoon.rollen and past and (geld or not inkomen):
                self.wie, self.team = self.i.mensen[persoon.naam], persoon.team
                return True
        return False


class Jeugdvuller(Wettenvuller):
    """Lets a registered professional of an example gemeente go through every phase of youth help."""

    def vul(self) -> None:
        """Make it all, through the same actions as the screens."""
        if not self._kies(register="SKJ"):
            return
        beheerder = next(self.i.mensen[p.naam] for p in self.i.gemeente.mensen if "beheerder" in p.rollen)
        begin_voorstel(keuzes=los_model_op(self.model.inhoud), by=beheerder, at=self._toen(200))
        for nummer, geval in enumerate(KINDEREN):
            self._geval(nummer, geval)

    def _geval(self, nummer: int, geval: Kindgeval) -> None:
        ouders = [
            {"voornamen": "Marloes", "geslachtsnaam": geval.naam, "geboortedatum": self._geboren(38)},
            {"voornamen": "Stefan", "geslachtsnaam": geval.naam, "geboortedatum": self._geboren(41)},
        ]
        jong = {
            "voornamen": geval.roepnaam, "geslachtsnaam": geval.naam, "rol": "kind",
            "geboortedatum": self._geboren(geval.jaar),
        }  # fmt: skip
        huishouden = self._huishouden(nummer, [*ouders, jong], geval.dagen)
        leden = {lid.inwoner.voornamen: lid for lid in huishouden.leden.select_related("inwoner")}
        for ouder in ("Marloes", "Stefan"):
            add_gezag(
                lid=leden[geval.roepnaam], soort="ouder", houder=leden[ouder].inwoner, houder_naam="", toelichting="",
                **self._wie(geval.dagen),
            )  # fmt: skip
        naam, organisatie = VERWIJZERS.get(geval.verwijzer, ("", ""))
        rij = hulpvraag.start_hulpvraag(
            huishouden=huishouden,
            inwoner=leden[geval.roepnaam].inwoner,
            teammodel_id=self.model.pk,
            gegevens={
                "verwijzer": geval.verwijzer, "verwijzer_naam": naam, "verwijzer_organisatie": organisatie,
                "verwezen_op": self._dag(geval.dagen + 2) if naam else None, "ontvangen_op": self._dag(geval.dagen),
                "vraag": geval.vraag, "elders_begonnen_op": self._dag(900) if geval.fase == "verlengd" else None,
            },
            **self._wie(geval.dagen),
        )  # fmt: skip
        self._stap_in(rij)
        if geval.fase != "binnen":
            self._verder(rij, geval)

    def _verder(self, rij: Hulpvraag, geval: Kindgeval) -> None:
        d = geval.dagen
        kind.check_woonplaats(
            hulpvraag=rij, feiten=Woonfeiten(gemeente_brp=self.i.gemeente.naam), aanleiding="start",
            per=self._dag(d), gemeente_naam=self.i.gemeente.naam, **self._wie(d),
        )  # fmt: skip
        hulpvraag.begin_gesprek(hulpvraag=rij, op=self._dag(max(d - 3, 0)), **self._wie(max(d - 3, 0)))
        self._veilig(rij, geval)
        if geval.fase == "oneens":
            self._oneens(rij)
        if geval.fase in ("gesprek", "oneens", "meldcode", "veilig_thuis"):
            return
        kind.offer_gezinsplan(
            hulpvraag=rij,
            keuze="wil_niet",
            aangeboden_op=self._dag(d - 3),
            toelichting="",
            **self._wie(d - 3),
        )
        hulpvraag.hear_kind(hulpvraag=rij, tekst=STEM, niet_omdat="", **self._wie(d - 4))
        kind.choose_professional(
            hulpvraag=rij, professional=self.wie, verantwoordelijke=None, zonder_omdat="", dag=self._dag(d - 4),
            **self._wie(d - 4),
        )  # fmt: skip
        if geval.verwijzer != "gemeente":
            self._hulp(rij, geval, d - 10)
            if geval.fase == "verhuisd":
                self._verhuis(rij)
            return
        hulpvraag.request_besluit(hulpvraag=rij, op=self._dag(d - 5), **self._wie(d - 5))
        Termijn.objects.filter(casus=rij.casus).update(eigenaar=self.wie)
        if geval.fase == "stil":
            self._zet_stil("jeugd_beslissing", rij.casus, "Het verslag van de kinderarts ontbreekt nog.")
        elif geval.fase in ("toegekend", "bezwaar", "afgerond", "verlengd"):
            self._besluit(rij, geval)

    def _veilig(self, rij: Hulpvraag, geval: Kindgeval) -> None:
        if geval.fase not in ("meldcode", "veilig_thuis"):
            return
        d = geval.dagen
        code = veiligheid.begin_meldcode(
            huishouden=rij.huishouden, inwoner=rij.inwoner, signalen=geval.vraag, gezien_op=self._dag(d - 1),
            **self._wie(d - 1),
        )  # fmt: skip
        veiligheid.set_stap(
            meldcode=code, stap="overleg",
            gegevens={
                "overlegd_met": "De aandachtsfunctionaris", "overlegd_op": self._dag(d - 2),
                "overleg_uitkomst": "Praat eerst met de ouders. Vraag Veilig Thuis om advies.",
                "vt_advies_op": self._dag(d - 2),
            },
            **self._wie(d - 2),
        )  # fmt: skip
        if geval.fase == "meldcode":
            return
        veiligheid.set_stap(
            meldcode=code, stap="gesprek",
            gegevens={
                "gesproken_op": self._dag(d - 4), "gesproken_met": "Beide ouders",
                "gesprek_uitkomst": "Zij zien dat Bo bang is. Zij willen hulp.", "niet_gesproken_omdat": "",
            },
            **self._wie(d - 4),
        )  # fmt: skip
        veiligheid.weigh_meldcode(
            meldcode=code, antwoorden=Weegantwoorden("structureel", "ja", "ja", ""),
            toelichting="Het gaat al maanden zo, en de politie was er twee keer.", op=self._dag(d - 5),
            **self._wie(d - 5),
        )  # fmt: skip
        veiligheid.decide_meldcode(
            meldcode=code, melden=True, helpen=True, toelichting="", **self._wie(d - 5)
        )
        veiligheid.hand_over_veilig_thuis(
            meldcode=code,
            gegevens={
                "vt_gemeld_op": self._dag(d - 5), "vt_gesproken_met": "Mevrouw Van Es", "vt_kenmerk": "VT-2210",
                "vt_overdracht": "Wat we zagen, wat de ouders zeiden en welke hulp er al is.",
                "gezin_verteld_op": self._dag(d - 5), "gezin_niet_verteld_omdat": "",
            },
            **self._wie(d - 5),
        )  # fmt: skip

    def _oneens(self, rij: Hulpvraag) -> None:
        achternaam = rij.inwoner.geslachtsnaam
        for wie, tekst, eens in (
            (
                "Marloes",
                "Daan heeft iemand nodig om mee te praten. Wij krijgen dat samen niet voor elkaar.",
                True,
            ),
            ("Stefan", "Daan heeft vooral rust nodig. Ik wil geen hulp van buiten.", False),
        ):
            kind.note_kijk(
                hulpvraag=rij,
                wie=f"{wie} {achternaam}",
                tekst=tekst,
                is_eens=eens,
                op=self._dag(6),
                **self._wie(6),
            )

    def _eens(self, rij: Hulpvraag, geval: Kindgeval, dagen: int) -> None:
        """Who decides agrees: the parents, from twelve the young person too, from sixteen alone."""
        zelf = [f"{geval.roepnaam} {geval.naam}"] if geval.jaar >= 12 else []
        ouders = [f"Marloes {geval.naam}", f"Stefan {geval.naam}"] if geval.jaar < 16 else []
        for naam in zelf + ouders:
            kind.note_kijk(
                hulpvraag=rij, wie=naam, tekst="Ik wil dat deze hulp begint.", is_eens=True, op=self._dag(dagen),
                **self._wie(dagen),
            )  # fmt: skip

    def _verhuis(self, rij: Hulpvraag) -> None:
        """The family moves while the help runs: the page asks again which gemeente is responsible."""
        thuis = rij.huishouden
        thuis.refresh_from_db()
        change_huishouden(
            huishouden=thuis, gegevens={"huisnummer": (thuis.huisnummer or 1) + 40}, team=thuis.team,
            versie=thuis.versie, **self._wie(2),
        )  # fmt: skip

    def _hulp(self, rij: Hulpvraag, geval: Kindgeval, dagen: int) -> None:
        self._eens(rij, geval, dagen)
        aanbieder = Organisatie.objects.filter(soort__in=("jeugdhulp", "ggz")).order_by("naam").first()
        hulp.begin_hulp(
            hulpvraag=rij, wat="Gesprekken voor kind en ouders", aanbieder=aanbieder, van=self._dag(dagen),
            **self._wie(dagen),
        )  # fmt: skip
        if geval.jaar > 17:
            toekomst.save_toekomstplan(
                huishouden=rij.huishouden, inwoner=rij.inwoner,
                gegevens={
                    "wens": "Ik wil een eigen kamer en mijn opleiding afmaken.", "wie_helpt": "Mijn tante.",
                    "besproken_op": self._dag(7), "wil_verlengd": True,
                },
                punten={"wonen": ("nodig", "Kamer zoeken met de mentor"), "school": ("geregeld", "Mbo, niveau 3")},
                **self._wie(7),
            )  # fmt: skip

    def _besluit(self, rij: Hulpvraag, geval: Kindgeval) -> None:
        is_toegekend = geval.fase != "bezwaar"
        backoffice = [self.i.mensen[p.naam] for p in self.i.gemeente.mensen if "backoffice" in p.rollen]
        in_team = self.i.gemeente.variant == "toegang"
        beslist = self.wie if in_team or not backoffice else backoffice[0]
        dagen = max(geval.dagen - 35, 3)
        wie: dict[str, Any] = {"by": beslist, "at": self._toen(dagen)}
        besluit = draft_beschikking(
            casus=rij.casus, inwoner=rij.inwoner, soort="jeugd_verlening", aanvraag_op=self._dag(geval.dagen - 5),
            melding=rij.melding, plaats=Plaats.TEAM if beslist is self.wie else Plaats.BACKOFFICE,
            behandelaar=beslist, **wie,
        )  # fmt: skip
        hulp_ = {
            "titel": "Ambulante jeugdhulp",
            "vorm": "zin",
            "begin": self._dag(dagen),
            "bedrag_per_jaar": 320_000,
        }
        besluit = change_beschikking(
            beschikking=besluit,
            gegevens={
                "uitkomst": "toegekend" if is_toegekend else "afgewezen",
                "wat": "Ambulante jeugdhulp voor het kind en de ouders."
                if is_toegekend
                else "Geen jeugdhulp.",
                "hoeveel": "Elke week een gesprek" if is_toegekend else "",
                "begin": self._dag(dagen) if is_toegekend else None,
                "overwegingen": {
                    "nodig": geval.vraag,
                    "eigen_kracht": "Het gezin doet veel zelf en de oma past op.",
                    "wens_kind": STEM,
                    "andere_hulp": "De school kan hier zelf bij helpen.",
                },
            },
            voorzieningen=[hulp_] if is_toegekend else [],
            gezien_versie=besluit.versie,
            **wie,
        )
        besluit = decide_beschikking(beschikking=besluit, gezien_versie=besluit.versie, **wie)
        besluit = announce_beschikking(beschikking=besluit, bekend_op=self._dag(dagen), **wie)
        rij.refresh_from_db()
        if geval.fase == "bezwaar":
            receive_bezwaar(
                beschikking=besluit, indiener=f"Marloes {geval.naam}", ontvangen_op=self._dag(4),
                gronden="De school kan dit niet alleen. Isa heeft meer hulp nodig.", met_commissie=False,
                by=beslist, at=self._toen(4),
            )  # fmt: skip
        elif geval.fase == "verlengd":
            self._hulp(rij, geval, dagen)
        elif geval.fase == "afgerond":
            self._hulp(rij, geval, dagen)
            hulpvraag.finish_hulpvraag(
                hulpvraag=rij,
                op=self._dag(10),
                omdat="Pim slaapt door. Het doel is gehaald.",
                **self._wie(10),
            )
