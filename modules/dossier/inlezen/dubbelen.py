"""Find persons of the file who may be in it twice, or known already. Three queries, whatever the size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from keukentafel.tenancy.sleutels import blinde_index, blinde_indexen
from keukentafel.values.datum_tekst import datum
from modules.dossier.inlezen.invoer import Gegevens, HuishoudInvoer, PersoonInvoer
from modules.dossier.inlezen.vergelijken import Gelijkenis, kenmerken, vergelijk
from modules.dossier.models import Huishoudlid, Inwoner
from modules.dossier.rules.dubbel import Persoon

MAX_PER_DATUM = 60


@dataclass(frozen=True, slots=True)
class Vermelding:
    """One person in the file, with the household it stands in."""

    huishouden: HuishoudInvoer
    persoon: PersoonInvoer
    kenmerken: Persoon

    @property
    def plek(self) -> tuple[str, int, int]:
        """Return where in the file the person stands."""
        return (self.huishouden.sleutel, self.persoon.rij, self.persoon.nummer)


@dataclass(frozen=True, slots=True)
class Bekende:
    """Somebody the gemeente knows already."""

    id: UUID
    kenmerken: Persoon
    kaart: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Paar:
    """Two who may be one: a person of the file, and another mention or a bekende."""

    een: Vermelding
    ander: Vermelding | Bekende
    gelijkenis: Gelijkenis


def vermeldingen(huishoudens: Iterable[HuishoudInvoer]) -> list[Vermelding]:
    """Return every person of these households with what they are compared by."""
    return [
        Vermelding(huishouden, persoon, kenmerken_van(persoon, huishouden.gegevens))
        for huishouden in huishoudens
        for persoon in huishouden.personen
    ]


def kenmerken_van(persoon: PersoonInvoer, gegevens: Gegevens) -> Persoon:
    """Return what a person of the file is compared by; the BSN as its fingerprint in this gemeente."""
    return kenmerken(
        achternaam=persoon.achternaam,
        voornamen=persoon.voornamen,
        voorletters=persoon.voorletters,
        geboren=persoon.geboortedatum,
        bsn=blinde_index("bsn", persoon.bsn) if persoon.bsn else b"",
        adres=gegevens,
    )


def in_het_bestand(lijst: list[Vermelding]) -> Iterator[Paar]:
    """Give the pairs within the file; the later mention is the one asked about."""
    gehad: set[tuple[int, int]] = set()
    for groep in _groepen(lijst):
        for plek, later in enumerate(groep):
            for eerder in groep[:plek]:
                sleutel = (id(eerder), id(later))
                if sleutel not in gehad and (gelijkenis := _binnen_bestand(eerder, later)):
                    gehad.add(sleutel)
                    yield Paar(later, eerder, gelijkenis)


def _groepen(lijst: list[Vermelding]) -> Iterator[list[Vermelding]]:
    """Gather who could be one at all: the same BSN, the same birthday, or the same address."""
    per: dict[tuple[str, Any], list[Vermelding]] = defaultdict(list)
    for vermelding in lijst:
        if vermelding.kenmerken.bsn:
            per["bsn", vermelding.kenmerken.bsn].append(vermelding)
        if vermelding.kenmerken.geboren:
            per["dag", vermelding.kenmerken.geboren].append(vermelding)
        if adres := vermelding.huishouden.gegevens.adressleutel:
            per["adres", adres].append(vermelding)
    return (groep[:MAX_PER_DATUM] for groep in per.values() if len(groep) > 1)


def _binnen_bestand(eerder: Vermelding, later: Vermelding) -> Gelijkenis | None:
    gelijkenis = vergelijk(later.kenmerken, eerder.kenmerken)
    if gelijkenis is None or eerder.huishouden is not later.huishouden:
        return gelijkenis
    # Brothers and sisters share a name and an address, twins a birthday: only the full given name tells.
    zelfde = (
        later.persoon.voornamen and later.persoon.voornamen.casefold() == eerder.persoon.voornamen.casefold()
    )
    return gelijkenis if zelfde or gelijkenis.is_zeker else None


def met_bekenden(lijst: list[Vermelding]) -> list[Paar]:
    """Return the pairs of the file with people the gemeente knows; the surest per person only."""
    bekenden = _bekenden(lijst) if lijst else []
    per_bsn: dict[str | bytes | None, Bekende] = {
        bekende.kenmerken.bsn: bekende for bekende in bekenden if bekende.kenmerken.bsn
    }
    per_dag: dict[date, list[Bekende]] = defaultdict(list)
    for bekende in bekenden:
        if bekende.kenmerken.geboren:
            per_dag[bekende.kenmerken.geboren].append(bekende)
    paren = [paar for vermelding in lijst if (paar := _beste(vermelding, per_bsn, per_dag))]
    adressen = _adressen({paar.ander.id for paar in paren if isinstance(paar.ander, Bekende)})
    return [_met_adres(paar, adressen) for paar in paren]


def _beste(
    vermelding: Vermelding,
    per_bsn: Mapping[str | bytes | None, Bekende],
    per_dag: Mapping[date, list[Bekende]],
) -> Paar | None:
    kandidaten = list(per_dag.get(vermelding.kenmerken.geboren or date.min, ()))
    if vermelding.kenmerken.bsn and vermelding.kenmerken.bsn in per_bsn:
        kandidaten.insert(0, per_bsn[vermelding.kenmerken.bsn])
    paren = [
        Paar(vermelding, k, g) for k in kandidaten if (g := vergelijk(vermelding.kenmerken, k.kenmerken))
    ]
    return max(paren, key=lambda paar: (paar.gelijkenis.is_zeker, paar.gelijkenis.punten), default=None)


_VELDEN = ("id", "geslachtsnaam", "voorvoegsel", "voornamen", "voorletters", "geboortedatum", "bsn_index")


def _bekenden(lijst: list[Vermelding]) -> list[Bekende]:
    # While the keys change somebody may be known under the fingerprint of before.
    met_bsn = [v for v in lijst if v.persoon.bsn]
    gelijk = {i: v.kenmerken.bsn for v in met_bsn for i in blinde_indexen("bsn", v.persoon.bsn)}
    dagen = {v.kenmerken.geboren for v in lijst if v.kenmerken.geboren}
    inwoners = Inwoner.objects.order_by()
    rijen = {rij[0]: rij for rij in inwoners.filter(geboortedatum__in=dagen).values_list(*_VELDEN)}
    rijen |= {rij[0]: rij for rij in inwoners.filter(bsn_index__in=list(gelijk)).values_list(*_VELDEN)}
    return [_bekende(rij, gelijk) for rij in rijen.values()]


def _bekende(rij: tuple[Any, ...], gelijk: dict[bytes, Any]) -> Bekende:
    id_, achternaam, voorvoegsel, voornamen, voorletters, geboren, bsn = rij
    wie = kenmerken(
        achternaam=achternaam, voornamen=voornamen, voorletters=voorletters, geboren=geboren,
        bsn=gelijk.get(bytes(bsn or b""), bytes(bsn or b"")),
        adres=None,
    )  # fmt: skip
    return Bekende(
        id_, wie, _kaart(voornamen or voorletters, voorvoegsel, achternaam, geboren, "", bool(bsn))
    )


def _adressen(inwoner_ids: set[UUID]) -> dict[UUID, Gegevens]:
    """Return per person the address of the household of now."""
    velden = ("straat", "huisnummer", "toevoeging", "postcode", "plaats", "is_geheim_adres")
    leden = Huishoudlid.objects.filter(inwoner_id__in=inwoner_ids, tot=None).order_by()
    return {
        inwoner_id: Gegevens(straat, nummer, toevoeging, postcode, plaats, "ja" if geheim else "")
        for inwoner_id, straat, nummer, toevoeging, postcode, plaats, geheim in leden.values_list(
            "inwoner_id", *(f"huishouden__{veld}" for veld in velden)
        )
    }


def _met_adres(paar: Paar, adressen: Mapping[UUID, Gegevens]) -> Paar:
    """Compare once more, now that it is known where the bekende lives."""
    if not isinstance(paar.ander, Bekende) or paar.ander.id not in adressen:
        return paar
    adres = adressen[paar.ander.id]
    woont = kenmerken(achternaam="x", voornamen="", voorletters="", geboren=None, bsn=b"", adres=adres)
    wie = replace(paar.ander.kenmerken, postcode=woont.postcode, huisnummer=woont.huisnummer)
    kaart = {**paar.ander.kaart, "adres": _adresregel(adres)}
    return Paar(
        paar.een, Bekende(paar.ander.id, wie, kaart), vergelijk(paar.een.kenmerken, wie) or paar.gelijkenis
    )


def _adresregel(gegevens: Gegevens) -> str:
    if gegevens.geheim_adres == "ja":
        return "geheim adres"
    return " ".join(
        f"{gegevens.straat} {gegevens.huisnummer or ''}{gegevens.toevoeging} {gegevens.plaats}".split()
    )


def kaart_van(vermelding: Vermelding) -> dict[str, str]:
    """Return what stands on the card of a person of the file."""
    p, g = vermelding.persoon, vermelding.huishouden.gegevens
    adres = _adresregel(g)
    return _kaart(
        p.voornamen or p.voorletters, p.voorvoegsel, p.achternaam, p.geboortedatum, adres, bool(p.bsn)
    )


def _kaart(
    voor: str, voorvoegsel: str, achternaam: str, geboren: date | None, adres: str, bsn: bool
) -> dict[str, str]:
    return {
        "naam": " ".join(deel for deel in (voor, voorvoegsel, achternaam) if deel),
        "geboortedatum": datum(geboren) if geboren else "",
        "adres": adres,
        "bsn": "bekend" if bsn else "",
    }
