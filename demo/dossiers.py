"""Fill an example gemeente with households in every phase, from the stories, with dates around today."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from demo.gemeenten import ACHTERNAMEN, JONGENS, MANNEN, MEISJES, VROUWEN
from demo.inrichting import Inrichter
from demo.verhaal import Doel, Verhaal
from demo.verhalen import VERHALEN
from keukentafel.tenancy.sleutels import blinde_index
from modules.dossier.models import (
    Actie,
    Afsluiting,
    Afspraak,
    Behoefte,
    Betrokkene,
    Casus,
    Contactnotitie,
    Doelstelling,
    Evaluatie,
    Gesprek,
    Gezagsrelatie,
    Huishouden,
    Huishoudlid,
    Instemming,
    Inwoner,
    Inwonertekst,
    KaderAntwoord,
    LadderMeting,
    Melding,
    Netwerklid,
    Plan,
    PlanOplossing,
    Probleemstelling,
    Regisseurschap,
    Resultaat,
    Signaal,
    Termijn,
    Tijdlijnregel,
    Waakvlam,
    ZrmMeting,
    ZrmScore,
)
from modules.dossier.zoektekst import zoektekst_van
from modules.inrichting.leefgebieden import ZRM_2013

FASEN = (
    "nieuw",
    "in_contact",
    "analyse",
    "plan",
    "plan",
    "ondersteuning",
    "ondersteuning",
    "ondersteuning",
    "evaluatie",
    "monitoring",
    "afgesloten",
)
VOLGORDE = (
    "nieuw",
    "in_contact",
    "analyse",
    "plan",
    "ondersteuning",
    "evaluatie",
    "monitoring",
    "afgesloten",
)
DAGEN_GELEDEN = {
    "nieuw": 2,
    "in_contact": 9,
    "analyse": 26,
    "plan": 38,
    "ondersteuning": 120,
    "evaluatie": 190,
    "monitoring": 260,
    "afgesloten": 330,
}


class Vuller:
    """Writes households one by one into lists and saves each kind of row in one statement."""

    def __init__(self, inrichting: Inrichter, *, toeval: random.Random, bsn: Any) -> None:
        self.i, self.toeval, self.bsn = inrichting, toeval, bsn
        self.at, self.vandaag = inrichting.at, inrichting.vandaag
        self.rijen: dict[type, list[Any]] = {}
        self.uitvoerders = {
            naam: [
                inrichting.mensen[p.naam]
                for p in inrichting.gemeente.mensen
                if p.team == naam and "teamlid" in p.rollen
            ]
            for naam in inrichting.teams
        }

    def vul(self, aantal: int) -> None:
        """Make `aantal` households, every story and every phase several times."""
        for nummer in range(aantal):
            self._huishouden(
                nummer, VERHALEN[nummer % len(VERHALEN)], FASEN[(nummer * 7 + nummer // 12) % len(FASEN)]
            )
        self._losse_signalen()
        self._agenda_van_vandaag()
        for soort, rijen in self.rijen.items():
            soort.objects.bulk_create(rijen, batch_size=500)  # type: ignore[attr-defined]

    def _bewaar(self, rij: Any) -> Any:
        self.rijen.setdefault(type(rij), []).append(rij)
        return rij

    def _moment(self, dag: date, uur: int = 0) -> datetime:
        uur = uur or self.toeval.randrange(9, 17)
        return timezone.make_aware(datetime.combine(dag, time(uur, self.toeval.choice([0, 15, 30, 45]))))

    def _dag(self, geleden: int) -> date:
        dag = self.vandaag - timedelta(days=max(geleden, 0))
        while dag.weekday() > 4:
            dag -= timedelta(days=1)
        return dag

    # -- one household --------------------------------------------------------------------------

    def _huishouden(self, nummer: int, verhaal: Verhaal, fase: str) -> None:
        teamnaam = list(self.i.teams)[nummer % len(self.i.teams)]
        team = self.i.teams[teamnaam]
        wie = self.toeval.choice(self.uitvoerders[teamnaam])
        gebieden = next(t for t in self.i.gemeente.teams if t.naam == teamnaam).wijken
        mogelijk = [a for a in self.i.adressen if a[2].wijk.naam in gebieden]
        straat, postcode, buurt = mogelijk[(nummer // len(self.i.teams)) % len(mogelijk)]
        voorvoegsel, achternaam = ACHTERNAMEN[nummer % len(ACHTERNAMEN)]
        begin = self._dag(DAGEN_GELEDEN[fase] + self.toeval.randrange(0, 12))
        naam = f"{voorvoegsel[:1].upper()}{voorvoegsel[1:]} {achternaam}".strip()
        self.huis = self._bewaar(
            Huishouden(
                naam=naam,
                sorteernaam=achternaam.lower(),
                straat=straat,
                huisnummer=3 + (nummer * 11) % 120,
                postcode=postcode,
                plaats=self.i.gemeente.naam,
                buurt=buurt,
                team=team,
                telefoon=f"06000{nummer:05d}"[:10],
                goed_om_te_weten=[],
                is_geheim_adres=nummer == 41,
                aangemaakt_op=self._moment(begin),
                gewijzigd_op=self.at,
            )
        )
        self.wie, self.begin, self.fase, self.verhaal = wie, begin, fase, verhaal
        volwassenen, kinderen = self._mensen(verhaal.gezin, voorvoegsel, achternaam)
        self.ik, self.kind = volwassenen[0], (kinderen or volwassenen)[-1]
        self.huis.goed_om_te_weten = [self._tekst(regel) for regel in verhaal.weten]
        self.huis.zoektekst = zoektekst_van(self.huis, [*volwassenen, *kinderen])
        self.casus = self._casus(team)
        self._melding()
        self._netwerk_en_betrokkenen()
        ver = VOLGORDE.index(fase)
        if ver >= 1:
            self._notities()
        if ver >= 2:
            self._gesprek()
            self._meting(self.begin + timedelta(days=14), "start", 0)
        if ver >= 3:
            self._regisseur()
            self._plan(volwassenen, ver)
        if ver >= 5:
            self._meting(self._dag(8 + self.toeval.randrange(0, 14)), "tussen", 1)
        if ver >= 6:
            self._na_de_hulp(ver)
        self._termijnen(ver)

    def _mensen(self, gezin: str, voorvoegsel: str, achternaam: str) -> tuple[list[Inwoner], list[Inwoner]]:
        oud = gezin == "ouderen"
        jaar = self.vandaag.year
        volw: list[Inwoner] = []
        namen = [(self.toeval.choice(VROUWEN), "vrouw")]
        if gezin in ("gezin", "paar", "ouderen"):
            namen.append((self.toeval.choice(MANNEN), "man"))
        elif gezin == "alleen" and self.toeval.random() < 0.5:
            namen = [(self.toeval.choice(MANNEN), "man")]
        for voornaam, geslacht in namen:
            leeftijd = self.toeval.randrange(74, 88) if oud else self.toeval.randrange(24, 52)
            volw.append(self._inwoner(voornaam, voorvoegsel, achternaam, geslacht, jaar - leeftijd))
        kinderen = []
        if gezin in ("gezin", "ouder_kind"):
            for n in range(self.toeval.choice([1, 2, 2, 3])):
                meisje = self.toeval.random() < 0.5
                leeftijd = (15, 9, 5)[n]
                kind = self._inwoner(
                    self.toeval.choice(MEISJES if meisje else JONGENS),
                    voorvoegsel,
                    achternaam,
                    "vrouw" if meisje else "man",
                    jaar - leeftijd,
                    bijzonderheid=("3 havo", "groep 6", "groep 2")[n],
                )
                kinderen.append(kind)
                for ouder in volw:
                    self._bewaar(Gezagsrelatie(kind=kind, houder=ouder, soort="gezag"))
        for persoon in volw:
            rol = "ouder" if kinderen else ("partner" if len(volw) > 1 else "volwassene")
            self._bewaar(Huishoudlid(huishouden=self.huis, inwoner=persoon, rol=rol, van=self.begin))
        for persoon in kinderen:
            self._bewaar(Huishoudlid(huishouden=self.huis, inwoner=persoon, rol="kind", van=self.begin))
        return volw, kinderen

    def _inwoner(
        self,
        voornaam: str,
        voorvoegsel: str,
        achternaam: str,
        geslacht: str,
        jaar: int,
        *,
        bijzonderheid: str = "",
    ) -> Inwoner:
        bsn = next(self.bsn, None)
        return self._bewaar(
            Inwoner(
                voornamen=voornaam,
                voorletters=f"{voornaam[0]}.",
                voorvoegsel=voorvoegsel,
                geslachtsnaam=achternaam,
                geslacht=geslacht,
                geboortedatum=date(jaar, self.toeval.randrange(1, 13), self.toeval.randrange(1, 28)),
                bsn=bsn,
                bsn_index=blinde_index("bsn", bsn) if bsn else None,
                bijzonderheid=bijzonderheid,
                aangemaakt_op=self._moment(self.begin),
            )
        )

    def _casus(self, team: Any) -> Casus:
        stappen, dag = [], self.begin
        for status in VOLGORDE[: VOLGORDE.index(self.fase) + 1]:
            stappen.append({"status": status, "van": dag.isoformat()})
            dag = min(dag + timedelta(days=12), self.vandaag)
        dicht = self.fase == "afgesloten"
        sinds = date.fromisoformat(stappen[-1]["van"])
        return self._bewaar(
            Casus(
                huishouden=self.huis,
                team=team,
                teammodel=self.i.teammodel,
                behandelaar=self.wie,
                status=self.fase,
                fase_sinds=sinds,
                begonnen_op=self.begin,
                afgesloten_op=sinds if dicht else None,
                fasen=stappen,
            )
        )

    def _melding(self) -> None:
        op = self._moment(self.begin)
        soort = {"wmo": "melding", "jeugd": "hulpvraag", "participatie": "aanvraag"}[self.verhaal.wet]
        self.melding = self._bewaar(
            Melding(
                huishouden=self.huis,
                casus=self.casus,
                inwoner=self.ik,
                soort=soort,
                wet=self.verhaal.wet,
                kanaal=self.toeval.choice(["telefoon", "balie", "web", "huisbezoek"]),
                bron=self.verhaal.bron,
                inhoud=self._tekst(self.verhaal.kort),
                ontvangen_op=op,
                bevestigd_op=self._dag((self.vandaag - self.begin).days - 3)
                if self.fase != "nieuw"
                else None,
                is_afgehandeld=self.fase not in ("nieuw", "in_contact", "analyse"),
            )
        )
        self._regel(
            "stap",
            "mail",
            f"{soort.capitalize()} ontvangen",
            self._tekst(self.verhaal.kort),
            op,
            self.melding,
        )
        if self.verhaal.signaal:
            eerder = self._moment(self._dag((self.vandaag - self.begin).days + 1))
            signaal = self._bewaar(
                Signaal(
                    bron=self.verhaal.bron,
                    bron_naam=self.verhaal.betrokken[0][0] if self.verhaal.betrokken else "",
                    over_wie=self.ik.naam,
                    adres=self.huis.adres,
                    waarneming=self.verhaal.signaal,
                    ontvangen_op=eerder,
                    stand="teruggekoppeld",
                    team=self.huis.team,
                    huishouden=self.huis,
                    opgepakt_door=self.wie,
                    opgepakt_op=eerder + timedelta(hours=3),
                    teruggekoppeld_op=eerder + timedelta(days=5),
                    urgentie="verhoogd",
                )
            )
            self._regel(
                "stap", "walk", "Signaal ontvangen", self.verhaal.signaal, eerder, signaal, signaal.bron_naam
            )

    def _tekst(self, tekst: str) -> str:
        return tekst.replace("{kind}", self.kind.roepnaam if self.kind else "").replace(
            "{ik}", self.ik.roepnaam
        )

    def _regel(
        self, groep: str, icoon: str, titel: str, tekst: str, op: datetime, bij: Any, door: str = ""
    ) -> None:
        self._bewaar(
            Tijdlijnregel(
                huishouden=self.huis,
                groep=groep,
                icoon=icoon,
                titel=titel,
                tekst=tekst,
                gebeurd_op=min(op, self.at),
                door_naam=door or self.wie.naam,
                object_soort=type(bij).__name__.lower(),
                object_id=bij.pk,
            )
        )

    def _netwerk_en_betrokkenen(self) -> None:
        for naam, relatie, sterkte, gespannen, wat in self.verhaal.netwerk:
            self._bewaar(
                Netwerklid(
                    huishouden=self.huis,
                    naam=naam,
                    relatie=relatie,
                    sterkte=sterkte,
                    is_gespannen=gespannen,
                    wat=wat,
                    bekeken_op=min(self.begin + timedelta(days=10), self.vandaag),
                )
            )
        for organisatie, rol in self.verhaal.betrokken:
            self._bewaar(
                Betrokkene(
                    huishouden=self.huis,
                    organisatie=self.i.organisaties.get(organisatie),
                    organisatie_naam=organisatie,
                    rol=rol,
                    van=self.begin,
                )
            )

    def _notities(self) -> None:
        titel = {
            "telefoon": "Gebeld met",
            "huisbezoek": "Op huisbezoek bij",
            "overleg": "Overleg met",
            "bericht": "Bericht van",
        }
        icoon = {"telefoon": "phone", "huisbezoek": "home", "overleg": "users", "bericht": "mail"}
        dagen = max((self.vandaag - self.begin).days - 2, 1)
        for n, (soort, met, tekst) in enumerate(self.verhaal.notities):
            op = self._moment(self._dag(dagen - int(dagen * (n + 1) / (len(self.verhaal.notities) + 0.2))))
            rij = self._bewaar(
                Contactnotitie(
                    huishouden=self.huis,
                    casus=self.casus,
                    soort=soort,
                    met_wie=met,
                    tekst=self._tekst(tekst),
                    gebeurd_op=op,
                    door=self.wie,
                    gemaakt_op=op,
                )
            )
            self._regel("contact", icoon[soort], f"{titel[soort]} {met}", self._tekst(tekst), op, rij)

    def _gesprek(self) -> None:
        v, op = self.verhaal, self._moment(self.begin + timedelta(days=10), 10)
        self.gesprek = self._bewaar(
            Gesprek(
                huishouden=self.huis,
                casus=self.casus,
                stand="afgerond",
                begonnen_op=op,
                afgerond_op=op + timedelta(minutes=75),
                plaats="Thuis aan de keukentafel",
                gestart_door=self.wie,
                verhaal=self._tekst(v.verhaal),
                gevraagd=v.gevraagd,
                sterk=v.sterk,
                toekomst=v.toekomst,
                leefgebieden=[n.leefgebied for n in v.nodig],
                aanwezigen=[{"soort": "inwoner", "id": str(self.ik.pk), "naam": self.ik.naam}],
            )
        )
        self._bewaar(
            Inwonertekst(
                huishouden=self.huis,
                inwoner=self.ik,
                bij_soort="gesprek",
                bij_id=self.gesprek.pk,
                tekst=self._tekst(v.verhaal),
                opgeschreven_door=self.wie,
                op=op,
            )
        )
        self.behoeften = []
        for nummer, nodig in enumerate(v.nodig):
            behoefte = self._bewaar(
                Behoefte(
                    huishouden=self.huis,
                    gesprek=self.gesprek,
                    inwoner=self.ik,
                    leefgebied=nodig.leefgebied,
                    tekst=self._tekst(nodig.tekst),
                    volgorde=nummer,
                )
            )
            self.behoeften.append(behoefte)
            for kader, tekst in (
                ("eigen_kracht", nodig.eigen_kracht),
                ("sociaal_netwerk", nodig.netwerk),
                ("voorliggend", nodig.voorliggend),
                ("maatwerk", nodig.maatwerk),
            ):
                self._bewaar(
                    KaderAntwoord(
                        behoefte=behoefte,
                        kader=kader,
                        tekst=self._tekst(tekst),
                        overgeslagen_omdat="" if tekst else "Nu niet nodig: wat er is, is genoeg.",
                    )
                )
        self._regel("contact", "message-circle", "Keukentafelgesprek", "", op, self.gesprek)

    def _meting(self, dag: date, moment: str, kant: int) -> None:
        dag = min(dag, self.vandaag)
        meting = self._bewaar(
            ZrmMeting(
                huishouden=self.huis,
                casus=self.casus,
                inwoner=self.ik,
                datum=dag,
                moment=moment,
                met_wie=self.ik.roepnaam,
                beoordelaar=self.wie,
                is_bewaard=True,
                gemaakt_op=self._moment(dag),
            )
        )
        for code in ZRM_2013.codes:
            niveau = self.verhaal.zrm.get(code, (4, 4) if code in ("justitie", "verslaving") else (3, 4))[
                kant
            ]
            self._bewaar(ZrmScore(meting=meting, leefgebied=code, niveau=5 if code == "justitie" else niveau))
        self._bewaar(
            LadderMeting(
                huishouden=self.huis,
                casus=self.casus,
                inwoner=self.ik,
                datum=dag,
                huidig=min(self.verhaal.trede[0] + kant, 6),
                gewenst=self.verhaal.trede[1],
                door=self.wie,
                gemaakt_op=self._moment(dag),
            )
        )
        titel = "Zelfredzaamheid ingevuld" if kant == 0 else "Zelfredzaamheid opnieuw ingevuld"
        self._regel("stap", "chart-bar", titel, "", self._moment(dag), meting)

    def _regisseur(self) -> None:
        self._bewaar(
            Regisseurschap(
                huishouden=self.huis,
                gebruiker=self.wie,
                naam=self.wie.naam,
                van=self.begin + timedelta(days=14),
            )
        )

    def _plan(self, volwassenen: list[Inwoner], ver: int) -> None:
        v, dag = self.verhaal, min(self.begin + timedelta(days=30), self.vandaag)
        afgesproken = ver >= 4 or self.toeval.random() < 0.4
        status = (
            "afgesloten"
            if ver >= 6
            else "in_evaluatie"
            if ver == 5
            else "actief"
            if afgesproken
            else "concept"
        )
        self.plan = self._bewaar(
            Plan(
                huishouden=self.huis,
                casus=self.casus,
                nummer=1,
                status=status,
                situatie=self._tekst(v.verhaal),
                afspraken_contact="We bellen op dinsdagochtend.",
                gemaakt_op=self._moment(dag),
                gemaakt_door=self.wie,
                evaluatie_op=self.vandaag + timedelta(days=self.toeval.choice([-4, 9, 24, 40]))
                if ver < 6
                else dag + timedelta(days=90),
                afgesproken_op=dag if afgesproken else None,
            )
        )
        for volgorde, doel in enumerate(v.doelen):
            self._doel(doel, volgorde, ver)
        if afgesproken:
            for persoon in volwassenen:
                self._bewaar(
                    Instemming(
                        plan=self.plan, inwoner=persoon, uitkomst="akkoord", op=dag, vastgelegd_door=self.wie
                    )
                )
            self._regel("afspraak", "check", "Plan afgesproken", "", self._moment(dag), self.plan)

    def _doel(self, doel: Doel, volgorde: int, ver: int) -> None:
        probleem = self._bewaar(
            Probleemstelling(
                plan=self.plan,
                behoefte=self.behoeften[min(volgorde, len(self.behoeften) - 1)],
                leefgebied=doel.leefgebieden[0],
                woorden=self.behoeften[min(volgorde, len(self.behoeften) - 1)].tekst,
                volgorde=volgorde,
            )
        )
        rij = self._bewaar(
            Doelstelling(
                plan=self.plan,
                probleem=probleem,
                inwoner=self.ik,
                titel=self._tekst(doel.titel),
                leefgebieden=list(doel.leefgebieden),
                volgorde=volgorde,
                bereikt_op=self._dag(20) if ver >= 6 or (ver == 5 and volgorde == 0) else None,
            )
        )
        resultaat = self._bewaar(
            Resultaat(
                doel=rij,
                omschrijving=doel.resultaat,
                indicator=doel.indicator,
                streefdatum=self.vandaag + timedelta(days=45 + 30 * volgorde),
                volgorde=0,
            )
        )
        for nummer, daad in enumerate(doel.daden):
            kader = {"zelf": "eigen_kracht", "netwerk": "sociaal_netwerk", "professional": "voorliggend"}[
                daad.wie
            ]
            oplossing = self._bewaar(
                PlanOplossing(
                    resultaat=resultaat, kader=kader, omschrijving=daad.wat, door=daad.naam, volgorde=nummer
                )
            )
            klaar = ver >= 6 or (ver >= 4 and self.toeval.random() < 0.55)
            wanneer = self.vandaag + timedelta(days=self.toeval.choice([-6, -2, 0, 0, 1, 2, 4, 8, 15]))
            self._bewaar(
                Actie(
                    huishouden=self.huis,
                    plan=self.plan,
                    doel=rij,
                    resultaat=resultaat,
                    oplossing=oplossing,
                    wat=daad.wat,
                    wie=daad.wie,
                    gebruiker=self.wie if daad.wie == "professional" else None,
                    inwoner=self.ik if daad.wie == "zelf" else None,
                    wie_naam=daad.naam or (self.ik.roepnaam if daad.wie == "zelf" else ""),
                    wanneer=wanneer if not klaar else self._dag(30),
                    status="klaar" if klaar else "open",
                    afgerond_op=self._moment(self._dag(12)) if klaar else None,
                    volgorde=nummer,
                    gemaakt_op=self._moment(self.begin),
                )
            )

    def _na_de_hulp(self, ver: int) -> None:
        dag = self._dag(60)
        evaluatie = self._bewaar(
            Evaluatie(
                huishouden=self.huis,
                casus=self.casus,
                plan=self.plan,
                datum=dag,
                zelfredzaamheid="beter",
                participatie="gelijk",
                antwoorden={"vraag": "ja", "proces": self.verhaal.geleerd, "leren": self.verhaal.geleerd},
                vervolg="waakvlam" if ver == 6 else "afsluiten",
                is_afgerond=True,
                door=self.wie,
                gemaakt_op=self._moment(dag),
            )
        )
        self._regel(
            "afspraak", "check", "Plan geëvalueerd", self.verhaal.geleerd, self._moment(dag), evaluatie
        )
        if ver == 6:
            self._bewaar(
                Waakvlam(
                    casus=self.casus,
                    huishouden=self.huis,
                    van=dag,
                    tot=dag + timedelta(days=182),
                    ritme_weken=6,
                    wie=self.wie,
                    volgend_contact_op=self.vandaag + timedelta(days=self.toeval.choice([0, 1, 3, 5, 20])),
                    tekenen="Als de post weer blijft liggen of de telefoon niet wordt opgenomen.",
                )
            )
        if ver >= 7:
            self._bewaar(
                Afsluiting(
                    casus=self.casus,
                    reden="doel_bereikt",
                    toelichting=self.verhaal.geleerd,
                    op=self._dag(40),
                    door=self.wie,
                    inwoner_geinformeerd_op=self._dag(40),
                    hoe_geinformeerd="Telefoon",
                )
            )

    def _termijnen(self, ver: int) -> None:
        if ver >= 7:
            return
        if ver <= 2 and self.verhaal.wet == "wmo":
            einde = self.begin + timedelta(weeks=6)
            self._termijn("wmo_onderzoek", "Onderzoek afronden", "6 weken na de melding", einde)
        elif ver <= 2:
            self._termijn(
                "eerste_contact",
                "Eerste contact maken",
                "5 werkdagen na de melding",
                self.begin + timedelta(days=7),
            )
        if 3 <= ver <= 5 and self.plan.evaluatie_op:
            self._termijn("plan_evaluatie", "Plan evalueren", "afspraak in het plan", self.plan.evaluatie_op)

    def _termijn(self, sleutel: str, titel: str, uitleg: str, einde: date) -> None:
        while einde.weekday() > 4:
            einde += timedelta(days=1)
        self._bewaar(
            Termijn(
                huishouden=self.huis,
                casus=self.casus,
                melding=self.melding,
                sleutel=sleutel,
                titel=titel,
                uitleg=uitleg,
                begin=self.begin,
                ruw_einde=einde,
                einde=einde,
                status="loopt",  # late is what its day says, until somebody finishes it
                eigenaar=self.wie,
            )
        )

    # -- around the households --------------------------------------------------------------------

    def _losse_signalen(self) -> None:
        teksten = (
            (
                "corporatie",
                "wijkbeheerder Woonstede",
                "Geen contact meer met bewoner, al twee weken post in de gang.",
                "acuut",
            ),
            (
                "huisarts",
                "Huisartsenpraktijk Vogelbuurt",
                "Zorgen over een overbelaste mantelzorger.",
                "licht",
            ),
            ("school", "intern begeleider", "Kind komt vaak zonder ontbijt op school.", "verhoogd"),
            ("buur", "een buurvrouw", "Hoort 's nachts veel geschreeuw en gehuil.", "verhoogd"),
        )
        for nummer, (bron, van, tekst, urgentie) in enumerate(teksten):
            team = list(self.i.teams.values())[nummer % len(self.i.teams)]
            straat = self.i.adressen[nummer % len(self.i.adressen)][0]
            self._bewaar(
                Signaal(
                    bron=bron,
                    bron_naam=van,
                    over_wie="bewoner" if nummer else "de heer van nummer 3",
                    urgentie=urgentie,
                    adres=f"{straat} {3 + nummer * 8}",
                    waarneming=tekst,
                    team=team,
                    stand="nieuw",
                    ontvangen_op=self.at - timedelta(minutes=18 + 900 * nummer),
                )
            )

    def _agenda_van_vandaag(self) -> None:
        per_persoon: dict[Any, list[Casus]] = {}
        for casus in self.rijen[Casus]:
            if casus.status not in ("afgesloten",):
                per_persoon.setdefault(casus.behandelaar_id, []).append(casus)
        for casussen in per_persoon.values():
            for uur, soort, casus in zip(
                (9, 11, 13, 15), ("gesprek", "gesprek", "bellen", "evaluatie"), casussen, strict=False
            ):
                titel = {"gesprek": "Keukentafelgesprek", "bellen": "Bellen", "evaluatie": "Evaluatie"}[soort]
                huis = casus.huishouden
                begin = timezone.make_aware(datetime.combine(self.vandaag, time(uur, 15)))
                self._bewaar(
                    Afspraak(
                        huishouden=huis,
                        gebruiker=casus.behandelaar,
                        titel=titel,
                        soort=soort,
                        begin=begin,
                        einde=begin + timedelta(minutes=60),
                        plaats=huis.adres,
                    )
                )
