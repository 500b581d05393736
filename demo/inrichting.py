"""Fill the inrichting of an example gemeente: areas, teams, people, words and look."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.timezone import localdate

from demo.gemeenten import STRATEN, Persoon, Voorbeeldgemeente
from keukentafel.identity.models import Gebruiker, RolToekenning, TotpApparaat
from modules.inrichting.actions.huisstijl import STARTSTIJLEN
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.models import (
    Adresgebied,
    Begrip,
    Buurt,
    Detachering,
    Expertise,
    Huisstijl,
    Organisatie,
    Registratie,
    TeamGebied,
    Teamlid,
    Teammodel,
    Wijk,
    Wijkteam,
)
from modules.inrichting.rules.huisstijl import Keuze, ontwerp

MET_TEAM = frozenset({"teamleider", "teamlid", "regisseur", "inlooppunt"})


class Inrichter:
    """Builds everything around the dossiers; what it made is on its attributes."""

    def __init__(self, gemeente: Voorbeeldgemeente, *, at: datetime, toeval: random.Random) -> None:
        self.gemeente, self.at, self.toeval = gemeente, at, toeval
        self.vandaag: date = localdate(at)
        self.teams: dict[str, Wijkteam] = {}
        self.buurten: list[Buurt] = []
        self.organisaties: dict[str, Organisatie] = {}
        self.mensen: dict[str, Gebruiker] = {}
        self.accounts: list[dict[str, Any]] = []
        self.adressen: list[tuple[str, str, Buurt]] = []  # street, postcode, buurt

    def vul(self, wachtwoord: str) -> None:
        """Fill in an order in which everything exists before it is named."""
        self._organisaties()
        self._teams()
        self._gebieden()
        self._mensen(wachtwoord)
        self._woorden_en_stijl()
        renew_stand(at=self.at)

    def _organisaties(self) -> None:
        rijen = [Organisatie(naam=naam, soort=soort) for naam, soort in self.gemeente.organisaties]
        Organisatie.objects.bulk_create(rijen)
        self.organisaties = {rij.naam: rij for rij in rijen}

    def _teams(self) -> None:
        eerste = Wijkteam.objects.get()
        for nummer, team in enumerate(self.gemeente.teams):
            rij = eerste if nummer == 0 else Wijkteam(vanaf=self.vandaag)
            rij.naam, rij.telefoon = team.naam, team.telefoon
            rij.locatie = f"{STRATEN[nummer * 3]} {10 + nummer}"
            rij.vanaf = self.vandaag - timedelta(days=700)
            rij.save()
            self.teams[team.naam] = rij
        anders = {
            str(self.teams[team.naam].pk): {"variant": team.variant, "instellingen": {}}
            for team in self.gemeente.teams
            if team.variant != self.gemeente.variant
        }
        # The first version is put in anew before anybody works under it; afterwards it is frozen.
        Teammodel.objects.all().delete()
        begin = self.at - timedelta(days=700)
        self.teammodel = Teammodel.objects.create(
            nummer=1,
            status="actief",
            variant=self.gemeente.variant,
            teams=anders,
            ingaat_op=localdate(begin),
            gemaakt_op=begin,
            gewijzigd_op=begin,
            vastgesteld_op=begin,
            in_gebruik_op=begin,
        )

    def _gebieden(self) -> None:
        nummer = self.gemeente.code[2:]
        for w, (wijknaam, buurten) in enumerate(self.gemeente.wijken, start=1):
            wijk = Wijk.objects.create(code=f"WK{nummer}{w:02d}", naam=wijknaam, jaar=self.vandaag.year)
            team = next(t for t in self.gemeente.teams if wijknaam in t.wijken)
            TeamGebied.objects.create(team=self.teams[team.naam], wijk=wijk)
            for b, buurtnaam in enumerate(buurten, start=1):
                buurt = Buurt.objects.create(code=f"BU{nummer}{w:02d}{b:02d}", naam=buurtnaam, wijk=wijk)
                self.buurten.append(buurt)
                for s in range(2):
                    index = (len(self.adressen)) % len(STRATEN)
                    postcode = f"{self.gemeente.postcode + w}{'ABCDEFGHKL'[b]}{'ABCDEFGHKL'[s]}"
                    Adresgebied.objects.create(
                        postcode=postcode, huisnummer_van=1, huisnummer_tot=199, buurt=buurt
                    )
                    self.adressen.append((STRATEN[index], postcode, buurt))

    def _mensen(self, wachtwoord: str) -> None:
        hash_ = make_password(wachtwoord)
        for persoon in self.gemeente.mensen:
            totp = "".join(self.toeval.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(32))
            rij = Gebruiker.objects.create(
                gebruikersnaam=persoon.gebruikersnaam,
                naam=persoon.naam,
                email=f"{persoon.gebruikersnaam}@{self.gemeente.naam.lower()}.example",
                password=hash_,
            )
            TotpApparaat.objects.create(gebruiker=rij, geheim=totp, gemaakt_op=self.at, bevestigd_op=self.at)
            self.mensen[persoon.naam] = rij
            self._rollen(persoon, rij)
            self.accounts.append(
                {
                    "gebruikersnaam": rij.gebruikersnaam,
                    "wachtwoord": wachtwoord,
                    "totp": totp,
                    "rollen": list(persoon.rollen),
                    "team": persoon.team or None,
                    "naam": persoon.naam,
                }
            )

    def _rollen(self, persoon: Persoon, rij: Gebruiker) -> None:
        team = self.teams.get(persoon.team)
        for rol in persoon.rollen:
            team_id: UUID | None = team.pk if team and rol in MET_TEAM else None
            RolToekenning.objects.create(gebruiker=rij, rol=rol, team_id=team_id)
        if team is None:
            return
        lid = Teamlid.objects.create(
            gebruiker=rij,
            team=team,
            functie=persoon.functie,
            ambtelijke_status=persoon.is_ambtenaar,
            geheimhouding=persoon.heeft_geheim,
            van=self.vandaag - timedelta(days=400),
            profieltype=self.toeval.choice(["generalist", "t_shaped", "specialist"]),
            positie="schil" if "inlooppunt" in persoon.rollen else "kern",
        )
        is_netwerk = self.gemeente.variant == "netwerk" and not persoon.is_ambtenaar
        einde = self.vandaag + timedelta(days=self.toeval.choice([45, 200, 400]))
        Detachering.objects.create(
            teamlid=lid,
            organisatie=self.organisaties[persoon.organisatie],
            omvang=Decimal(self.toeval.choice(["8", "12", "6"])) if is_netwerk else Decimal("0.89"),
            eenheid="uren_per_week" if is_netwerk else "fte",
            van=lid.van,
            tot=einde,
        )
        if persoon.register:
            Registratie.objects.create(
                teamlid=lid,
                register=persoon.register,
                nummer=f"{self.toeval.randrange(10**9, 10**10)}",
                geldig_tot=self.vandaag + timedelta(days=self.toeval.choice([25, 80, 700])),
            )
        gekozen = self.toeval.sample(ZRM_2013.codes, k=4)
        Expertise.objects.bulk_create(
            Expertise(teamlid=lid, leefgebied=code, niveau=3 if n == 0 else 2)
            for n, code in enumerate(gekozen)
        )

    def _woorden_en_stijl(self) -> None:
        enkel, meer = self.gemeente.begrip_inwoner
        if enkel != "inwoner":
            Begrip.objects.update_or_create(
                sleutel="inwoner",
                defaults={"enkelvoud": enkel, "meervoud": meer, "lidwoord": "de"},
            )
        start = STARTSTIJLEN[self.gemeente.stijl]
        gemaakt = ontwerp(Keuze(start["merk"], start["actie"], start["radius"]))
        stijl = Huisstijl.objects.get()
        stijl.kleur_merk, stijl.kleur_actie, stijl.radius = start["merk"], start["actie"], start["radius"]
        stijl.logo, stijl.tokens = start["logo"], {"licht": gemaakt.licht, "donker": gemaakt.donker}
        stijl.save()
