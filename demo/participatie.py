"""Participatie in the demo: aanvragen in every phase, decisions, steps to work, and one plan with three payers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from demo.jeugd import Wettenvuller
from modules.dossier.actions.gezag import add_gezag
from modules.dossier.actions.melding import register_melding
from modules.dossier.actions.plan import add_doel, add_oplossing, agree_plan, begin_plan
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking
from modules.dossier.besluiten.actions.beschikking import change_beschikking, decide_beschikking
from modules.dossier.besluiten.actions.bezwaar import receive_bezwaar
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.besluiten.woorden import Plaats
from modules.dossier.models import Huishouden, Instemming, Inwoner, Resultaat, Termijn
from modules.inrichting.codelijsten import InstemmingUitkomst
from modules.inrichting.models import Organisatie
from modules.jeugd.actions import hulpvraag
from modules.participatie.actions import inkomen, werk
from modules.participatie.actions.besluit import prepare_besluit
from modules.participatie.besluit import begin_van
from modules.participatie.bron import Bron
from modules.participatie.models import Inkomensaanvraag
from modules.wmo.actions.zaak import open_zaak

WEGING = {
    "kosten": "De kosten zijn gemaakt en nodig. Er is een bon.",
    "voorliggend": "De zorgverzekering betaalt dit niet.",
    "bijzonder": "Er was geen geld om te sparen, door schulden van vroeger.",
    "draagkracht": "Het inkomen is al jaren op het laagste niveau.",
    "inkomen": "Het inkomen is vijf jaar laag geweest.",
    "vermogen": "Er is geen vermogen.",
    "uitzicht": "Er is volgens ons zicht op meer uren werk.",
    "doelgroep": "Het huishouden valt onder de regeling.",
    "nodig": "Meedoen met andere kinderen.",
    "loonwaarde": "Vastgesteld op de werkplek.",
    "advies": "UWV adviseert beschut werk.",
    "mogelijk": "Zonder begeleiding lukt werken niet.",
    "dringend": "De zorg voor vader kan niemand anders doen.",
    "tijdelijk": "Zolang vader thuis wordt verpleegd.",
    "meedoen": "Twee ochtenden vrijwilligerswerk lukt wel.",
    "omstandigheden": "Hij woont alleen en heeft weinig geld over. Daarom een lage maatregel.",
}
UREN = {
    "toegekend": "U krijgt dit.",
    "afgewezen": "U krijgt dit niet.",
    "herzien": "Uw bijstand is een maand lager.",
}


@dataclass(frozen=True, slots=True)
class Inkomensgeval:
    """Somebody who asks for income, and how far it is."""

    naam: str
    roepnaam: str
    jaar: int
    vraag: str
    dagen: int
    fase: str
    regeling: str = "bijstand"


INKOMENS = (
    Inkomensgeval("Renkema", "Hilde", 44, "Mijn contract is gestopt en mijn spaargeld is op.", 1, "gemeld"),
    Inkomensgeval("Osman", "Idris", 51, "Mijn zaak is dicht. Ik heb geen inkomen meer.", 3, "gemeld"),
    Inkomensgeval("De Graaf", "Kim", 22, "Ik woon bij vrienden op de bank en heb geen werk.", 9, "zoektijd"),
    Inkomensgeval("Lam", "Boris", 25, "Ik ben gestopt met mijn opleiding.", 20, "zoektijd"),
    Inkomensgeval("Bos", "Daphne", 19, "Ik kom uit de jeugdhulp en heb niemand.", 12, "kwetsbaar"),
    Inkomensgeval("Schouten", "Gert", 58, "Mijn WW stopt volgende maand.", 15, "aanvraag"),
    Inkomensgeval("Ait Said", "Samira", 37, "Na de scheiding red ik het niet.", 38, "voorschot"),
    Inkomensgeval("Prinsen", "Wouter", 49, "Ik wacht al lang op antwoord.", 70, "te_laat"),
    Inkomensgeval("Tan", "Mei", 33, "Mijn papieren liggen nog bij mijn ex.", 45, "stil"),
    Inkomensgeval("Groot", "Ellen", 62, "De wasmachine is kapot en nieuw is te duur.", 20, "toegekend", "bijzonder"),
    Inkomensgeval("Hendriks", "Ton", 46, "Ik heb al jaren een laag inkomen.", 50, "bezwaar", "toeslag"),
    Inkomensgeval("Mulder", "Anja", 41, "Kan mijn zoon op zwemles?", 25, "toegekend", "minima"),
    Inkomensgeval("Vink", "Rita", 55, "Mijn bril is stuk en ik kan geen nieuwe betalen.", 12, "concept", "bijzonder"),
    Inkomensgeval("Jacobs", "Sjoerd", 48, "Mijn uitkering is toegekend. Ik zoek nog werk.", 70, "besloten"),
    Inkomensgeval("Yilmaz", "Deniz", 39, "Ik wil werken, maar het lukt niet elke dag.", 100, "loonkosten"),
    Inkomensgeval("Van Dam", "Ruben", 29, "Ik kan alleen werken met veel hulp.", 130, "beschut"),
    Inkomensgeval("Brands", "Lieke", 34, "Ik zorg voor mijn zieke vader en kan nu niet werken.", 90, "ontheffing"),
    Inkomensgeval("Sahin", "Elif", 31, "Ik wil beter Nederlands leren voor mijn werk.", 95, "taal"),
    Inkomensgeval("Verhoef", "Dennis", 32, "Ik kwam twee keer niet op mijn afspraak.", 110, "maatregel"),
    Inkomensgeval("Koning", "Marcel", 53, "Ik kluste zwart bij om de huur te betalen.", 80, "regulariseren"),
    Inkomensgeval("Pieters", "Sonja", 35, "Ik heb toch werk gevonden.", 14, "ingetrokken"),
)  # fmt: skip


class Participatievuller(Wettenvuller):
    """Lets an official of Work and Income go through every phase, without ever paying anything."""

    def vul(self) -> None:
        """Make it all, through the same actions as the screens."""
        if not (self._kies(inkomen=True) or self._kies()):
            return
        backoffice = [self.i.mensen[p.naam] for p in self.i.gemeente.mensen if "backoffice" in p.rollen]
        self.beslist = backoffice[0]
        for nummer, geval in enumerate(INKOMENS):
            self._geval(20 + nummer, geval)
        self._drie_wetten(60)

    def _geval(self, nummer: int, geval: Inkomensgeval) -> None:
        mens = {
            "voornamen": geval.roepnaam, "geslachtsnaam": geval.naam, "geboortedatum": self._geboren(geval.jaar)
        }  # fmt: skip
        huishouden = self._huishouden(nummer, [mens], geval.dagen)
        inwoner = huishouden.leden.select_related("inwoner").get().inwoner
        kwetsbaar = "Komt uit de jeugdhulp en heeft geen eigen plek." if geval.fase == "kwetsbaar" else ""
        rij = self._meld(huishouden, inwoner, geval.regeling, geval.vraag, geval.dagen, kwetsbaar)
        if geval.fase in ("gemeld", "zoektijd"):
            return
        if geval.fase == "ingetrokken":
            inkomen.withdraw_aanvraag(aanvraag=rij, omdat="Vond zelf werk.", **self._wie(5))
            return
        d = geval.dagen - 2
        inkomen.request_inkomen(aanvraag=rij, op=self._dag(d), **self._wie(d))
        Termijn.objects.filter(casus=rij.casus).update(eigenaar=self.wie)
        inkomen.check_taal(aanvraag=rij, jaren_onderwijs=12, heeft_bewijs=False, **self._wie(d))
        rij.refresh_from_db()
        if geval.fase == "aanvraag":
            self._hergebruik(rij, d)
        elif geval.fase == "voorschot":
            inkomen.note_voorschot(aanvraag=rij, op=self._dag(d - 26), **self._wie(d - 26))
        elif geval.fase == "stil":
            self._zet_stil("pw_beslissing", rij.casus, "Het afschrift van de bank ontbreekt nog.")
        elif geval.fase in ("toegekend", "bezwaar", "concept"):
            self._besluit(rij, geval, max(d - 12, 2))
        elif geval.fase not in ("te_laat", "kwetsbaar"):
            inkomen.note_besluit(
                aanvraag=rij, op=self._dag(max(d - 15, 1)), uitkomst="Toegekend",
                status_url="https://uitkering.example/dossier", **self._wie(max(d - 15, 1)),
            )  # fmt: skip
            self._werk(huishouden, inwoner, rij, geval)

    def _meld(
        self,
        huishouden: Huishouden,
        inwoner: Inwoner,
        regeling: str,
        vraag: str,
        dagen: int,
        kwetsbaar: str = "",
    ) -> Inkomensaanvraag:
        rij = inkomen.start_aanvraag(
            huishouden=huishouden, inwoner=inwoner, teammodel_id=self.model.pk,
            gegevens={
                "regeling": regeling, "vraag": vraag, "gemeld_op": self._dag(dagen), "partner": None,
                "uitgezonderd_omdat": kwetsbaar,
            },
            **self._wie(dagen),
        )  # fmt: skip
        self._stap_in(rij)
        return rij

    def _hergebruik(self, rij: Inkomensaanvraag, dagen: int) -> None:
        for wat, waar, bron in (
            ("Huurcontract", "Aanvraag van vorig jaar", "inkomen"),
            ("Adres en gezin", "Basisregistratie Personen", "register"),
        ):
            inkomen.reuse_gegeven(
                aanvraag=rij, wat=wat, waar=waar, bron=bron, gezien_op=self._dag(dagen + 120),
                verteld_op=self._dag(dagen), mag_gebruikt=False, **self._wie(dagen),
            )  # fmt: skip

    def _beslis(self, bron: Bron, dagen: int, uitkomst: str, *, hoeveel: str = "") -> Beschikking:
        """Prepare the decision as the klantmanager; a colleague of the backoffice writes, takes and sends it."""
        besluit = prepare_besluit(
            bron=bron, casus=bron.casus if isinstance(bron, Inkomensaanvraag) else bron.huishouden.casussen.first(),
            inhoud=begin_van(bron), plaats=Plaats.BACKOFFICE, behandelaar=self.beslist, **self._wie(dagen),
        )  # fmt: skip
        soort = besluitsoorten.get(besluit.soort)
        blokken = [blok.code for blok in soort.overwegingen] if soort is not None else []
        wie: dict[str, Any] = {"by": self.beslist, "at": self._toen(dagen)}
        besluit = change_beschikking(
            beschikking=besluit,
            gegevens={
                "uitkomst": uitkomst,
                "wat": UREN[uitkomst],
                "hoeveel": hoeveel or besluit.hoeveel,
                "begin": self._dag(dagen),
                "overwegingen": {code: WEGING.get(code, "Besproken met de inwoner.") for code in blokken}
                | besluit.overwegingen,
            },
            gezien_versie=besluit.versie,
            **wie,
        )
        besluit = decide_beschikking(beschikking=besluit, gezien_versie=besluit.versie, **wie)
        return announce_beschikking(beschikking=besluit, bekend_op=self._dag(dagen), **wie)

    def _besluit(self, rij: Inkomensaanvraag, geval: Inkomensgeval, dagen: int) -> None:
        if geval.fase == "concept":
            prepare_besluit(
                bron=rij, casus=rij.casus, inhoud=begin_van(rij), plaats=Plaats.BACKOFFICE, behandelaar=self.beslist,
                **self._wie(3),
            )  # fmt: skip
            return
        besluit = self._beslis(rij, dagen, "afgewezen" if geval.fase == "bezwaar" else "toegekend")
        if geval.fase == "bezwaar":
            receive_bezwaar(
                beschikking=besluit, indiener=f"{geval.roepnaam} {geval.naam}", ontvangen_op=self._dag(6),
                gronden="Meer uren werken lukt mij niet. Dat zegt ook mijn arts.", met_commissie=False,
                by=self.beslist, at=self._toen(6),
            )  # fmt: skip

    def _werk(
        self, huishouden: Huishouden, inwoner: Inwoner, rij: Inkomensaanvraag, geval: Inkomensgeval
    ) -> None:
        afspraak = {"wat": "", "bij": "", "reden": "", "tot": None, "loonwaarde": None, "van": self._dag(40)}
        anders: dict[str, dict[str, Any]] = {
            "besloten": {"soort": "traject", "wat": "Elke week samen solliciteren", "bij": "Werkplein"},
            "loonkosten": {
                "soort": "loonkosten", "wat": "Drie dagen in de winkel", "bij": "Buurtsuper", "loonwaarde": 45,
            },
            "beschut": {"soort": "beschut", "wat": "Beschut werk in de kwekerij", "bij": "De Kwekerij"},
            "ontheffing": {
                "soort": "ontheffing", "wat": "Tijd voor de zorg voor vader", "tot": self.vandaag + timedelta(days=12),
                "reden": "Vader is ernstig ziek en heeft dag en nacht iemand nodig.",
            },
            "taal": {"soort": "taal", "wat": "Taalles op dinsdag en donderdag", "bij": "Taalhuis"},
        }  # fmt: skip
        if geval.fase in anders:
            stap = werk.agree_werk(
                huishouden=huishouden, inwoner=inwoner, casus=rij.casus, gegevens=afspraak | anders[geval.fase],
                **self._wie(40),
            )  # fmt: skip
            if geval.fase in ("loonkosten", "beschut", "ontheffing"):
                self._beslis(stap, 35, "toegekend")
        elif geval.fase == "maatregel":
            self._maatregel(huishouden, inwoner)
        elif geval.fase == "regulariseren":
            self._rechtzetten(huishouden, rij)

    def _maatregel(self, huishouden: Huishouden, inwoner: Inwoner) -> None:
        weging = werk.weigh_maatregel(
            huishouden=huishouden, inwoner=inwoner,
            gegevens={
                "aanleiding": "Hij kwam twee keer niet op de afspraak en belde niet af.",
                "verwijt": "minder",
                "reden_inwoner": "Hij verzorgde zijn broertje en durfde niet te bellen.",
                "dringend": "Er dreigt een huurschuld.",
                "kinderen": "Er wonen geen kinderen. Zijn broertje eet er vaak mee.",
                "anders": "Een app op de dag zelf, en een maatje dat meegaat.",
                "besluit": "matigen",
            },
            **self._wie(85),
        )  # fmt: skip
        self._beslis(weging, 82, "herzien", hoeveel="10 procent, een maand")

    def _rechtzetten(self, huishouden: Huishouden, rij: Inkomensaanvraag) -> None:
        werk.write_samen(
            huishouden=huishouden,
            casus=rij.casus,
            gegevens={
                "rechtmatigheid": "Inkomen uit klussen telt mee en moet worden gemeld.",
                "ondersteuning": "Hij wil van de schulden af en een gewoon contract.",
                "ruimte": "Hij meldt het zelf. De werkgever wil hem in dienst nemen.",
                "is_regulariseren": True,
                "stappen": "Deze maand opgeven wat is verdiend\nSamen met de werkgever een contract voor 16 uur",
                "wijkt_af_omdat": "Hij meldde het uit zichzelf en werkt mee. Een maatregel maakt schulden groter.",
                "belang": "Hij houdt zijn werk en raakt van de schulden af.",
                "risico": "De werkgever kan ervan afzien. Dan kijken we opnieuw.",
                "partners": "Het team, Werk en Inkomen en de werkgever.",
                "terugkijken_op": self.vandaag + timedelta(days=60),
            },
            gezien_versie=0,
            **self._wie(20),
        )
        notitie = huishouden.samennotitie
        werk.mark_stap(
            notitie=notitie, stap="Deze maand opgeven wat is verdiend", is_klaar=True, **self._wie(8)
        )

    def _drie_wetten(self, nummer: int) -> None:
        """One household, three laws, one plan: each line with who pays for it."""
        dagen = 40
        mensen = [
            {"voornamen": "Els", "geslachtsnaam": "Van der Velde", "geboortedatum": self._geboren(41)},
            {"voornamen": "Johan", "geslachtsnaam": "Van der Velde", "geboortedatum": self._geboren(58)},
            {
                "voornamen": "Mika", "geslachtsnaam": "Van der Velde", "geboortedatum": self._geboren(10),
                "rol": "kind",
            },
        ]  # fmt: skip
        huishouden = self._huishouden(nummer, mensen, dagen)
        leden = {lid.inwoner.voornamen: lid for lid in huishouden.leden.select_related("inwoner")}
        wie = {naam: lid.inwoner for naam, lid in leden.items()}
        for ouder in ("Els", "Johan"):
            add_gezag(
                lid=leden["Mika"], soort="ouder", houder=wie[ouder], houder_naam="", toelichting="",
                **self._wie(dagen),
            )  # fmt: skip
        rij = self._meld(
            huishouden, wie["Els"], "bijstand", "Sinds Johan ziek is, komen we geld tekort.", dagen
        )
        melding = register_melding(
            huishouden=huishouden, team=None, teammodel_id=self.model.pk,
            gegevens={
                "wet": "wmo", "kanaal": "balie", "bron": "inwoner", "is_spoed": False,
                "inhoud": "Johan kan het huis niet meer schoonhouden.",
            },
            ontvangen_op=self._dag(dagen), met_termijnen=True, inwoner=wie["Johan"], **self._wie(dagen),
        )  # fmt: skip
        open_zaak(melding=melding, **self._wie(dagen))
        hulpvraag.start_hulpvraag(
            huishouden=huishouden, inwoner=wie["Mika"], teammodel_id=self.model.pk,
            gegevens={
                "verwijzer": "gemeente", "verwijzer_naam": "", "verwijzer_organisatie": "", "verwezen_op": None,
                "ontvangen_op": self._dag(dagen), "vraag": "Mika is stil geworden en slaapt slecht.",
            },
            **self._wie(dagen),
        )  # fmt: skip
        self._stap_in(rij)
        self._plan(huishouden, wie, rij)

    def _plan(self, huishouden: Huishouden, wie: dict[str, Inwoner], rij: Inkomensaanvraag) -> None:
        plan = begin_plan(huishouden=huishouden, casus=rij.casus, **self._wie(20))
        resultaten: dict[str, Resultaat] = {}
        for wet, titel, merkt in (
            ("wmo", "Ons huis is schoon zonder dat Johan valt.", "Elke week is het huis aan kant."),
            ("jeugd", "Mika slaapt weer en lacht weer.", "Mika slaapt vijf nachten per week door."),
            ("participatie", "Els verdient weer zelf.", "Els werkt voor de zomer 20 uur."),
        ):
            doel = add_doel(
                plan=plan, titel=titel, waarom="", leefgebieden=[], omschrijving=merkt, indicator="",
                streefdatum=self.vandaag + timedelta(days=120), probleem=None, **self._wie(20),
            )  # fmt: skip
            resultaten[wet] = doel.resultaten.get()
        zorg = Organisatie.objects.filter(soort="jeugdhulp").order_by("naam").first()
        for wet, wat, door in (
            ("wmo", "Hulp bij het huishouden, 2 uur per week", "Thuiszorg"),
            ("jeugd", "Gesprekken voor Mika en de ouders", zorg.naam if zorg else "Jeugdhulp"),
        ):
            add_oplossing(
                resultaat=resultaten[wet], kader="maatwerk", omschrijving=wat, door=door, wet=wet, **self._wie(19)
            )  # fmt: skip
        afspraak = werk.agree_werk(
            huishouden=huishouden, inwoner=wie["Els"], casus=rij.casus,
            gegevens={
                "soort": "traject", "wat": "Oriëntatie op werk in de zorg", "bij": "Werkplein", "reden": "",
                "tot": None, "loonwaarde": None, "van": self._dag(19),
            },
            **self._wie(19),
        )  # fmt: skip
        werk.put_in_plan(werkafspraak=afspraak, resultaat=resultaten["participatie"], **self._wie(19))
        agree_plan(
            plan=plan, evaluatie_op=self.vandaag + timedelta(days=60),
            instemmingen=[
                Instemming(
                    inwoner=wie[naam], uitkomst=InstemmingUitkomst.AKKOORD, op=self._dag(18), vastgelegd_door=self.wie
                )
                for naam in ("Els", "Johan")
            ],
            bevindingen=(), **self._wie(18),
        )  # fmt: skip
