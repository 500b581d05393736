"""Who works along around a household, what each of them sees, and whether that are too many (F046, N08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from modules.dossier.delen.queries import Deelregel, deelregels_van
from modules.dossier.models import Betrokkene, Casus, Huishouden
from modules.dossier.queries.feiten import Feiten
from modules.dossier.queries.toestemming_kort import Toestemmingen
from modules.dossier.rules.betrokkenheid import Betrokkenheid, tel_betrokkenen
from modules.dossier.zicht import Zicht, zichten_van
from modules.inrichting.rules.protocol import Categorie

_HEEL_VEEL = 4  # with so many parts closed at most, it is shorter to say what somebody does not see


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who helps: name, role, organisation. `betrokkene_id` is None for who has a casus.

    `ziet` says what this person sees of the household, `stand` on which consent; `mag_gevraagd` that
    nobody asked for one yet.
    """

    naam: str
    rol: str
    organisatie: str
    telefoon: str = ""
    sinds: date | None = None
    betrokkene_id: UUID | None = None
    gebruiker_id: UUID | None = None
    organisatie_id: UUID | None = None
    ziet: str = ""
    niveau: str = ""
    stand: str = ""
    mag_gevraagd: bool = False


@dataclass(frozen=True, slots=True)
class Helpers:
    """Everybody who helps, with the count in words."""

    mensen: Sequence[Helper]
    telling: Betrokkenheid


def helpers_van(huishouden: Huishouden, feiten: Feiten, casussen: Sequence[Casus]) -> Helpers:
    """Return who helps now: the regisseur first, then the teams, then the others; one query."""
    rijen = Betrokkene.objects.filter(huishouden=huishouden, tot=None).select_related("organisatie")
    mensen = [*_regisseur(feiten), *_behandelaars(casussen, feiten)]
    al = {mens.gebruiker_id for mens in mensen}
    mensen += [_betrokkene(rij) for rij in rijen if not rij.gebruiker_id or rij.gebruiker_id not in al]
    telling = tel_betrokkenen(
        [helper.organisatie or None for helper in mensen], heeft_regisseur=bool(feiten.regisseur)
    )
    return Helpers(mensen, telling)


def met_wat_zij_zien(
    helpers: Helpers,
    huishouden: Huishouden,
    feiten: Feiten,
    *,
    toestemmingen: Toestemmingen | None,
    nu: datetime,
    vandaag: date,
) -> Helpers:
    """Say of each what they see, and on which consent; two queries.

    Without `toestemmingen` the reader may not open the page about sharing, and hears of colleagues only.
    """
    ids = [mens.gebruiker_id for mens in helpers.mensen if mens.gebruiker_id]
    zichten = zichten_van(huishouden, ids, regisseur_id=feiten.regisseur_id, nu=nu)
    mensen = [_collega(mens, zichten, toestemmingen) for mens in helpers.mensen]
    return replace(helpers, mensen=_met_partners(mensen, huishouden, toestemmingen, vandaag))


def _regisseur(feiten: Feiten) -> list[Helper]:
    if not feiten.regisseur:
        return []
    return [
        Helper(
            feiten.regisseur,
            "regisseur",
            "",
            sinds=feiten.regisseur_sinds,
            gebruiker_id=feiten.regisseur_id,
        )
    ]


def _behandelaars(casussen: Sequence[Casus], feiten: Feiten) -> list[Helper]:
    return [
        Helper(casus.behandelaar.naam, "", casus.team.naam, gebruiker_id=casus.behandelaar_id)
        for casus in casussen
        if casus.behandelaar and not casus.is_afgesloten and casus.behandelaar_id != feiten.regisseur_id
    ]


def _betrokkene(rij: Betrokkene) -> Helper:
    return Helper(
        rij.naam or rij.organisatie_naam or (rij.organisatie.naam if rij.organisatie else ""),
        rij.rol,
        rij.organisatie.naam if rij.organisatie else rij.organisatie_naam,
        rij.telefoon,
        rij.van,
        rij.pk,
        rij.gebruiker_id,
        None if rij.gebruiker_id else rij.organisatie_id,
    )


def _collega(mens: Helper, zichten: dict[UUID, Zicht], toestemmingen: Toestemmingen | None) -> Helper:
    zicht = zichten.get(mens.gebruiker_id) if mens.gebruiker_id else None
    if zicht is None:
        return mens
    feit = toestemmingen.van(gebruiker_id=mens.gebruiker_id) if toestemmingen else None
    return replace(
        mens,
        ziet=in_woorden(zicht),
        niveau=feit.niveau if feit else "",
        stand=feit.tekst if feit else "",
    )


def in_woorden(zicht: Zicht) -> str:
    """Say in one line what somebody sees of a household; work notes are everybody's own."""
    alle = [letter for letter in Categorie if letter is not Categorie.WERKAANTEKENINGEN]
    open_ = [
        letter for letter in alle if zicht.oordeel(letter).kort and not zicht.oordeel(letter).alleen_eigen
    ]
    dicht = [letter for letter in alle if letter not in open_]
    if not open_:
        return "Ziet niets van dit huishouden"
    if not dicht:
        return "Ziet het hele dossier"
    if len(dicht) <= _HEEL_VEEL:
        return f"Ziet alles, behalve: {_opsomming(dicht)}"
    return f"Ziet: {_opsomming(open_)}"


def _opsomming(letters: Sequence[Categorie]) -> str:
    namen = [f"{str(letter.label)[:1].lower()}{str(letter.label)[1:]}" for letter in letters]
    return "; ".join(namen)


def _met_partners(
    mensen: Sequence[Helper], huishouden: Huishouden, toestemmingen: Toestemmingen | None, vandaag: date
) -> list[Helper]:
    """Add what organisations outside the team get, also those that only get something."""
    if toestemmingen is None:
        return list(mensen)
    gedeeld: dict[UUID, Deelregel] = {}
    for regel in deelregels_van(huishouden, vandaag):
        gedeeld.setdefault(regel.rij.organisatie_id, regel)
    alle = [_partner(mens, gedeeld, toestemmingen) for mens in mensen]
    al = {mens.organisatie_id for mens in mensen if mens.organisatie_id}
    krijgen = [
        Helper(regel.aan, "krijgt een deel", "", organisatie_id=pk)
        for pk, regel in gedeeld.items()
        if pk not in al
    ]
    return alle + [_partner(mens, gedeeld, toestemmingen) for mens in krijgen]


def _partner(mens: Helper, gedeeld: dict[UUID, Deelregel], toestemmingen: Toestemmingen) -> Helper:
    if mens.gebruiker_id:
        return mens
    regel = gedeeld.get(mens.organisatie_id) if mens.organisatie_id else None
    feit = toestemmingen.van(organisatie_id=mens.organisatie_id) if mens.organisatie_id else None
    ziet = f"Ziet: {regel.wat}" if regel else "Ziet niets"
    if regel and regel.rij.weging_id:
        return replace(mens, ziet=ziet, niveau="let_op", stand="Na een afweging, zonder toestemming")
    if feit is None and (regel or toestemmingen.verzwijgt(mens.organisatie_id)):
        return replace(mens, ziet=ziet, niveau="goed" if regel else "", stand=regel.stand if regel else "")
    if feit is None:
        return replace(mens, ziet=ziet, niveau="neutraal", stand="Nog niet gevraagd", mag_gevraagd=True)
    return replace(mens, ziet=ziet, niveau=feit.niveau, stand=feit.tekst)
