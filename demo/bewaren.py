"""Rights and keeping in the demo: requests in every stage, households of years ago, a list that waits."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from demo.inrichting import Inrichter
from modules.dossier.bewaren.actions import vernietiging
from modules.dossier.bewaren.actions import verzoek as actions
from modules.dossier.bewaren.actions.dpia import add_verwerker, establish_dpia, write_dpia
from modules.dossier.bewaren.models import Vernietigingslijst, Verzoek
from modules.dossier.bewaren.verantwoording.register import beschrijvingen
from modules.dossier.models import (
    Afsluiting,
    Casus,
    Contactnotitie,
    Huishouden,
    Huishoudlid,
    Inwoner,
    Melding,
    Plan,
    Regisseurschap,
    Signaal,
    Tijdlijnregel,
)
from modules.dossier.zoektekst import werk_zoektekst_bij

# Name, first name, law, years since the help ended, whether there was help. All have had their term.
EERST = (("Wagenaar", "Neeltje", "wmo", 17.5, True), ("Zuidema", "Harm", "participatie", 12.2, True))
DAARNA = (
    ("Kroon", "Dina", "wmo", 16.1, True),
    ("van Buren", "Gijs", "wmo", 15.4, True),
    ("Blom", "Tineke", "jeugd", 21.3, True),
    ("de Ridder", "Koos", "participatie", 10.6, True),
    ("Veldman", "Ans", "wgs", 6.1, True),
    ("Schaap", "Jelle", "wmo", 4.2, False),
)
INHOUD = {
    "inzage": "Ik wil graag alles zien wat er over mij is opgeschreven.",
    "correctie": "Er staat dat ik in 2019 gescheiden ben. Dat was in 2021.",
    "verklaring": "Ik vind dat het verslag te streng is. Ik wil mijn eigen verhaal erbij.",
    "vernietiging": "De hulp is klaar. Ik wil dat mijn gegevens weggaan.",
    "bezwaar": "Ik wil niet dat mijn gegevens worden gebruikt voor de cijfers van de wijk.",
}


class Bewaarvuller:
    """Lets residents ask, and time pass, in an example gemeente."""

    def __init__(self, inrichting: Inrichter) -> None:
        self.i, self.at = inrichting, inrichting.at
        self.vandaag = localdate(self.at)
        self.fg = self._met_rol("fg")
        self.beheerder = self._met_rol("beheerder")

    def vul(self) -> None:
        """Make it all, through the same actions as the screens."""
        self._verzoeken()
        self._vernietigen()
        self._verantwoording()

    def _met_rol(self, rol: str) -> Any:
        return next(self.i.mensen[p.naam] for p in self.i.gemeente.mensen if rol in p.rollen)

    def _moment(self, dag: date, uur: int = 10) -> datetime:
        return min(timezone.make_aware(datetime.combine(dag, time(uur))), self.at)

    # -- requests -------------------------------------------------------------------------------

    def _verzoeken(self) -> None:
        rijen = (
            Regisseurschap.objects.filter(tot=None)
            .exclude(gebruiker=None)
            .select_related("huishouden", "gebruiker")
        )
        plekken = list(rijen.order_by("huishouden__sorteernaam", "huishouden_id")[:7])
        if len(plekken) < 7:
            return  # a demo of a few households has nobody who asks
        te_laat, vers, lang, recht, eigen, weg, tegen = plekken
        self._verzoek(te_laat, "inzage", 38, tot="toegewezen")
        self._verzoek(vers, "inzage", 2, tot="ontvangen")
        self._verlengd(self._verzoek(lang, "inzage", 20, tot="toegewezen"), lang)
        self._besloten(self._verzoek(recht, "correctie", 9, tot="toegewezen"), recht)
        self._verklaring(self._verzoek(eigen, "verklaring", 25, tot="toegewezen"), eigen)
        self._geweigerd(self._verzoek(weg, "vernietiging", 60, tot="toegewezen"), weg)
        self._verzoek(tegen, "bezwaar", 5, tot="identiteit")

    def _verzoek(self, plek: Any, soort: str, dagen: int, *, tot: str) -> Verzoek:
        dag = self.vandaag - timedelta(days=dagen)
        lid = (
            Huishoudlid.objects.filter(huishouden=plek.huishouden, tot=None)
            .exclude(rol="kind")
            .order_by("id")[0]
        )
        nieuw = actions.NieuwVerzoek(
            soort=soort, aanvrager="zelf", aanvrager_naam="", machtiging="", ontvangen_op=dag,
            ontvangst="brief" if dagen % 2 else "gesprek", inhoud=INHOUD[soort], wet="wmo",
        )  # fmt: skip
        verzoek = actions.register_verzoek(
            huishouden=plek.huishouden,
            inwoner=lid.inwoner,
            nieuw=nieuw,
            by=plek.gebruiker,
            at=self._moment(dag),
        )
        if tot in ("identiteit", "toegewezen"):
            actions.check_identiteit(
                verzoek=verzoek, hoe="bewijs", by=plek.gebruiker, at=self._moment(dag, 11)
            )
        if tot == "toegewezen":
            verzoek.refresh_from_db()
            actions.assign_verzoek(
                verzoek=verzoek,
                aan=plek.gebruiker,
                by=plek.gebruiker,
                at=self._moment(dag + timedelta(days=1)),
            )
        verzoek.refresh_from_db()
        return verzoek

    def _verlengd(self, verzoek: Verzoek, plek: Any) -> None:
        actions.extend_verzoek(
            verzoek=verzoek, omdat="Het gaat om drie dossiers van acht jaar. Dat nakijken kost meer tijd.",
            by=plek.gebruiker, at=self._moment(self.vandaag - timedelta(days=3)),
        )  # fmt: skip

    def _besloten(self, verzoek: Verzoek, plek: Any) -> None:
        actions.decide_verzoek(
            verzoek=verzoek, besluit="ja", gronden=[], motivering="",
            wat_gedaan="Het jaar van de scheiding is verbeterd in het verslag.", by=plek.gebruiker,
            at=self._moment(self.vandaag - timedelta(days=1)),
        )  # fmt: skip

    def _verklaring(self, verzoek: Verzoek, plek: Any) -> None:
        toen = self._moment(self.vandaag - timedelta(days=18))
        actions.add_verklaring(
            verzoek=verzoek, by=plek.gebruiker, at=toen,
            tekst="Ik was die dag moe en boos. Ik zorg wel goed voor mijn kinderen. Dat wil ik hier ook gezegd hebben.",
        )  # fmt: skip
        actions.decide_verzoek(
            verzoek=verzoek, besluit="ja", gronden=[], motivering="", wat_gedaan="De verklaring staat in het dossier.",
            by=plek.gebruiker, at=toen,
        )  # fmt: skip
        self._antwoord(verzoek, plek, 17, "Verteld aan de keukentafel")

    def _geweigerd(self, verzoek: Verzoek, plek: Any) -> None:
        actions.decide_verzoek(
            verzoek=verzoek, besluit="nee", gronden=["bewaarplicht"], wat_gedaan="",
            motivering="Er loopt nog hulp. De wet zegt dat wij dit dossier bewaren tot 15 jaar na het laatste stuk.",
            by=plek.gebruiker, at=self._moment(self.vandaag - timedelta(days=40)),
        )  # fmt: skip
        self._antwoord(verzoek, plek, 39, "Per brief")

    def _antwoord(self, verzoek: Verzoek, plek: Any, dagen: int, hoe: str) -> None:
        dag = self.vandaag - timedelta(days=dagen)
        actions.answer_verzoek(verzoek=verzoek, op=dag, hoe=hoe, by=plek.gebruiker, at=self._moment(dag, 15))

    # -- what had its term --------------------------------------------------------------------------

    def _vernietigen(self) -> None:
        """Destroy a few households with everything it takes, and leave a list that waits."""
        teams = list(self.i.teams.values())
        for nummer, rij in enumerate(EERST):
            self._oud(teams[nummer % len(teams)], nummer, *rij)
        vorige_maand = self._moment(self.vandaag - timedelta(days=31))
        vernietiging.propose_due(at=vorige_maand)
        lijst = Vernietigingslijst.objects.get(stand="open")
        lijst = vernietiging.control_first(
            lijst=lijst, by=self.beheerder, at=vorige_maand + timedelta(hours=1)
        )
        lijst = vernietiging.control_second(lijst=lijst, by=self.fg, at=vorige_maand + timedelta(days=1))
        vernietiging.run_lijst(lijst=lijst, at=vorige_maand + timedelta(days=1, minutes=2))
        for nummer, rij in enumerate(DAARNA):
            self._oud(teams[nummer % len(teams)], nummer + 2, *rij)
        self._oude_signalen(teams)
        vernietiging.propose_due(at=self._moment(self.vandaag, 2))

    def _oud(
        self, team: Any, nummer: int, naam: str, voornaam: str, wet: str, jaren: float, hulp: bool
    ) -> None:
        einde = self.vandaag - timedelta(days=int(jaren * 365.25))
        toen, wie = self._moment(einde), self.i.mensen[self.i.gemeente.mensen[1].naam]
        voorvoegsel, _, achternaam = naam.rpartition(" ")
        straat, postcode, buurt = self.i.adressen[nummer % len(self.i.adressen)]
        huis = Huishouden.objects.create(
            naam=f"{naam[:1].upper()}{naam[1:]}", sorteernaam=achternaam.lower(), straat=straat,
            huisnummer=201 + nummer, postcode=postcode, plaats=self.i.gemeente.naam, buurt=buurt, team=team,
            aangemaakt_op=toen, gewijzigd_op=toen,
        )  # fmt: skip
        inwoner = Inwoner.objects.create(
            voornamen=voornaam, voorletters=f"{voornaam[0]}.", voorvoegsel=voorvoegsel, geslachtsnaam=achternaam,
            geboortedatum=date(1948 + nummer * 3, 1 + nummer, 3 + nummer), aangemaakt_op=toen,
        )  # fmt: skip
        Huishoudlid.objects.create(huishouden=huis, inwoner=inwoner, van=einde - timedelta(days=300))
        casus = Casus.objects.create(
            huishouden=huis, team=team, teammodel=self._teammodel(), status="afgesloten", fase_sinds=einde,
            begonnen_op=einde - timedelta(days=300), afgesloten_op=einde, behandelaar=wie,
            fasen=[{"status": "afgesloten", "van": einde.isoformat()}],
        )  # fmt: skip
        Melding.objects.create(
            huishouden=huis, casus=casus, inwoner=inwoner, wet=wet, kanaal="ingelezen", is_afgehandeld=True,
            inhoud="Vraag uit het vorige systeem.", ontvangen_op=toen - timedelta(days=300),
        )  # fmt: skip
        Afsluiting.objects.create(
            casus=casus, reden="doel_bereikt" if hulp else "afgezien", op=einde, door=wie,
            geprobeerd="" if hulp else "Drie keer gebeld en een brief gestuurd.",
        )  # fmt: skip
        if hulp:
            Plan.objects.create(
                huishouden=huis, casus=casus, nummer=1, status="beeindigd", gemaakt_op=toen, gemaakt_door=wie,
                situatie="Uit het vorige systeem.",
            )  # fmt: skip
        Contactnotitie.objects.create(
            huishouden=huis,
            casus=casus,
            tekst="Afgerond en besproken.",
            gebeurd_op=toen,
            gemaakt_op=toen,
            door=wie,
        )
        Tijdlijnregel.objects.create(
            huishouden=huis,
            groep="stap",
            icoon="archive",
            titel="Hulp afgesloten",
            gebeurd_op=toen,
            door_naam=wie.naam,
        )
        werk_zoektekst_bij(huis)

    def _teammodel(self) -> Any:
        return Casus.objects.select_related("teammodel").order_by("id")[0].teammodel

    def _oude_signalen(self, teams: list[Any]) -> None:
        for maanden, wat in (
            (8, "Muziek tot laat. De buren zijn het samen eens geworden."),
            (7, "Fiets weg, later gevonden."),
        ):
            toen = self.at - timedelta(days=30 * maanden)
            Signaal.objects.create(
                bron="buur", bron_naam="een buurman", over_wie="bewoner", waarneming=wat, team=teams[0],
                stand="geen_actie", uitkomst="Geen hulp nodig.", ontvangen_op=toen, opgepakt_op=toen,
            )  # fmt: skip

    # -- the accounts --------------------------------------------------------------------------------

    def _verantwoording(self) -> None:
        toen = self._moment(self.vandaag - timedelta(days=70))
        add_verwerker(
            naam="Keukentafel", dienst="Software en beheer van de servers", land="Nederland",
            overeenkomst_op=self.vandaag - timedelta(days=200), by=self.beheerder, at=toen,
        )  # fmt: skip
        add_verwerker(
            naam="Post & Print Rivierland", dienst="Drukt en bezorgt brieven", land="Nederland", overeenkomst_op=None,
            by=self.beheerder, at=toen,
        )  # fmt: skip
        for module in ("dossier", "delen"):
            eigen = beschrijvingen()[module]
            write_dpia(
                module=module, omschrijving=eigen.omschrijving, risicos=eigen.risicos, restrisico=eigen.restrisico,
                herzien_op=self.vandaag + timedelta(days=295), by=self.beheerder, at=toen,
            )  # fmt: skip
            establish_dpia(
                module=module, advies="Akkoord. Kijk na een jaar of de steekproef genoeg laat zien.", by=self.fg,
                at=toen + timedelta(days=5),
            )  # fmt: skip
