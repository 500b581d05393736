"""Make the rows of one household out of what the file says. Nothing is saved here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import get_current_timezone, localdate

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.sleutels import blinde_index
from keukentafel.values.datum_tekst import datum
from keukentafel.values.naam import vergelijkvorm
from modules.dossier.inlezen.invoer import Gegevens, HuishoudInvoer, PersoonInvoer
from modules.dossier.inlezen.omgeving import Omgeving
from modules.dossier.models import (
    Casus,
    Contactnotitie,
    Geslacht,
    Gezagsrelatie,
    Huishouden,
    Huishoudlid,
    Inwoner,
    Kanaal,
    Melding,
    Regisseurschap,
    RolInHuishouden,
    TijdlijnGroep,
    Tijdlijnregel,
)
from modules.dossier.zoektekst import zoektekst_van
from modules.inrichting.codelijsten import CasusStatus, GezagSoort, SignaalBron, Wet

VOLGORDE: tuple[type[GemeenteModel], ...] = (
    Huishouden, Inwoner, Huishoudlid, Gezagsrelatie, Casus, Regisseurschap, Melding, Contactnotitie, Tijdlijnregel,
)  # fmt: skip
"""The tables in the order in which rows go in; taking them out goes the other way."""

_GESLACHT = {"man": Geslacht.MAN, "vrouw": Geslacht.VROUW, "x": Geslacht.ANDERS}
_ROL = {
    "hoofdpersoon": RolInHuishouden.VOLWASSENE,
    "partner": RolInHuishouden.PARTNER,
    "kind": RolInHuishouden.KIND,
    "ouder": RolInHuishouden.OUDER,
    "overig": RolInHuishouden.ANDERS,
}
_NOG_OPEN = {CasusStatus.NIEUW, CasusStatus.IN_CONTACT}
_DICHT = {CasusStatus.AFGESLOTEN, CasusStatus.OVERGEDRAGEN}


@dataclass(slots=True)
class Bouwsel:
    """The rows of one household, per table."""

    huishouden: Huishouden
    rijen: dict[type[GemeenteModel], list[Any]] = field(default_factory=dict)

    def voeg_toe(self, rij: Any) -> Any:
        """Add a row to its table and give it back."""
        self.rijen.setdefault(type(rij), []).append(rij)
        return rij

    def ids(self) -> dict[str, list[str]]:
        """Return the ids of all rows, per table."""
        return {soort.__name__: [str(rij.pk) for rij in rijen] for soort, rijen in self.rijen.items()}


@dataclass(frozen=True, slots=True)
class Bouwer:
    """Makes households for one inlezing, at one moment, in one gemeente."""

    omgeving: Omgeving
    bron: str
    by: Any
    at: datetime

    @property
    def dag(self) -> date:
        """Return the Dutch day of reading in."""
        return localdate(self.at)

    def bouw(self, invoer: HuishoudInvoer, bekend: dict[tuple[int, int], Inwoner]) -> Bouwsel:
        """Return the rows of a new household; `bekend` holds persons who exist already, by row and number."""
        huishouden = self._huishouden(invoer)
        bouwsel = Bouwsel(huishouden)
        bouwsel.voeg_toe(huishouden)
        leden = [self.voeg_lid_toe(bouwsel, invoer, persoon, bekend) for persoon in invoer.personen]
        self._gezag(bouwsel, invoer, leden)
        casus = self._casus(bouwsel, invoer.gegevens)
        self._melding(bouwsel, invoer.gegevens, casus)
        self._notitie(bouwsel, invoer.gegevens, casus)
        self._tijdlijn(bouwsel, invoer)
        huishouden.zoektekst = zoektekst_van(huishouden, leden)
        return bouwsel

    def voeg_lid_toe(
        self,
        bouwsel: Bouwsel,
        invoer: HuishoudInvoer,
        persoon: PersoonInvoer,
        bekend: dict[tuple[int, int], Inwoner],
    ) -> Inwoner:
        """Add a person, new or known, to the household of a bouwsel."""
        inwoner = bekend.get((persoon.rij, persoon.nummer))
        if inwoner is None:
            inwoner = bouwsel.voeg_toe(self._inwoner(persoon))
        van = max(filter(None, (invoer.gegevens.startdatum or self.dag, persoon.geboortedatum)))
        bouwsel.voeg_toe(
            Huishoudlid(
                huishouden=bouwsel.huishouden, inwoner=inwoner, rol=self._rol(persoon), van=min(van, self.dag)
            )
        )
        return inwoner

    def _huishouden(self, invoer: HuishoudInvoer) -> Huishouden:
        gegevens = invoer.gegevens
        hoofd = next((p for p in invoer.personen if p.rol == "hoofdpersoon"), invoer.personen[0])
        naam = f"{hoofd.voorvoegsel} {hoofd.achternaam}".strip()
        team_id, buurt_id = self.omgeving.teams.kies(gegevens)
        return Huishouden(
            naam=naam[:1].upper() + naam[1:],
            sorteernaam=vergelijkvorm(hoofd.achternaam)[:120],
            **adresvelden(gegevens),
            buurt_id=buurt_id,
            is_geheim_adres=gegevens.geheim_adres == "ja",
            team_id=team_id,
            externe_sleutel=externe_sleutel(self.bron, invoer),
            aangemaakt_op=self.at,
            gewijzigd_op=self.at,
        )

    def _inwoner(self, persoon: PersoonInvoer) -> Inwoner:
        return Inwoner(
            geslachtsnaam=persoon.achternaam,
            voorvoegsel=persoon.voorvoegsel,
            voornamen=persoon.voornamen,
            voorletters=persoon.voorletters,
            geslacht=_GESLACHT.get(persoon.geslacht, Geslacht.ONBEKEND),
            geboortedatum=persoon.geboortedatum,
            bsn=persoon.bsn or None,
            bsn_index=blinde_index("bsn", persoon.bsn) if persoon.bsn else None,
            telefoon=persoon.telefoon,
            email=persoon.email,
            aangemaakt_op=self.at,
        )

    def _rol(self, persoon: PersoonInvoer) -> RolInHuishouden:
        if persoon.rol:
            return _ROL[persoon.rol]
        return RolInHuishouden.KIND if _is_minderjarig(persoon, self.dag) else RolInHuishouden.VOLWASSENE

    def _gezag(self, bouwsel: Bouwsel, invoer: HuishoudInvoer, leden: list[Inwoner]) -> None:
        paren = list(zip(invoer.personen, leden, strict=True))
        kinderen = [inwoner for persoon, inwoner in paren if _is_minderjarig(persoon, self.dag)]
        houders = [
            lid for persoon, lid in paren if persoon.gezag == "ja" and not _is_minderjarig(persoon, self.dag)
        ]
        for kind in kinderen:
            for houder in houders:
                bouwsel.voeg_toe(Gezagsrelatie(kind=kind, houder=houder, soort=GezagSoort.OUDER))

    def _casus(self, bouwsel: Bouwsel, gegevens: Gegevens) -> Casus:
        status = CasusStatus(gegevens.stand) if gegevens.stand else CasusStatus.NIEUW
        begonnen = min(gegevens.startdatum or gegevens.meldingsdatum or self.dag, self.dag)
        medewerker = self.omgeving.medewerker(gegevens.behandelaar)
        casus = Casus(
            huishouden=bouwsel.huishouden,
            team_id=self.omgeving.teams.kies(gegevens)[0],
            teammodel_id=self.omgeving.teammodel_id,
            behandelaar_id=medewerker[0] if medewerker else None,
            status=status,
            fase_sinds=begonnen,
            begonnen_op=begonnen,
            afgesloten_op=(gegevens.laatste_contact or self.dag) if status in _DICHT else None,
            fasen=[{"status": status.value, "van": begonnen.isoformat()}],
        )
        bouwsel.voeg_toe(casus)
        if medewerker and status not in _DICHT:
            bouwsel.voeg_toe(
                Regisseurschap(
                    huishouden=bouwsel.huishouden,
                    gebruiker_id=medewerker[0],
                    naam=medewerker[1][:120],
                    van=begonnen,
                )
            )
        return casus

    def _melding(self, bouwsel: Bouwsel, gegevens: Gegevens, casus: Casus) -> None:
        if not (gegevens.soort_melding or gegevens.meldingsdatum):
            return
        op = gegevens.meldingsdatum or gegevens.startdatum or self.dag
        bouwsel.voeg_toe(
            Melding(
                huishouden=bouwsel.huishouden,
                casus=casus,
                wet=gegevens.wetten[0] if gegevens.wetten else Wet.GEEN,
                kanaal=Kanaal.INGELEZEN,
                bron=gegevens.bron or SignaalBron.OVERIG,
                inhoud=gegevens.soort_melding
                or "In het vorige systeem stond niet waar de melding over ging.",
                ontvangen_op=self._moment(op),
                is_afgehandeld=casus.status not in _NOG_OPEN,
            )
        )

    def _notitie(self, bouwsel: Bouwsel, gegevens: Gegevens, casus: Casus) -> None:
        if not gegevens.notitie:
            return
        op = self._moment(gegevens.laatste_contact or gegevens.startdatum or self.dag)
        notitie = bouwsel.voeg_toe(
            Contactnotitie(
                huishouden=bouwsel.huishouden,
                casus=casus,
                tekst=gegevens.notitie,
                gebeurd_op=op,
                gemaakt_op=self.at,
            )
        )
        bouwsel.voeg_toe(
            Tijdlijnregel(
                huishouden=bouwsel.huishouden,
                groep=TijdlijnGroep.CONTACT,
                icoon="note",
                titel="Notitie uit het vorige systeem",
                tekst=gegevens.notitie,
                gebeurd_op=op,
                object_soort="contactnotitie",
                object_id=notitie.pk,
            )
        )

    def _tijdlijn(self, bouwsel: Bouwsel, invoer: HuishoudInvoer) -> None:
        bouwsel.voeg_toe(
            Tijdlijnregel(
                huishouden=bouwsel.huishouden,
                groep=TijdlijnGroep.STAP,
                icoon="file-import",
                titel="Ingelezen uit een ander systeem",
                tekst=_vorig_systeem(invoer, self.omgeving),
                gebeurd_op=self.at,
                door_naam=getattr(self.by, "naam", ""),
            )
        )

    def _moment(self, dag: date) -> datetime:
        """Return noon of a Dutch day: the file knows no time, and noon is the same day everywhere."""
        return min(datetime.combine(dag, time(12), get_current_timezone()), self.at)


def adresvelden(gegevens: Gegevens) -> dict[str, Any]:
    """Return the address as the household keeps it."""
    return {
        veld: getattr(gegevens, veld) for veld in ("straat", "huisnummer", "toevoeging", "postcode", "plaats")
    }


def externe_sleutel(bron: str, invoer: HuishoudInvoer) -> str | None:
    """Return the number of the household in the other system, with the name of that system before it."""
    return f"{bron}:{invoer.sleutel.removeprefix('nr:')}"[:80] if invoer.eigen_sleutel else None


def huishoud_index(bron: str, invoer: HuishoudInvoer) -> bytes:
    """Return what a household is found back by when its file comes again."""
    return blinde_index("inlezen", f"{bron}|{invoer.sleutel}")


def inhoud_index(invoer: HuishoudInvoer) -> bytes:
    """Return what tells whether the file says something else of a household than last time."""
    return blinde_index("inlezen", invoer.inhoud())


def _is_minderjarig(persoon: PersoonInvoer, dag: date) -> bool:
    geboren = persoon.geboortedatum
    if geboren is None:
        return persoon.rol == "kind"
    return dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboren.day)) < 18


def _vorig_systeem(invoer: HuishoudInvoer, omgeving: Omgeving) -> str:
    """Return what has no place of its own, so that nothing of the file is lost."""
    gegevens = invoer.gegevens
    onbekend = gegevens.behandelaar and not omgeving.medewerker(gegevens.behandelaar)
    regels = [
        f"Dossiernummer: {invoer.sleutel.removeprefix('nr:')}" if invoer.eigen_sleutel else "",
        f"Wetten: {', '.join(Wet(code).label for code in gegevens.wetten)}" if gegevens.wetten else "",
        f"Medewerker: {gegevens.behandelaar}" if onbekend else "",
        f"Team: {gegevens.team}" if gegevens.team and not omgeving.teams.kent(gegevens.team) else "",
        f"Laatste contact: {datum(gegevens.laatste_contact)}" if gegevens.laatste_contact else "",
    ]
    return "\n".join(regel for regel in regels if regel)
