"""A gemeente with as many households as asked, in all phases, over twelve teams.

A third of the households has running help, as in a gemeente that has kept its dossiers for years; each
worker has about forty. The rows go into the tables as they are; names, addresses and search texts are
made the way the product makes them.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from django.utils.timezone import localdate

from bench.pages_namen import Namen
from bench.pages_tabel import NIETS, Tabel
from keukentafel.audit.models import Logboekregel
from keukentafel.identity.models import Gebruiker, RolToekenning
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.dossier import models as dossier
from modules.dossier.zoektekst import sorteernaam_van, zoektekst_van
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.models import Teamlid, Teammodel, Wijkteam

TEAMS = 12
PER_MEDEWERKER = 40
JAREN = 6
_ZINNEN = (
    "Ik zie op tegen de post en leg alles op een stapel.",
    "Gebeld over de huurachterstand; volgende week samen naar de woningcorporatie.",
    "De jongste slaapt slecht sinds de verhuizing en is vaak moe op school.",
    "Mevrouw wil graag weer zelf koken, maar staan lukt niet lang.",
    "Afgesproken dat de buurvrouw op dinsdag de boodschappen meeneemt.",
    "Meneer mist zijn werkplaats en weet niet hoe hij de dag doorkomt.",
)
_STATUS_LOPEND = ("nieuw", "in_contact", "analyse", "plan", "ondersteuning", "evaluatie")


@dataclass(frozen=True, slots=True)
class Gevuld:
    """What is in the gemeente, and whom and what to ask for."""

    huishoudens: int
    personen: int
    rijen: int
    teamlid: UUID
    teamleider: UUID
    overal: UUID
    """Somebody of the backoffice, for all twelve teams."""
    eigen: list[UUID]
    """Households of the teamlid with running help."""
    zoek: dict[str, list[str]]
    """Per way of searching: what to type, each with at least one household behind it."""


def vul(gemeente: GemeenteRef, beheer_url: str, huishoudens: int, zaad: int = 20) -> Gevuld:
    """Fill a gemeente that was just made; everything hangs on the numbers drawn from `zaad`."""
    with in_gemeente(gemeente):
        teams, mensen = _mensen(huishoudens)
        overal = _overal(teams)
        teammodel = Teammodel.objects.actief().get().pk
    vulling = Vulling(Random(zaad), teams, mensen, teammodel, localdate())
    vulling.overal = overal
    with psycopg.connect(beheer_url, autocommit=False) as verbinding:
        verbinding.execute("SET session_replication_role = replica")  # the ids are ours: no look-ups per row
        for nummer in range(huishoudens):
            vulling.huishouden(nummer / huishoudens)
            if nummer % 5_000 == 4_999:
                vulling.kopieer(verbinding, gemeente.schema_name)
        vulling.kopieer(verbinding, gemeente.schema_name)
    return vulling.gevuld()


def _mensen(huishoudens: int) -> tuple[list[UUID], dict[UUID, list[Any]]]:
    """Make the teams and their people; the first of a team is its teamleider."""
    toen = localdate() - timedelta(days=365 * JAREN)
    nieuw = [Wijkteam(naam=f"Wijkteam {nummer:02}", vanaf=toen) for nummer in range(1, TEAMS + 1)]
    teams = [team.pk for team in Wijkteam.objects.bulk_create(nieuw)]
    per_team = max(3, huishoudens // 3 // PER_MEDEWERKER // TEAMS)
    mensen: dict[UUID, list[Any]] = {}
    for plaats, team in enumerate(teams):
        mensen[team] = [
            Gebruiker(
                gebruikersnaam=f"t{plaats}.m{nummer}", naam=f"Medewerker {plaats}.{nummer}",
                email=f"t{plaats}m{nummer}@voorbeeld.invalid", password=secrets.token_hex(8),
            )
            for nummer in range(per_team)
        ]  # fmt: skip
        Gebruiker.objects.bulk_create(mensen[team])
        RolToekenning.objects.bulk_create(
            RolToekenning(gebruiker=mens, team_id=team, rol=Rol.TEAMLID if nummer else Rol.TEAMLEIDER)
            for nummer, mens in enumerate(mensen[team])
        )
        Teamlid.objects.bulk_create(
            Teamlid(gebruiker=mens, team_id=team, van=toen, functie="wijkteammedewerker")
            for mens in mensen[team]
        )
    return teams, mensen


def _overal(teams: list[UUID]) -> UUID:
    gebruiker = Gebruiker.objects.create(
        gebruikersnaam="backoffice", naam="Backoffice", password=secrets.token_hex(8)
    )
    RolToekenning.objects.bulk_create(
        RolToekenning(gebruiker=gebruiker, team_id=team, rol=Rol.BACKOFFICE) for team in teams
    )
    pk: UUID = gebruiker.pk
    return pk


class Vulling:
    """Writes the rows of one household after the other."""

    def __init__(
        self, toeval: Random, teams: list[UUID], mensen: dict[UUID, list[Any]], model: UUID, vandaag: date
    ) -> None:
        self.toeval, self.teams, self.mensen, self.model, self.vandaag = toeval, teams, mensen, model, vandaag
        self.namen = Namen(toeval)
        self.overal = teams[0]
        self.nu = datetime.combine(vandaag, datetime.min.time(), UTC) + timedelta(hours=9)
        self.eigen: list[UUID] = []
        self.zoek: dict[str, list[str]] = {"naam": [], "adres": [], "telefoon": []}
        self.personen = 0
        self._ms = 0
        h, t = "huishouden_id", Tabel
        self.t_huishouden = t(
            dossier.Huishouden, "id", "naam", "sorteernaam", "straat", "huisnummer", "postcode", "plaats",
            "telefoon", "team_id", "zoektekst", "externe_sleutel", "aangemaakt_op", "gewijzigd_op",
        )  # fmt: skip
        self.t_inwoner = t(
            dossier.Inwoner, "id", "geslachtsnaam", "voorvoegsel", "voornamen", "geslacht", "geboortedatum",
            "telefoon", "aangemaakt_op",
        )  # fmt: skip
        self.t_lid = t(dossier.Huishoudlid, "id", h, "inwoner_id", "rol", "van")
        self.t_casus = t(
            dossier.Casus, "id", h, "team_id", "teammodel_id", "behandelaar_id", "status", "fase_sinds",
            "begonnen_op", "afgesloten_op", "fasen",
        )  # fmt: skip
        self.t_melding = t(
            dossier.Melding, "id", h, "casus_id", "inhoud", "ontvangen_op", "bevestigd_op", "is_afgehandeld"
        )
        self.t_termijn = t(
            dossier.Termijn, "id", h, "casus_id", "melding_id", "sleutel", "titel", "uitleg", "begin",
            "ruw_einde", "einde", "status", "eigenaar_id", "gehaald_op",
        )  # fmt: skip
        self.t_notitie = t(
            dossier.Contactnotitie,
            "id",
            h,
            "casus_id",
            "soort",
            "tekst",
            "gebeurd_op",
            "door_id",
            "gemaakt_op",
        )
        self.t_tijdlijn = t(
            dossier.Tijdlijnregel, "id", h, "groep", "icoon", "titel", "tekst", "gebeurd_op", "door_naam",
            "object_soort", "object_id",
        )  # fmt: skip
        self.t_plan = t(
            dossier.Plan, "id", h, "casus_id", "nummer", "status", "evaluatie_op", "gemaakt_op",
            "gemaakt_door_id", "afgesproken_op",
        )  # fmt: skip
        self.t_doel = t(dossier.Doelstelling, "id", "plan_id", "titel", "leefgebieden", "volgorde")
        self.t_resultaat = t(dossier.Resultaat, "id", "doel_id", "omschrijving")
        self.t_oplossing = t(dossier.PlanOplossing, "id", "resultaat_id", "kader", "omschrijving", "van")
        self.t_actie = t(
            dossier.Actie, "id", h, "plan_id", "doel_id", "wat", "wie", "gebruiker_id", "wanneer", "status",
            "gemaakt_op",
        )  # fmt: skip
        self.t_afspraak = t(dossier.Afspraak, "id", h, "gebruiker_id", "titel", "begin")
        self.t_meting = t(
            dossier.ZrmMeting, "id", h, "casus_id", "inwoner_id", "datum", "beoordelaar_id", "is_bewaard",
            "gemaakt_op",
        )  # fmt: skip
        self.t_score = t(dossier.ZrmScore, "id", "meting_id", "leefgebied", "niveau")
        self.t_regisseur = t(dossier.Regisseurschap, "id", h, "gebruiker_id", "naam", "van")
        self.t_betrokkene = t(
            dossier.Betrokkene, "id", h, "gebruiker_id", "naam", "organisatie_naam", "rol", "van"
        )
        self.t_netwerk = t(dossier.Netwerklid, "id", h, "naam", "relatie", "wat", "sterkte")
        self.t_signaal = t(
            dossier.Signaal, "id", "bron", "over_wie", "waarneming", "ontvangen_op", "stand", "team_id"
        )
        self.t_logboek = t(
            Logboekregel, "id", "tijdstip", "gebeurtenis", "soort", "gebruiker_id", "gebruiker_naam", "rollen",
            "object_soort", "object_id", h, "doel",
        )  # fmt: skip
        self.tabellen = [waarde for waarde in vars(self).values() if isinstance(waarde, Tabel)]

    def kopieer(self, verbinding: psycopg.Connection[Any], schema: str) -> None:
        for tabel in self.tabellen:
            tabel.kopieer(verbinding, schema)
        verbinding.commit()

    def gevuld(self) -> Gevuld:
        leider, medewerker, *_ = self.mensen[self.teams[0]]
        return Gevuld(
            self.t_huishouden.aantal, self.personen, sum(tabel.aantal for tabel in self.tabellen),
            medewerker.pk, leider.pk, self.overal, self.eigen, self.zoek,
        )  # fmt: skip

    def id(self) -> UUID:
        """Return the next UUIDv7 of the moment this household came in."""
        self._ms += 1
        toeval = self.toeval.getrandbits(74)
        return UUID(
            int=self._ms << 80 | 0x7 << 76 | (toeval >> 62) << 64 | 0b10 << 62 | toeval & (1 << 62) - 1
        )

    # -- one household -----------------------------------------------------------------------------

    def huishouden(self, hoe_ver: float) -> None:
        """Write a household that came in at `hoe_ver` (0–1) of the years."""
        begin = self.nu - timedelta(days=365 * JAREN * (1 - hoe_ver) + 1)
        self._ms = max(self._ms, int(begin.timestamp() * 1000))
        huishouden = dossier.Huishouden(id=self.id(), aangemaakt_op=begin, gewijzigd_op=begin)
        team = self.toeval.choice(self.teams)
        inwoners = self._personen(huishouden, begin)
        self._adres(huishouden)
        huishouden.zoektekst = zoektekst_van(huishouden, inwoners)
        self.t_huishouden.rij(
            huishouden.pk, huishouden.naam, sorteernaam_van(huishouden.naam), huishouden.straat,
            huishouden.huisnummer, huishouden.postcode, huishouden.plaats, huishouden.telefoon, team,
            huishouden.zoektekst, NIETS, begin, begin,
        )  # fmt: skip
        loopt = self.toeval.random() < 1 / 3
        wie = self.toeval.choice(self.mensen[team][1:])
        self._casus(huishouden, inwoners, team, wie, begin, loopt)
        if team == self.teams[0]:
            self._onthoud(huishouden, loopt and wie is self.mensen[team][1])

    def _onthoud(self, huishouden: dossier.Huishouden, eigen: bool) -> None:
        if eigen:
            self.eigen.append(huishouden.pk)
        elif len(self.zoek["naam"]) >= 40:
            return
        achternaam = huishouden.naam.split()[-1]
        if len(achternaam) < 6:
            return
        plek = self.toeval.randrange(1, len(achternaam) - 2)
        omgewisseld = achternaam[:plek] + achternaam[plek + 1] + achternaam[plek] + achternaam[plek + 2 :]
        weg = achternaam[:plek] + achternaam[plek + 1 :]
        self.zoek["naam"].append(self.toeval.choice((omgewisseld, weg)))
        self.zoek["adres"].append(f"{huishouden.straat} {huishouden.huisnummer}")
        nummer = huishouden.telefoon
        self.zoek["telefoon"].append(f"{nummer[:2]} {nummer[2:4]} {nummer[4:6]} {nummer[6:8]} {nummer[8:]}")

    def _adres(self, huishouden: dossier.Huishouden) -> None:
        huishouden.straat = self.namen.straat()
        huishouden.huisnummer = self.toeval.randrange(1, 320)
        letters = "".join(self.toeval.choices("ABCDEFGHJKLMNPRSTVWXZ", k=2))
        huishouden.postcode = f"{self.toeval.randrange(3300, 3360)}{letters}"
        huishouden.plaats = "Benchdrecht"
        huishouden.telefoon = f"06{self.toeval.randrange(10_000_000, 99_999_999)}"

    def _personen(self, huishouden: dossier.Huishouden, begin: datetime) -> list[dossier.Inwoner]:
        """Write the members, 2.4 on average."""
        volledig = self.namen.achternaam()
        voor, _, achter = volledig.rpartition(" ")
        huishouden.naam = f"{voor[:1].upper()}{voor[1:]} {achter}".strip()
        inwoners = []
        for nummer in range(self.toeval.choices((1, 2, 3, 4, 5), (33, 26, 18, 15, 8))[0]):
            kind = nummer >= 2
            geboren = self.vandaag - timedelta(
                days=self.toeval.randrange(400, 6_400) + (0 if kind else 8_000)
            )
            inwoner = dossier.Inwoner(
                id=self.id(), geslachtsnaam=achter, voorvoegsel=voor, voornamen=self.namen.voornaam(),
                telefoon="" if kind else f"06{self.toeval.randrange(10_000_000, 99_999_999)}",
            )  # fmt: skip
            self.t_inwoner.rij(
                inwoner.pk, achter, voor, inwoner.voornamen, self.toeval.choice(("vrouw", "man")), geboren,
                inwoner.telefoon, begin,
            )  # fmt: skip
            rol = "kind" if kind else "volwassene"
            self.t_lid.rij(self.id(), huishouden.pk, inwoner.pk, rol, begin.date())
            inwoners.append(inwoner)
        self.personen += len(inwoners)
        return inwoners

    # -- the help ----------------------------------------------------------------------------------

    def _casus(
        self, huishouden: dossier.Huishouden, inwoners: list[dossier.Inwoner], team: UUID, wie: Any,
        begin: datetime, loopt: bool,
    ) -> None:  # fmt: skip
        casus, melding, h = self.id(), self.id(), huishouden.pk
        status = self.toeval.choice(_STATUS_LOPEND) if loopt else "afgesloten"
        if loopt:
            begin = max(begin, self.nu - timedelta(days=self.toeval.randrange(2, 500)))
        einde = min(begin + timedelta(days=self.toeval.randrange(90, 500)), self.nu)
        dag = begin.date()
        fasen = json.dumps([{"status": "nieuw", "van": str(dag)}, {"status": status, "van": str(dag)}])
        afgesloten = NIETS if loopt else einde.date()
        self.t_casus.rij(
            casus, h, team, self.model, wie.pk, status, dag if loopt else afgesloten, dag, afgesloten, fasen
        )
        zin = self.toeval.choice(_ZINNEN)
        self.t_melding.rij(melding, h, casus, zin, begin, dag, "f" if loopt else "t")
        for sleutel, titel, dagen in (
            ("wmo_bevestiging", "Melding bevestigen", 7), ("wmo_onderzoek", "Onderzoek afronden", 42),
        ):  # fmt: skip
            uiterlijk = dag + timedelta(days=dagen)
            klaar = not loopt or (self.vandaag - uiterlijk).days > 14
            self.t_termijn.rij(
                self.id(), h, casus, melding, sleutel, titel, f"{dagen} dagen na de melding", dag, uiterlijk,
                uiterlijk, "gehaald" if klaar else "loopt", wie.pk, uiterlijk if klaar else NIETS,
            )  # fmt: skip
        self._tijdlijn(h, casus, melding, wie, begin, einde, zin)
        if self.toeval.random() < 0.4:
            self._plan(h, casus, wie, begin, loopt)
        if self.toeval.random() < 0.25:
            self._metingen(h, casus, inwoners[0].pk, wie, begin)
        self._kring(h, team, wie, dag, loopt)

    def _tijdlijn(
        self, h: UUID, casus: UUID, melding: UUID, wie: Any, begin: datetime, einde: datetime, zin: str
    ) -> None:
        regel = self.t_tijdlijn.rij
        regel(
            self.id(), h, "stap", "inbox", "Melding ontvangen (Wmo)", zin, begin, wie.naam, "melding", melding
        )
        for _ in range(self.toeval.randrange(0, 5)):
            wanneer = begin + (einde - begin) * self.toeval.random()
            notitie, tekst = self.id(), self.toeval.choice(_ZINNEN)
            self.t_notitie.rij(notitie, h, casus, "telefoon", tekst, wanneer, wie.pk, wanneer)
            regel(
                self.id(),
                h,
                "contact",
                "phone",
                "Gebeld",
                tekst,
                wanneer,
                wie.naam,
                "contactnotitie",
                notitie,
            )
        for _ in range(3):
            self.t_logboek.rij(
                self.id(), begin, "dossier.huishouden.bekeken", "R", wie.pk, wie.naam, "teamlid",
                "Huishouden", h, h, "hulp",
            )  # fmt: skip

    def _plan(self, h: UUID, casus: UUID, wie: Any, begin: datetime, loopt: bool) -> None:
        plan, dag = self.id(), begin.date()
        self.t_plan.rij(
            plan, h, casus, 1, "actief" if loopt else "afgesloten", self.vandaag + timedelta(days=60), begin,
            wie.pk, dag,
        )  # fmt: skip
        for volgorde in range(self.toeval.randrange(1, 4)):
            doel, resultaat, gebied = self.id(), self.id(), self.toeval.choice(ZRM_2013.leefgebieden)
            self.t_doel.rij(doel, plan, "Ik betaal elke maand de huur.", json.dumps([gebied.code]), volgorde)
            self.t_resultaat.rij(resultaat, doel, "Drie maanden lang is de huur op tijd betaald.")
            self.t_oplossing.rij(self.id(), resultaat, "eigen_kracht", "Elke week samen de post openen", dag)
            for _ in range(2):
                wiens = self.toeval.choice(("zelf", "netwerk", "professional"))
                klaar = not loopt or self.toeval.random() < 0.6
                self.t_actie.rij(
                    self.id(), h, plan, doel, "De post van deze week sorteren", wiens,
                    wie.pk if wiens == "professional" else NIETS,
                    self.vandaag + timedelta(days=self.toeval.randrange(-20, 40)),
                    "klaar" if klaar else "open", begin,
                )  # fmt: skip

    def _metingen(self, h: UUID, casus: UUID, inwoner: UUID, wie: Any, begin: datetime) -> None:
        for keer in range(2):
            meting = self.id()
            dag = begin.date() + timedelta(days=120 * keer)
            self.t_meting.rij(meting, h, casus, inwoner, dag, wie.pk, "t", begin)
            for gebied in ZRM_2013.leefgebieden:
                self.t_score.rij(self.id(), meting, gebied.code, self.toeval.randrange(1, 6))

    def _kring(self, h: UUID, team: UUID, wie: Any, dag: date, loopt: bool) -> None:
        for _ in range(self.toeval.randrange(0, 3)):
            naam = f"{self.namen.voornaam()} {self.namen.achternaam()}"
            self.t_netwerk.rij(self.id(), h, naam, "buurvrouw", "boodschappen op dinsdag", 4)
        if not loopt:
            return
        if self.toeval.random() < 0.5:
            self.t_regisseur.rij(self.id(), h, wie.pk, wie.naam, dag)
        if self.toeval.random() < 0.5:  # now and then somebody of another team works along
            ander = self.toeval.choice(self.mensen[self.toeval.choice(self.teams)])
            self.t_betrokkene.rij(self.id(), h, ander.pk, ander.naam, "", "meedenker", dag)
        if self.toeval.random() < 0.4:
            begin = self.nu + timedelta(hours=self.toeval.randrange(-2_000, 400))
            self.t_afspraak.rij(self.id(), h, wie.pk, "Gesprek thuis", begin)
        if self.toeval.random() < 0.1:
            stand = self.toeval.choice(("nieuw", "opgepakt", "teruggekoppeld", "teruggekoppeld"))
            self.t_signaal.rij(
                self.id(),
                "corporatie",
                "Bewoner van de hoek",
                self.toeval.choice(_ZINNEN),
                self.nu,
                stand,
                team,
            )
