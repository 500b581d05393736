"""Gather rows into households: by the number the file gives, else by address."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date

from keukentafel.values.naam import vergelijkvorm
from modules.dossier.inlezen.gelezen import Ernst, Melding
from modules.dossier.inlezen.invoer import Gegevens, HuishoudInvoer, PersoonInvoer
from modules.dossier.inlezen.rijlezer import Gelezenrij

MAX_PERSONEN = 20
Meld = Callable[[int, str, Melding], None]

_ADRESVELDEN = ("straat", "huisnummer", "toevoeging", "postcode", "plaats")
_NIET_VERGELEKEN = {"notitie", "wetten", "startdatum", "laatste_contact", *_ADRESVELDEN}


class Groepen:
    """Households in the order in which the file names them first."""

    def __init__(self, meld: Meld) -> None:
        self._meld = meld
        self._per_sleutel: dict[str, HuishoudInvoer] = {}

    def voeg_toe(self, rij: Gelezenrij) -> None:
        """Add a row to its household, or begin one."""
        sleutel = f"nr:{rij.sleutel}" if rij.sleutel else self._adressleutel(rij)
        huishouden = self._per_sleutel.get(sleutel)
        if huishouden is None:
            huishouden = HuishoudInvoer(sleutel, bool(rij.sleutel), gegevens=rij.gegevens)
            self._per_sleutel[sleutel] = huishouden
        else:
            self._voeg_samen(huishouden, rij)
        huishouden.rijen.append(rij.nummer)
        for persoon in rij.personen:
            self._voeg_persoon_toe(huishouden, persoon)

    def sluit(self) -> list[HuishoudInvoer]:
        """Return the households, after the checks that need all their persons."""
        huishoudens = list(self._per_sleutel.values())
        for huishouden in huishoudens:
            self._controleer_huishouden(huishouden)
        return huishoudens

    def _adressleutel(self, rij: Gelezenrij) -> str:
        if adres := rij.gegevens.adressleutel:
            return f"adres:{adres}"
        self._meld(
            rij.nummer,
            "sleutel",
            Melding(
                Ernst.STOP,
                "We weten niet bij welk huishouden deze rij hoort: er is geen dossiernummer en geen "
                "heel adres.",
                "Vul het dossiernummer in, of de postcode met het huisnummer.",
            ),
        )
        return f"rij:{rij.nummer}"

    def _voeg_samen(self, huishouden: HuishoudInvoer, rij: Gelezenrij) -> None:
        oud, nieuw = huishouden.gegevens, rij.gegevens
        self._neem_adres(huishouden, rij)
        for veld in fields(Gegevens):
            if veld.name not in _NIET_VERGELEKEN:
                self._neem(huishouden, rij, veld.name)
        oud.wetten = tuple(dict.fromkeys(oud.wetten + nieuw.wetten))
        oud.startdatum = _vroegste(oud.startdatum, nieuw.startdatum)
        oud.laatste_contact = max(filter(None, (oud.laatste_contact, nieuw.laatste_contact)), default=None)
        if nieuw.notitie and nieuw.notitie not in oud.notitie:
            oud.notitie = f"{oud.notitie}\n\n{nieuw.notitie}".strip()

    def _neem(self, huishouden: HuishoudInvoer, rij: Gelezenrij, veld: str) -> None:
        oud, nieuw = getattr(huishouden.gegevens, veld), getattr(rij.gegevens, veld)
        if nieuw and not oud:
            setattr(huishouden.gegevens, veld, nieuw)
        elif nieuw and nieuw != oud:
            wat = (
                f"Hier staat iets anders dan in rij {huishouden.rijen[0]} van hetzelfde huishouden. We "
                f"nemen rij {huishouden.rijen[0]}."
            )
            self._meld(rij.nummer, veld, Melding(Ernst.LET_OP, wat, "Kijk welke van de twee klopt."))

    def _neem_adres(self, huishouden: HuishoudInvoer, rij: Gelezenrij) -> None:
        """Parts of two addresses are never mixed."""
        oud, nieuw = huishouden.gegevens, rij.gegevens
        if oud.adressleutel and nieuw.adressleutel and oud.adressleutel != nieuw.adressleutel:
            wat = (
                f"Het adres is anders dan in rij {huishouden.rijen[0]} van hetzelfde huishouden. We "
                f"nemen rij {huishouden.rijen[0]}."
            )
            self._meld(rij.nummer, "postcode", Melding(Ernst.LET_OP, wat, "Kijk welk adres klopt."))
            return
        if nieuw.adressleutel and not oud.adressleutel:
            for veld in _ADRESVELDEN:
                setattr(oud, veld, getattr(nieuw, veld))
            return
        for veld in _ADRESVELDEN:
            if not getattr(oud, veld):
                setattr(oud, veld, getattr(nieuw, veld))

    def _voeg_persoon_toe(self, huishouden: HuishoudInvoer, nieuw: PersoonInvoer) -> None:
        for bekend in huishouden.personen:
            if _is_dezelfde(bekend, nieuw):
                bekend.vul_aan(nieuw)
                wat = (
                    f"Deze persoon staat ook in rij {bekend.rij} van hetzelfde huishouden. We lezen hem "
                    "één keer in."
                )
                self._meld(nieuw.rij, "achternaam", Melding(Ernst.HERSTELD, wat, ""))
                return
        huishouden.personen.append(nieuw)

    def _controleer_huishouden(self, huishouden: HuishoudInvoer) -> None:
        eerste = huishouden.rijen[0]
        if not huishouden.personen:
            melding = Melding(
                Ernst.STOP, "In deze rij staat geen persoon.", "Vul de achternaam in of haal de rij weg."
            )
            self._meld(eerste, "achternaam", melding)
        if len(huishouden.personen) > MAX_PERSONEN:
            wat = (
                f"Dit huishouden heeft {len(huishouden.personen)} personen. Waarschijnlijk hebben meer "
                "huishoudens hetzelfde nummer."
            )
            self._meld(eerste, "sleutel", Melding(Ernst.STOP, wat, "Geef elk huishouden een eigen nummer."))
        gegevens = huishouden.gegevens
        if huishouden.eigen_sleutel and not gegevens.adressleutel and gegevens.geheim_adres != "ja":
            self._meld(
                eerste,
                "postcode",
                Melding(
                    Ernst.LET_OP, "Het adres van dit huishouden is niet compleet.", "Vul het adres later aan."
                ),
            )


def _is_dezelfde(een: PersoonInvoer, ander: PersoonInvoer) -> bool:
    """Whether two rows of one household certainly name one person: one BSN, or one name and date of birth."""
    if een.bsn and ander.bsn:
        return een.bsn == ander.bsn and not _spreekt_tegen(een.geboortedatum, ander.geboortedatum)
    zelfde_naam = vergelijkvorm(een.achternaam) == vergelijkvorm(ander.achternaam) and bool(een.achternaam)
    return (
        zelfde_naam
        and een.geboortedatum is not None
        and een.geboortedatum == ander.geboortedatum
        and _zelfde_voor(een, ander)
    )


def _zelfde_voor(een: PersoonInvoer, ander: PersoonInvoer) -> bool:
    """Twins share a surname and a birthday: their given names must not differ."""
    if een.voornamen and ander.voornamen:
        return vergelijkvorm(een.voornamen) == vergelijkvorm(ander.voornamen)
    return bool(een.voorletters) and een.voorletters[:1] == ander.voorletters[:1]


def _spreekt_tegen(een: date | None, ander: date | None) -> bool:
    return een is not None and ander is not None and een != ander


def _vroegste(een: date | None, ander: date | None) -> date | None:
    return min(filter(None, (een, ander)), default=None)
