"""The Wmo in the demo: a catalogue of help, questions from the website, and a case in every phase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from demo.inrichting import Inrichter
from keukentafel.values.geld import Geld
from modules.dossier.actions.huishouden import make_huishouden
from modules.dossier.actions.melding import confirm_melding, offer_clientondersteuning, register_melding
from modules.dossier.actions.termijn import OpschortGrond, suspend_termijn
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking
from modules.dossier.besluiten.actions.beschikking import decide_beschikking
from modules.dossier.besluiten.actions.bezwaar import receive_bezwaar
from modules.dossier.besluiten.actions.mandaat import begin_voorstel
from modules.dossier.besluiten.woorden import Plaats
from modules.dossier.hulpvragen.actions.webvraag import receive_webvraag
from modules.dossier.models import Termijn
from modules.dossier.voorzieningen.actions.product import (
    save_contract,
    save_product,
    set_tarief,
    set_wachttijd,
)
from modules.dossier.voorzieningen.models import Product
from modules.inrichting.models import Organisatie, Teammodel
from modules.inrichting.rules.varianten import los_model_op
from modules.wmo.actions.heronderzoek import confirm_heronderzoek
from modules.wmo.actions.maatwerk import prepare_besluit, weigh_maatwerk
from modules.wmo.actions.onderzoek import return_verslag, send_verslag, write_onderdeel
from modules.wmo.actions.overdracht import hand_over, wie_kan_het
from modules.wmo.actions.zaak import (
    establish_identiteit,
    file_aanvraag,
    give_tijdelijke_hulp,
    open_zaak,
    sign_aanvraag,
    withdraw_zaak,
)
from modules.wmo.models import Zaak
from modules.wmo.rules.heronderzoek import CODES, Heronderzoek
from modules.wmo.rules.onderwerpen import LETTERS

# wet, categorie, code, naam, eenheid, frequentie, bijdrage, tarief in cents, wachttijd in weken per aanbieder
PRODUCTEN = (
    ("wmo", "01", "01A01", "Schoon en leefbaar huis", "04", "2", True, 3460, (3, 6)),
    ("wmo", "01", "01A05", "Hulp bij het huishouden met regie", "04", "2", True, 3890, (4,)),
    ("wmo", "02", "02A03", "Begeleiding thuis", "04", "2", True, 6820, (2, 8)),
    ("wmo", "02", "02A05", "Begeleiding thuis, gespecialiseerd", "04", "2", True, 8240, (9,)),
    ("wmo", "04", "04A01", "Logeren om de mantelzorger rust te geven", "14", "4", True, 15400, (5,)),
    ("wmo", "07", "07A01", "Dagbesteding", "16", "2", True, 4210, (1, 3)),
    ("wmo", "08", "08A01", "Vervoer naar dagbesteding", "82", "2", True, 980, (1,)),
    ("wmo", "11", "11A01", "Handbewogen rolstoel", "82", "4", False, 3900, (2,)),
    ("wmo", "12", "12A02", "Scootmobiel", "82", "4", True, 7800, (6,)),
    ("wmo", "13", "13A01", "Traplift", "82", "6", True, 245000, (4,)),
    ("wmo", "15", "15A01", "Beschermd wonen", "14", "1", True, 16800, (26,)),
    ("jeugd", "45", "45A04", "Ambulante jeugdhulp", "04", "2", False, 8120, (7,)),
    ("jeugd", "54", "54001", "Behandeling in de jeugd-ggz", "01", "6", False, 148, (18,)),
)
BIJZONDER = ("Werkt vanuit christelijk geloof", "Spreekt Turks, Arabisch en Berbers", "")


@dataclass(frozen=True, slots=True)
class Geval:
    """Somebody who asks for help, and how far it is."""

    voornamen: str
    naam: str
    geboren: date
    vraag: str
    dagen: int  # since the melding
    fase: str


GEVALLEN = (
    Geval("Hennie", "Drost", date(1947, 3, 2), "Ik kom de trap niet meer op en slaap beneden.", 1, "nieuw"),
    Geval("Cor", "Wiegers", date(1939, 8, 19), "Mijn vrouw ligt in het ziekenhuis. Ik kan niet alleen.", 0, "spoed"),
    Geval("Aicha", "El Amrani", date(1958, 5, 11), "Ik ben gevallen en mag zes weken niets tillen.", 3, "tijdelijk"),
    Geval("Teun", "Harkema", date(1971, 12, 1), "Door mijn MS red ik de week niet meer.", 8, "bevestigd"),
    Geval("Willemien", "Postma", date(1944, 6, 30), "Ik kan niet meer stofzuigen en dweilen.", 16, "onderzoek"),
    Geval("Rob", "Nijland", date(1966, 9, 9), "Mijn scootmobiel is kapot en ik kom niet buiten.", 24, "onderzocht"),
    Geval("Fatma", "Yildirim", date(1962, 1, 22), "Ik zorg dag en nacht voor mijn man en ben op.", 30, "verslag"),
    Geval("Joke", "Terpstra", date(1951, 4, 4), "Ik vergeet te eten en mijn dochter woont ver weg.", 33, "terug"),
    Geval("Bram", "Veenendaal", date(1987, 7, 17), "Na mijn beroerte lukt koken en wassen niet meer.", 58, "te_laat"),
    Geval("Gerda", "Slump", date(1949, 10, 25), "Mijn huis wordt vies en ik schaam me ervoor.", 40, "aanvraag"),
    Geval("Kees", "Rozema", date(1955, 2, 14), "Ik wil een traplift, want ik ben bang om te vallen.", 44, "stil"),
    Geval("Nel", "Buitenhuis", date(1943, 11, 8), "Ik wacht al weken op antwoord en wil nu aanvragen.", 52, "direct"),
    Geval("Ahmed", "Benali", date(1960, 6, 6), "Ik kan niet meer alleen naar de dagbesteding.", 63, "toegekend"),
    Geval("Lies", "Kamphuis", date(1969, 3, 27), "Ik wil zelf kiezen wie mij helpt met wassen en plannen.", 70, "pgb"),
    Geval("Dirk", "Hoekman", date(1952, 8, 3), "Ik wil hulp in de tuin en bij de ramen.", 75, "bezwaar"),
    Geval("Truus", "van Loon", date(1940, 12, 12), "Mijn zoon komt toch bij mij wonen.", 21, "gestopt"),
    Geval("Ans", "Veldman", date(1946, 5, 5), "Ik kan de was en de vloeren niet meer doen.", 300, "opnieuw"),
    Geval("Piet", "Zondervan", date(1938, 9, 14), "Ik kom zonder hulp de deur niet uit.", 310, "bevestigd_gelijk"),
    Geval("Mieke", "Faber", date(1957, 2, 2), "Ik kan na mijn val niet meer zelf koken.", 41, "doorgegeven"),
)  # fmt: skip
TEKSTEN = {
    "a": "{vraag} Graag wil {naam} zo lang mogelijk thuis blijven wonen.",
    "b": "{naam} kookt zelf en doet de was. Zwaar werk lukt niet meer. Er zijn geen huisgenoten die dat kunnen doen.",
    "c": "De dochter komt op zaterdag en doet de boodschappen. De buurvrouw belt elke avond even.",
    "d": "De dochter houdt het vol als er in de week iemand anders is. Zij wil geen andere hulp.",
    "e": "In het buurthuis is een eettafel op dinsdag. {naam} wil dat proberen.",
    "f": "Afgestemd met de huisarts. Verpleging thuis loopt via de zorgverzekeraar.",
    "g": "De eigen bijdrage en het pgb zijn uitgelegd.",
}
GEWOGEN = {
    "eigen_kracht": "U kookt zelf en doet de was. Zwaar werk lukt niet meer.",
    "gebruikelijke_hulp": "Er woont niemand bij u die dit kan overnemen.",
    "mantelzorg": "Uw dochter doet de boodschappen. Meer kan zij niet doen naast haar werk.",
    "netwerk": "Uw buurvrouw houdt contact. Zij kan dit werk niet doen.",
    "algemeen": "De eettafel in het buurthuis helpt, maar lost het werk in huis niet op.",
    "maatwerk": "Daarom is hulp van een aanbieder nodig.",
}
_EINDE = {"opnieuw": 95, "bevestigd_gelijk": 80}
"""In how many days the help of a phase ends."""
WENSEN = {
    "pgb": {
        "wens_soort": "wie_helpt",
        "wens": "Zij wil graag hulp van een vrouw.",
        "wens_antwoord": "Zij kiest zelf wie haar helpt.",
        "wens_gelukt": True,
    },
    "toegekend": {
        "wens_soort": "geloof",
        "wens": "Hij wil op vrijdagmiddag naar de moskee en eet halal.",
        "wens_antwoord": "De dagbesteding houdt de vrijdagmiddag vrij. Halal eten is er nog niet.",
        "wens_gelukt": False,
    },
    "opnieuw": {
        "wens_soort": "taal",
        "wens": "Zij praat het liefst Fries.",
        "wens_antwoord": "Op dinsdag werkt er iemand die Fries spreekt.",
        "wens_gelukt": True,
    },
}


class Wmovuller:
    """Fills the catalogue of a gemeente and, where a team does the Wmo, a case in every phase."""

    def __init__(self, inrichting: Inrichter) -> None:
        self.i, self.at, self.vandaag = inrichting, inrichting.at, inrichting.vandaag
        self.beheerder = next(iter(self._met("beheerder", "teamleider", "teamlid")))

    def vul(self) -> None:
        """Make it all, through the same actions as the screens."""
        self._catalogus()
        self._website()
        if self.i.gemeente.variant not in ("toegang", "team"):
            return  # a network hands these over: what it has of the Wmo stands with another team
        self.model = Teammodel.objects.actief().get()
        begin_voorstel(keuzes=los_model_op(self.model.inhoud), by=self.beheerder, at=self._toen(400))
        for nummer, geval in enumerate(GEVALLEN):
            self._geval(nummer, geval)

    def _met(self, *rollen: str) -> list[Any]:
        return [self.i.mensen[p.naam] for rol in rollen for p in self.i.gemeente.mensen if rol in p.rollen]

    def _toen(self, dagen: int, uur: int = 10) -> datetime:
        moment = timezone.make_aware(datetime.combine(self.vandaag - timedelta(days=dagen), time(uur, 15)))
        return min(moment, self.at - timedelta(minutes=2))

    # -- what there is -------------------------------------------------------------------------------

    def _catalogus(self) -> None:
        wie: dict[str, Any] = {"by": self.beheerder, "at": self._toen(120)}
        begin = date(self.vandaag.year - 2, 1, 1)
        zorg = list(
            Organisatie.objects.filter(soort__in=("zorg", "welzijn", "maatschappelijk_werk")).order_by("naam")
        )
        jeugd = list(Organisatie.objects.filter(soort__in=("jeugdhulp", "ggz")).order_by("naam"))
        for wet, categorie, code, naam, eenheid, frequentie, bijdrage, centen, weken in PRODUCTEN:
            product = save_product(
                product=None,
                gegevens={
                    "wet": wet, "categorie": categorie, "code": code, "naam": naam, "eenheid": eenheid,
                    "frequentie": frequentie, "is_bijdrageplichtig": bijdrage, "mag_pgb": wet == "wmo",
                    "geldig_van": begin,
                },
                **wie,
            )  # fmt: skip
            set_tarief(product=product, bedrag=Geld(centen), vanaf=begin, **wie)
            set_tarief(product=product, bedrag=Geld(centen * 3 // 4), vanaf=begin, is_pgb=True, **wie)
            for nummer, aanbieder in enumerate((zorg if wet == "wmo" else jeugd)[: len(weken)]):
                contract = save_contract(
                    product=product,
                    aanbieder=aanbieder,
                    van=begin,
                    tot_en_met=date(begin.year + 4, 12, 31),
                    bijzonder=BIJZONDER[nummer % len(BIJZONDER)],
                    **wie,
                )
                set_wachttijd(
                    contract=contract, weken=weken[nummer], gemeten_op=self.vandaag - timedelta(days=9), **wie
                )

    def _website(self) -> None:
        straat, _, _ = self.i.adressen[0][:3] if self.i.adressen else ("", "", None)
        for nummer, (naam, tekst) in enumerate(
            (
                (
                    "Kuperus",
                    "Mijn moeder is 84 en laat steeds het gas aanstaan. Ik woon in een andere stad. Wat kan ik doen?",
                ),
                ("Aydin", "Sinds mijn operatie kan ik niet meer bukken. Wie kan mij helpen in huis?"),
            )
        ):
            receive_webvraag(
                gegevens={
                    "inhoud": tekst, "achternaam": naam, "voornamen": ("Riet", "Emine")[nummer],
                    "voor_wie": ("ander", "mijzelf")[nummer], "melder_naam": ("Marloes Kuperus", "")[nummer],
                    "telefoon": "0612345678", "voorkeur": "bellen", "straat": str(straat),
                    "plaats": self.i.gemeente.naam,
                },
                at=self._toen(2 - nummer, 20),
            )  # fmt: skip

    # -- one case ------------------------------------------------------------------------------------

    def _geval(self, nummer: int, geval: Geval) -> None:
        teamnaam = list(self.i.teams)[nummer % len(self.i.teams)]
        team = self.i.teams[teamnaam]
        leden = [
            self.i.mensen[p.naam]
            for p in self.i.gemeente.mensen
            if p.team == teamnaam and {"teamlid", "teamleider"} & set(p.rollen)
        ]
        by = leden[nummer % len(leden)]
        melding_at = self._toen(geval.dagen)
        straat, postcode, buurt = self.i.adressen[(nummer * 5) % len(self.i.adressen)][:3]
        huishouden = make_huishouden(
            gegevens={
                "straat": str(straat), "huisnummer": 20 + nummer * 3, "postcode": str(postcode),
                "plaats": self.i.gemeente.naam, "buurt_id": getattr(buurt, "pk", None),
                "telefoon": f"06200010{nummer:02}",
            },
            personen=[{"voornamen": geval.voornamen, "geslachtsnaam": geval.naam, "geboortedatum": geval.geboren}],
            team=team,
            by=by,
            at=melding_at,
        )  # fmt: skip
        lid = huishouden.leden.select_related("inwoner").get()
        melding = register_melding(
            huishouden=huishouden,
            team=team,
            teammodel_id=self.model.pk,
            gegevens={
                "wet": "wmo", "kanaal": ("telefoon", "balie", "brief", "web")[nummer % 4], "bron": "inwoner",
                "inhoud": geval.vraag, "is_spoed": geval.fase in ("spoed", "tijdelijk"),
            },
            ontvangen_op=timezone.localdate(melding_at),
            met_termijnen=True,
            inwoner=lid.inwoner,
            by=by,
            at=melding_at,
        )  # fmt: skip
        melding.casus.behandelaar = by
        melding.casus.save(update_fields=["behandelaar"])
        melding.termijnen.update(eigenaar=by)
        self._loop_door(open_zaak(melding=melding, by=by, at=melding_at), geval, by)

    def _loop_door(self, zaak: Zaak, geval: Geval, by: Any) -> None:
        """Do one step after the other until the phase of this case."""
        fase, d = geval.fase, geval.dagen
        if fase == "tijdelijk":
            self._tijdelijk(zaak, by, d)
        if fase in ("nieuw", "spoed", "tijdelijk"):
            return
        eerst = self._toen(max(d - 2, 0))
        confirm_melding(melding=zaak.melding, op=timezone.localdate(eerst), by=by, at=eerst)
        offer_clientondersteuning(melding=zaak.melding, op=timezone.localdate(eerst), by=by, at=eerst)
        if fase == "bevestigd":
            return
        self._identiteit(zaak, by, d - 6)
        letters = LETTERS[:4] if fase in ("onderzoek", "te_laat", "direct") else LETTERS
        for letter in letters:
            write_onderdeel(
                zaak=zaak,
                letter=letter,
                tekst=TEKSTEN[letter].format(vraag=geval.vraag, naam=geval.voornamen),
                versie=0,
                by=by,
                at=self._toen(max(d - 8, 0)),
            )
        if fase == "gestopt":
            at = self._toen(3)
            withdraw_zaak(
                zaak=zaak,
                op=timezone.localdate(at),
                omdat="De zoon komt in huis wonen en neemt de hulp over.",
                by=by,
                at=at,
            )
        elif fase == "direct":
            self._aanvraag(zaak, geval, by, 5)
        elif fase not in ("onderzoek", "onderzocht", "te_laat"):
            self._verslag_en_verder(zaak, geval, by)

    def _tijdelijk(self, zaak: Zaak, by: Any, d: int) -> None:
        at = self._toen(max(d - 1, 0))
        give_tijdelijke_hulp(
            zaak=zaak,
            wat="Elke ochtend hulp bij wassen en aankleden",
            van=timezone.localdate(at),
            product=Product.objects.filter(code="02A03").first(),
            by=by,
            at=at,
        )

    def _identiteit(self, zaak: Zaak, by: Any, d: int) -> None:
        at = self._toen(max(d, 0))
        establish_identiteit(zaak=zaak, soort="kaart", op=timezone.localdate(at), by=by, at=at)

    def _verslag_en_verder(self, zaak: Zaak, geval: Geval, by: Any) -> None:
        d, fase = geval.dagen, geval.fase
        at = self._toen(max(d - 25, 1))
        send_verslag(zaak=zaak, op=timezone.localdate(at), wijze="post", by=by, at=at)
        if fase == "verslag":
            return
        terug = self._toen(max(d - 30, 0))
        return_verslag(
            zaak=zaak,
            op=timezone.localdate(terug),
            oordeel="opmerkingen" if fase == "terug" else "akkoord",
            reactie="Het klopt. Ik wil er wel bij hebben dat ik zelf blijf koken." if fase == "terug" else "",
            by=by,
            at=terug,
        )
        if fase == "terug":
            return
        self._aanvraag(zaak, geval, by, max(d - 33, 1))
        if fase == "stil":
            self._stil(zaak, by)
        elif fase == "doorgegeven":
            self._geef_door(zaak, by)
        elif fase != "aanvraag":
            self._besluit(zaak, geval, by)
        if fase == "bevestigd_gelijk":
            self._kijk_opnieuw(zaak, geval, by)

    def _aanvraag(self, zaak: Zaak, geval: Geval, by: Any, geleden: int) -> None:
        at = self._toen(geleden)
        dag = timezone.localdate(at)
        zaak = file_aanvraag(zaak=zaak, op=dag, waarvoor=geval.vraag, by=by, at=at)
        sign_aanvraag(zaak=zaak, op=dag, by=by, at=at)

    def _stil(self, zaak: Zaak, by: Any) -> None:
        at = self._toen(4)
        termijn = Termijn.objects.get(casus=zaak.casus, sleutel="wmo_beschikking")
        suspend_termijn(
            termijn=termijn,
            grond=OpschortGrond.AANVULLEN,
            reden="De offerte van de traplift ontbreekt nog.",
            van=timezone.localdate(at),
            uiterlijk=self.vandaag + timedelta(days=10),
            by=by,
            at=at,
        )

    def _besluit(self, zaak: Zaak, geval: Geval, by: Any) -> None:
        at = self._toen(max(geval.dagen - 42, 2))
        is_toegekend = geval.fase != "bezwaar"
        weigh_maatwerk(zaak=zaak, gegevens=self._weging(geval, is_toegekend), versie=1, by=by, at=at)
        backoffice = self._met("backoffice") if self.i.gemeente.variant == "team" else []
        beslist = backoffice[0] if backoffice else by
        rij = prepare_besluit(
            zaak=zaak, plaats=Plaats.BACKOFFICE if backoffice else Plaats.TEAM, by=beslist, at=at
        )
        rij = decide_beschikking(beschikking=rij, gezien_versie=rij.versie, by=beslist, at=at)
        rij = announce_beschikking(beschikking=rij, bekend_op=timezone.localdate(at), by=beslist, at=at)
        if geval.fase == "bezwaar":
            receive_bezwaar(
                beschikking=rij,
                indiener=f"{geval.voornamen} {geval.naam}",
                ontvangen_op=self.vandaag - timedelta(days=6),
                gronden="Ik ben het niet eens met het besluit. Mijn netwerk kan dit niet doen.",
                met_commissie=False,
                by=beslist,
                at=self._toen(6),
            )

    def _geef_door(self, zaak: Zaak, by: Any) -> None:
        """Hand the last steps to the backoffice, where the gemeente has one."""
        aan = wie_kan_het(zaak, "backoffice", niet=by).first()
        if aan is not None:
            hand_over(
                zaak=zaak,
                aan=aan,
                tekst="Het verslag is akkoord. Mevrouw wil graag voor de kerst weten waar zij aan toe is.",
                besluit_door="backoffice",
                by=by,
                at=self._toen(3),
            )

    def _kijk_opnieuw(self, zaak: Zaak, geval: Geval, by: Any) -> None:
        """Look again before the help ends: nothing changed, so the next decision is ready."""
        at = self._toen(6)
        confirm_heronderzoek(
            zaak=zaak,
            antwoorden=Heronderzoek(frozenset(CODES), frozenset(), geval.voornamen, timezone.localdate(at)),
            minuten=6,
            plaats=Plaats.TEAM,
            by=by,
            at=at,
        )

    def _weging(self, geval: Geval, is_toegekend: bool) -> dict[str, Any]:
        treden = {code: {"tekst": tekst, "volstaat": False} for code, tekst in GEWOGEN.items()}
        if not is_toegekend:
            treden["netwerk"] = {"tekst": "Uw broer doet de tuin en wil dat blijven doen.", "volstaat": True}
        product = Product.objects.get(code="02A03" if geval.fase == "pgb" else "07A01")
        contract = product.contracten.select_related("aanbieder").order_by("aanbieder__naam").first()
        pgb = {
            "pgb_bekwaam": True, "pgb_bekwaam_tekst": "Zij doet haar eigen administratie en haar zus kijkt mee.",
            "pgb_motivering": "Zij wil geholpen worden door iemand die zij kent en die in de avond kan.",
            "pgb_veilig": True, "pgb_veilig_tekst": "De hulp heeft een diploma en een verklaring omtrent het gedrag.",
        }  # fmt: skip
        return {
            "is_toegekend": is_toegekend,
            "volgorde": treden,
            "product": product if is_toegekend else None,
            "vorm": "pgb" if geval.fase == "pgb" else "zin",
            "omvang": 3,
            "begin": self.vandaag - timedelta(days=max(geval.dagen - 45, 0)),
            "einde": self.vandaag + timedelta(days=_EINDE.get(geval.fase, 365)),
            "keuze_aangeboden": True,
            "aanbieder": contract.aanbieder if contract and is_toegekend else None,
            **WENSEN.get(geval.fase, {}),
            **(pgb if geval.fase == "pgb" else {}),
        }
