"""Make, change, put before a colleague, and take a decision (F101)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Verouderd
from keukentafel.identity.programmas import is_van_programma
from keukentafel.identity.rollen import Rol
from keukentafel.instellingen import huidige_instellingen
from keukentafel.tenancy import huidige_gemeente, zaaifouten
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.besluiten import klok
from modules.dossier.besluiten.actions.inzage import geef_inzage
from modules.dossier.besluiten.actions.weigeringen import (
    DagKlopt,
    GeenMandaat,
    HuishoudenGesloten,
    KanNuNiet,
    NietAanJezelf,
    NietAanJouVoorgelegd,
    NietInDitHuishouden,
    NietRond,
    OnbekendeSoort,
    RedenOntbreekt,
    VierOgenNodig,
    WordtElders,
)
from modules.dossier.besluiten.instellingen import BesluitInstellingen
from modules.dossier.besluiten.models import Beschikking, Toewijzing
from modules.dossier.besluiten.queries.bevoegd import oordeel_over
from modules.dossier.besluiten.queries.rond import ontbreekt_aan
from modules.dossier.besluiten.rules.gang import Handeling, na, waarom_niet
from modules.dossier.besluiten.rules.inhoud import afdruk, bezwaarclausule
from modules.dossier.besluiten.soorten import Besluitsoort, besluitsoorten
from modules.dossier.besluiten.woorden import Plaats, Uitkomst
from modules.dossier.models import Casus, Huishouden, Inwoner, Melding, TijdlijnGroep
from modules.dossier.rules.normen import norm_op
from modules.inrichting.rules.protocol import Categorie

TEKSTEN = (
    "uitkomst", "gevraagd", "grond", "overwegingen", "wat", "hoeveel", "begin", "einde", "gevolgen",
)  # fmt: skip


def soort_van(code: str) -> Besluitsoort:
    """Return the kind of decision with this code.

    :raises OnbekendeSoort: its law did not plug in.
    """
    soort = besluitsoorten.get(code)
    if soort is None:
        raise OnbekendeSoort
    return soort


def lock(beschikking: Beschikking) -> Beschikking:
    """Return the decision as it is now, locked; its household first, so that two decisions wait in turn."""
    Huishouden.objects.select_for_update(of=("self",)).get(pk=beschikking.huishouden_id)
    return (
        Beschikking.objects.select_for_update(of=("self",))
        .select_related("casus", "huishouden", "inwoner", "melding")
        .get(pk=beschikking.pk)
    )


def eis_stap(handeling: Handeling, rij: Beschikking) -> None:
    """Ask that this follows on where the decision stands.

    :raises KanNuNiet: it does not.
    """
    reden = waarom_niet(handeling, rij.stand)
    if reden and not zaaifouten.staat_aan("besluit_twee_keer"):
        raise KanNuNiet(reden)


def eis_versie(rij: Beschikking, gezien_versie: int | None) -> None:
    """Ask that nobody changed it since it was read.

    :raises Verouderd: somebody did.
    """
    if gezien_versie is not None and rij.versie != gezien_versie:
        raise Verouderd(
            "Dit besluit is net door een ander gewijzigd. Lees het opnieuw en beslis daarna.", huidig=rij
        )


def eis_plek(rij: Beschikking, by: Any) -> None:
    """Ask that who works on a decision that was handed over is who makes it there.

    :raises WordtElders: it is made elsewhere; says by whom.
    """
    if rij.plaats == Plaats.TEAM or by.pk in (rij.behandelaar_id, rij.voorgelegd_aan_id):
        return
    if rij.plaats == Plaats.BACKOFFICE and by.has_rol(Rol.BACKOFFICE):
        return
    naam = rij.behandelaar.naam if rij.behandelaar else "de backoffice"
    raise WordtElders(f"Dit besluit wordt gemaakt door {naam}. Je kunt het lezen, niet wijzigen.")


def bewaar(rij: Beschikking, *, by: Any, at: datetime, velden: Iterable[str]) -> None:
    """Keep these columns, and count the version."""
    rij.versie, rij.gewijzigd_op = rij.versie + 1, at
    velden = list(velden)
    rij.save(update_fields=[*velden, "versie", "gewijzigd_op"])
    if "stand" in velden:
        soort_van(rij.soort).na(rij, by, at)


@transaction.atomic
def draft_beschikking(
    *,
    casus: Casus,
    inwoner: Inwoner,
    soort: str,
    aanvraag_op: date | None,
    by: Any,
    at: datetime,
    melding: Melding | None = None,
    gevraagd: str = "",
    plaats: str = Plaats.TEAM,
    behandelaar: Any = None,
    id: UUID | None = None,
) -> Beschikking:
    """Begin a decision. With the day of the request its term runs, or is tied to it when it runs already.

    :raises HuishoudenGesloten: help here ended.
    :raises NietInDitHuishouden: the decision is about somebody else.
    :raises DagKlopt: the day of the request is still to come.
    """
    if id and (al := Beschikking.objects.filter(pk=id, casus=casus).first()):
        return al
    Huishouden.objects.select_for_update(of=("self",)).get(pk=casus.huishouden_id)
    casus = Casus.objects.select_related("huishouden").get(pk=casus.pk)
    kind = soort_van(soort)
    if casus.is_afgesloten:
        raise HuishoudenGesloten
    if not casus.huishouden.leden.filter(inwoner=inwoner).exists():
        raise NietInDitHuishouden
    if aanvraag_op is not None and aanvraag_op > localdate(at):
        raise DagKlopt("De dag van de aanvraag is nog niet geweest. Kies vandaag of eerder.")
    rij = Beschikking(
        huishouden=casus.huishouden,
        casus=casus,
        inwoner=inwoner,
        melding=melding,
        wet=kind.wet,
        soort=kind.code,
        aanvraag_op=aanvraag_op,
        gevraagd=gevraagd,
        grond=kind.artikel,
        gevolgen=kind.gevolgen,
        plaats=plaats,
        behandelaar=behandelaar or (by if plaats == Plaats.TEAM else None),
        gemaakt_door=by,
        gemaakt_op=at,
        gewijzigd_door=by,
        gewijzigd_op=at,
    )
    if id:
        rij.id = id
    rij.save(force_insert=True)
    klok.begin_beslistermijn(rij, sleutel=kind.termijn, titel=f"Besluit: {kind.titel}"[:120])
    if behandelaar is not None:
        geef_inzage(rij, behandelaar, by=by, at=at)
    audit.record(
        "besluiten.beschikking.begonnen", target=rij, by=by, at=at, soort="maken", detail=_detail(rij)
    )
    return rij


@transaction.atomic
def change_beschikking(
    *,
    beschikking: Beschikking,
    gegevens: Mapping[str, Any],
    gezien_versie: int,
    by: Any,
    at: datetime,
    voorzieningen: Iterable[Mapping[str, Any]] | None = None,
) -> Beschikking:
    """Change the words of a decision in the making; `voorzieningen` takes the place of all provisions.

    :raises KanNuNiet: it lies with a colleague, was taken, or withdrawn.
    :raises DagKlopt: the help would end before it begins.
    :raises Verouderd: somebody else changed it first.
    """
    rij = lock(beschikking)
    eis_stap(Handeling.WIJZIGEN, rij)
    eis_plek(rij, by)
    eis_versie(rij, gezien_versie)
    begin, einde = gegevens.get("begin", rij.begin), gegevens.get("einde", rij.einde)
    if begin is not None and einde is not None and einde < begin:
        raise DagKlopt("De laatste dag ligt voor de eerste dag. Pas een van de twee aan.")
    gewijzigd = [naam for naam in TEKSTEN if naam in gegevens and getattr(rij, naam) != gegevens[naam]]
    for naam in gewijzigd:
        setattr(rij, naam, gegevens[naam])
    if voorzieningen is not None:
        _vervang_voorzieningen(rij, voorzieningen)
    hulp = list(rij.toewijzingen.all())
    rij.bedrag_per_jaar = sum(deel.bedrag_per_jaar for deel in hulp)
    vormen = {deel.vorm for deel in hulp}
    rij.vorm = "pgb" if "pgb" in vormen else next(iter(vormen), "")
    rij.gewijzigd_door = by
    if rij.behandelaar_id is None:
        rij.behandelaar = by
    bewaar(
        rij,
        by=by,
        at=at,
        velden=[*gewijzigd, "bedrag_per_jaar", "vorm", "gewijzigd_door", "behandelaar"],
    )
    audit.record(
        "besluiten.beschikking.gewijzigd", target=rij, by=by, at=at, detail={"velden": sorted(gewijzigd)}
    )
    return rij


def _vervang_voorzieningen(rij: Beschikking, voorzieningen: Iterable[Mapping[str, Any]]) -> None:
    rij.toewijzingen.all().delete()
    Toewijzing.objects.bulk_create(
        Toewijzing(
            beschikking=rij,
            huishouden_id=rij.huishouden_id,
            inwoner_id=rij.inwoner_id,
            wet=rij.wet,
            volgorde=nummer,
            **hulp,
        )
        for nummer, hulp in enumerate(voorzieningen)
    )


@transaction.atomic
def submit_beschikking(
    *, beschikking: Beschikking, aan: Any, omdat: str, gezien_versie: int | None, by: Any, at: datetime
) -> Beschikking:
    """Put a decision before a colleague: for a second pair of eyes, or because that one may decide.

    :raises KanNuNiet: it was taken or withdrawn.
    :raises NietAanJezelf: to oneself.
    """
    rij = lock(beschikking)
    eis_stap(Handeling.VOORLEGGEN, rij)
    eis_plek(rij, by)
    eis_versie(rij, gezien_versie)
    if aan.pk == by.pk:
        raise NietAanJezelf
    rij.voorgelegd_aan, rij.voorgelegd_door, rij.voorgelegd_op = aan, by, at
    rij.voorgelegd_omdat, rij.teruggelegd_omdat = omdat[:500], ""
    rij.stand = na(Handeling.VOORLEGGEN, rij.stand)
    bewaar(
        rij,
        by=by,
        at=at,
        velden=[
            "voorgelegd_aan", "voorgelegd_door", "voorgelegd_op", "voorgelegd_omdat", "teruggelegd_omdat", "stand",
        ],
    )  # fmt: skip
    geef_inzage(rij, aan, by=by, at=at)
    audit.record(
        "besluiten.beschikking.voorgelegd",
        target=rij,
        by=by,
        at=at,
        detail={"aan": str(aan.pk), **_detail(rij)},
    )
    return rij


@transaction.atomic
def return_beschikking(*, beschikking: Beschikking, omdat: str, by: Any, at: datetime) -> Beschikking:
    """Give a decision back to who wrote it, with what is not right yet; who put it forward may take it back.

    :raises KanNuNiet: it does not lie with anybody.
    :raises NietAanJouVoorgelegd: it lies with somebody else.
    :raises RedenOntbreekt: nothing says why.
    """
    rij = lock(beschikking)
    eis_stap(Handeling.TERUGLEGGEN, rij)
    if by.pk not in (rij.voorgelegd_aan_id, rij.voorgelegd_door_id):
        raise NietAanJouVoorgelegd
    if not omdat.strip() and by.pk == rij.voorgelegd_aan_id:
        raise RedenOntbreekt
    rij.teruggelegd_omdat, rij.stand = omdat.strip(), na(Handeling.TERUGLEGGEN, rij.stand)
    rij.voorgelegd_aan = None
    bewaar(rij, by=by, at=at, velden=["teruggelegd_omdat", "stand", "voorgelegd_aan"])
    audit.record("besluiten.beschikking.teruggelegd", target=rij, by=by, at=at, detail=_detail(rij))
    return rij


@transaction.atomic
def approve_beschikking(
    *, beschikking: Beschikking, gezien_versie: int | None, by: Any, at: datetime
) -> Beschikking:
    """Say that a second pair of eyes read exactly this. Another word later, and it counts no more.

    :raises KanNuNiet: it does not lie with anybody.
    :raises NietAanJouVoorgelegd: it lies with somebody else.
    :raises NietAanJezelf: by who wrote it.
    :raises Verouderd: it changed since it was read.
    """
    rij = lock(beschikking)
    eis_stap(Handeling.AKKOORD, rij)
    eis_versie(rij, gezien_versie)
    if rij.voorgelegd_aan_id != by.pk:
        raise NietAanJouVoorgelegd
    if rij.gewijzigd_door_id == by.pk:
        raise NietAanJezelf
    rij.gezien_door, rij.gezien_op, rij.gezien_hash = by, at, _afdruk(rij)
    rij.stand, rij.voorgelegd_aan = na(Handeling.AKKOORD, rij.stand), None
    bewaar(rij, by=by, at=at, velden=["gezien_door", "gezien_op", "gezien_hash", "stand", "voorgelegd_aan"])
    audit.record(
        "besluiten.beschikking.gezien",
        target=rij,
        by=by,
        at=at,
        detail={**_detail(rij), "afdruk": rij.gezien_hash},
    )
    return rij


def _afdruk(rij: Beschikking) -> str:
    return afdruk(rij, rij.toewijzingen.all())


def mist_vier_ogen(rij: Beschikking, by: Any, instellingen: BesluitInstellingen) -> bool:
    """Tell whether a second pair of eyes is missing when this person decides.

    Who decides on what somebody else wrote is the second pair. Who wrote it needs a colleague that saw
    exactly this content; so does who decides on what a program wrote, for a program has no eyes.
    """
    if not instellingen.vraagt_vier_ogen(rij.bedrag_per_jaar):
        return False
    if rij.gewijzigd_door_id != by.pk and not is_van_programma(rij.gewijzigd_door.gebruikersnaam):
        return False
    gezien = rij.gezien_hash == _afdruk(rij) or zaaifouten.staat_aan("vier_ogen_op_andere_inhoud")
    return not (rij.gezien_door_id is not None and rij.gezien_door_id != by.pk and gezien)


@transaction.atomic
def decide_beschikking(
    *, beschikking: Beschikking, gezien_versie: int | None, by: Any, at: datetime
) -> Beschikking:
    """Take the decision in the name of the college; from here on its content stays as it is.

    :raises KanNuNiet: it was taken, made known or withdrawn before.
    :raises Verouderd: it changed since it was read.
    :raises NietRond: something is missing, each with its page.
    :raises GeenMandaat: not this person, not this amount, or not on this day; says who otherwise.
    :raises VierOgenNodig: nobody else read exactly this.
    """
    rij = lock(beschikking)
    eis_stap(Handeling.NEMEN, rij)
    eis_plek(rij, by)
    eis_versie(rij, gezien_versie)
    soort = soort_van(rij.soort)
    if ontbreekt := ontbreekt_aan(rij, soort):
        raise NietRond(ontbreekt)
    oordeel = oordeel_over(rij, by, localdate(at))
    if not oordeel.mag:
        raise GeenMandaat(oordeel)
    instellingen = huidige_instellingen().section(BesluitInstellingen)
    if mist_vier_ogen(rij, by, instellingen):
        raise VierOgenNodig
    weken = norm_op("bezwaar_indienen", localdate(at)).duur.aantal
    rij.bezwaarclausule = bezwaarclausule(huidige_gemeente().naam, weken)
    if rij.gezien_door_id == by.pk:  # the second pair of eyes took it over and decides: no third is needed
        rij.gezien_door, rij.gezien_op, rij.gezien_hash = None, None, ""
    rij.beslist_door, rij.beslist_op, rij.mandaat_id = by, at, oordeel.mandaat_id
    rij.mandaat_tekst, rij.stand = oordeel.reden[:500], na(Handeling.NEMEN, rij.stand)
    rij.inhoud_hash = _afdruk(rij)
    bewaar(
        rij,
        by=by,
        at=at,
        velden=[
            "bezwaarclausule", "gezien_door", "gezien_op", "gezien_hash", "beslist_door", "beslist_op", "mandaat",
            "mandaat_tekst", "stand", "inhoud_hash",
        ],
    )  # fmt: skip
    schrijf_tijdlijn(
        huishouden=rij.huishouden,
        groep=TijdlijnGroep.BESLUIT,
        icoon="gavel",
        titel=f"Besluit genomen: {soort.titel}, {Uitkomst(rij.uitkomst).label.lower()}",
        at=at,
        by=by,
        bij=rij,
        categorie=Categorie.BESLUITEN,
    )
    audit.record(
        "besluiten.beschikking.genomen",
        target=rij,
        by=by,
        at=at,
        detail={**_detail(rij), "afdruk": rij.inhoud_hash, "mandaat": str(oordeel.mandaat_id)},
    )
    return rij


def _detail(rij: Beschikking) -> dict[str, Any]:
    return {"soort": rij.soort, "stand": rij.stand, "uitkomst": rij.uitkomst, "versie": rij.versie}
