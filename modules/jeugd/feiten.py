"""The facts the rules of the Jeugdwet ask for, read from the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from uuid import UUID

from modules.dossier.delen.models import Toestemminggever
from modules.dossier.delen.rules.wie_geeft import WieGeeft
from modules.dossier.delen.wie import wie_geeft_voor
from modules.dossier.delen.woorden import Kaderwet, ToestemmingStand
from modules.dossier.models import Huishoudlid, Inwoner
from modules.dossier.rules.leeftijd import verjaardag
from modules.inrichting.codelijsten import VerwijzerJeugd
from modules.inrichting.models import Registratie
from modules.jeugd.models import Hulpvraag, Toekomstplan, Woonplaatsoordeel
from modules.jeugd.rules import werktoedeling
from modules.jeugd.rules.gezinsplan import Besluitfeiten
from modules.jeugd.rules.instemming import JA, NEE, ontbreekt_instemming
from modules.jeugd.rules.overgang import Verlenging, verlengde_jeugdhulp, vraagt_verlenging
from modules.jeugd.rules.woonplaats import moet_opnieuw
from modules.jeugd.woorden import Stand


@dataclass(frozen=True, slots=True)
class _Jeugdhulp:
    """What the rule of who decides asks of a consent, for youth help."""

    kaderwet: str = Kaderwet.JEUGD
    uitzondering: str = ""
    kan_zelf: bool = True
    categorieen: tuple[str, ...] = field(default=("H",))


JEUGDHULP = _Jeugdhulp()


def wie_beslist(inwoner: Inwoner, dag: date, afwijkend: str = "") -> WieGeeft:
    """Return who decides about youth help for this child on `dag`, with the reason (Jeugdwet 7.3.4); 2 queries.

    `afwijkend` is the exception for somebody of 12 to 15 (7.3.4 lid 2).
    """
    return wie_geeft_voor(inwoner, dag, replace(JEUGDHULP, uitzondering=afwijkend))


def registraties_van(gebruiker_ids: Iterable[UUID]) -> dict[UUID, dict[str, date]]:
    """Return per person the registers and until when they stand in them; one query."""
    gevonden: dict[UUID, dict[str, date]] = {}
    rijen = Registratie.objects.filter(teamlid__gebruiker_id__in=list(gebruiker_ids)).order_by()
    for wie, register, tot in rijen.values_list("teamlid__gebruiker_id", "register", "geldig_tot"):
        per = gevonden.setdefault(wie, {})
        per[register] = max(tot, per.get(register, tot))
    return gevonden


def werktoedeling_van(hulpvraag: Hulpvraag, dag: date) -> werktoedeling.Werktoedeling:
    """Return whether the professional of a hulpvraag may do the work (Besluit Jeugdwet 5.1.1); one query."""
    wie, onder = hulpvraag.professional, hulpvraag.verantwoordelijke
    if wie is None:
        return werktoedeling.Werktoedeling(
            False,
            "Er is nog niemand gekozen die de vraag behandelt.",
            "Kies een geregistreerde professional.",
        )
    alle = registraties_van([mens.pk for mens in (wie, onder) if mens is not None])
    return werktoedeling.beoordeel(
        naam=wie.naam,
        registraties=alle.get(wie.pk, MappingProxyType({})),
        dag=dag,
        onder_naam=onder.naam if onder else "",
        onder_registraties=alle.get(onder.pk, {}) if onder else None,
        zonder_omdat=hulpvraag.zonder_registratie_omdat,
    )


def laatste_woonplaats(hulpvraag: Hulpvraag) -> Woonplaatsoordeel | None:
    """Return what was found the last time."""
    return hulpvraag.woonplaatsen.order_by("-per", "-op", "-id").first()


def _lid_van(inwoner_id: UUID) -> Huishoudlid | None:
    """Return where this child lives now; one query."""
    rijen = Huishoudlid.objects.filter(inwoner_id=inwoner_id, tot=None).select_related("huishouden")
    lid: Huishoudlid | None = rijen.order_by("-van", "-id").first()
    return lid


def adresafdruk(lid: Huishoudlid | None) -> str:
    """Return a mark of the address where a child lives: another address, another mark."""
    if lid is None:
        return ""
    thuis = lid.huishouden
    deel = (thuis.postcode, thuis.huisnummer or "", thuis.toevoeging, thuis.straat, thuis.plaats)
    adres = lid.ander_adres or "|".join(str(stuk) for stuk in deel)
    return sha256(" ".join(adres.casefold().split()).encode()).hexdigest()


def adresafdruk_van(inwoner_id: UUID) -> str:
    """Return the mark of the address where this child lives now; one query."""
    return adresafdruk(_lid_van(inwoner_id))


def woonplaats_opnieuw(hulpvraag: Hulpvraag, laatste: Woonplaatsoordeel | None) -> str:
    """Return why the woonplaats has to be looked at (again); one query for where the child lives now."""
    if hulpvraag.is_klaar:
        return ""
    lid = _lid_van(hulpvraag.inwoner_id)
    anders = laatste is not None and laatste.heeft_verblijf != hulpvraag.heeft_verblijf
    return moet_opnieuw(
        laatste=laatste.per if laatste else None,
        verhuisd_op=lid.van if lid else None,
        verblijf_op=date.max if anders else None,
        is_ander_adres=laatste is not None and laatste.adres_afdruk != adresafdruk(lid),
    )


def antwoorden_op(hulpvraag: Hulpvraag) -> dict[str, str]:
    """Return per person what they said last about this help: here, or in a consent; two queries."""
    alle = antwoorden_van(hulpvraag.inwoner)
    for wie, is_eens in hulpvraag.kijken.exclude(is_eens=None).values_list("wie", "is_eens"):
        alle[wie] = JA if is_eens else NEE
    return alle


def antwoorden_van(inwoner: Inwoner) -> dict[str, str]:
    """Return per person what they answered last to a question for consent for youth help; one query."""
    rijen = (
        Toestemminggever.objects.filter(
            toestemming__inwoner=inwoner, toestemming__kaderwet=Kaderwet.JEUGD, toestemming__opnieuw_van=None
        )
        .exclude(toestemming__stand__in=(ToestemmingStand.VERLOPEN, ToestemmingStand.INGETROKKEN))
        .order_by("toestemming__gevraagd_op", "toestemming__id", "id")
    )
    return {rij.naam: str(rij.get_antwoord_display()) for rij in rijen}


def verlenging_van(inwoner: Inwoner, dag: date, *, elders_op: date | None = None) -> Verlenging:
    """Return whether youth help may go on after eighteen, by what help there is and was (Jeugdwet 1.1).

    `elders_op`: since when another gemeente helped, when that is known.
    """
    assert inwoner.geboortedatum is not None
    rijen: Sequence[Hulpvraag] = list(Hulpvraag.objects.filter(inwoner=inwoner))
    elders = [rij.elders_begonnen_op for rij in rijen if rij.elders_begonnen_op]
    begonnen = [rij.hulp_van for rij in rijen if rij.hulp_van] + elders + ([elders_op] if elders_op else [])
    besloten = [rij.besloten_op for rij in rijen if rij.besloten_op and rij.is_toegekend]
    loopt = any(rij.hulp_van and rij.hulp_tot is None for rij in rijen)
    gestopt = [rij.hulp_tot for rij in rijen if rij.hulp_tot]
    return verlengde_jeugdhulp(
        inwoner.geboortedatum,
        dag,
        begonnen_op=min(begonnen, default=None),
        besloten_op=min(besloten, default=None),
        gestopt_op=None if loopt else max(gestopt, default=None),
    )


def verlenging_nodig(hulpvraag: Hulpvraag, dag: date) -> str:
    """Return what to settle about help that runs on after eighteen; one query, and only then."""
    geboren, loopt = hulpvraag.inwoner.geboortedatum, hulpvraag.stand == Stand.HULP
    if geboren is None or hulpvraag.verwijzer == VerwijzerJeugd.RECHTER_OM:
        return ""
    if not vraagt_verlenging(geboren, dag, loopt=loopt, verlengd_tot=None):
        return ""
    plan = Toekomstplan.objects.filter(inwoner_id=hulpvraag.inwoner_id, wil_verlengd=True).first()
    return vraagt_verlenging(geboren, dag, loopt=loopt, verlengd_tot=plan.verlengd_tot if plan else None)


def te_oud(inwoner: Inwoner, verwijzer: str, dag: date, *, elders_op: date | None = None) -> str:
    """Return why youth help may not begin for somebody of eighteen or older; empty when it may.

    What a judge imposes in youth criminal law goes on after eighteen by itself (Jeugdwet 1.1).
    """
    geboren = inwoner.geboortedatum
    if geboren is None or verwijzer == VerwijzerJeugd.RECHTER_OM or dag < verjaardag(geboren, 18):
        return ""
    oordeel = verlenging_van(inwoner, dag, elders_op=elders_op)
    return "" if oordeel.mag else f"{oordeel.reden} ({oordeel.artikel})"


@dataclass(frozen=True, slots=True)
class Beeld:
    """Everything the rules and the page of a hulpvraag want to know, each asked once."""

    feiten: Besluitfeiten
    woonplaatsen: Sequence[Woonplaatsoordeel]
    opnieuw: str
    beslist: WieGeeft
    antwoorden: Mapping[str, str]
    toedeling: werktoedeling.Werktoedeling


def beeld_van(hulpvraag: Hulpvraag, dag: date) -> Beeld:
    """Return what is known of a hulpvraag; seven queries, whatever there is."""
    woonplaatsen = list(hulpvraag.woonplaatsen.select_related("door").order_by("-per", "-op", "-id"))
    laatste = woonplaatsen[0] if woonplaatsen else None
    opnieuw = woonplaats_opnieuw(hulpvraag, laatste)
    oordeel = werktoedeling_van(hulpvraag, dag)
    beslist = wie_beslist(hulpvraag.inwoner, dag, hulpvraag.afwijkend)
    antwoorden = antwoorden_op(hulpvraag)
    feiten = Besluitfeiten(
        gezinsplan=hulpvraag.gezinsplan,
        heeft_woonplaats=laatste is not None and not opnieuw,
        is_onze_gemeente=laatste is not None and laatste.is_onze,
        weet_wie_beslist="" if hulpvraag.verwijzer == VerwijzerJeugd.RECHTER_OM else beslist.fout,
        stem_kind=bool(hulpvraag.stem_kind or hulpvraag.stem_niet_omdat),
        werktoedeling="" if oordeel.mag else f"{oordeel.reden} {oordeel.wat_te_doen}".strip(),
        is_aangevraagd=hulpvraag.aanvraag_op is not None,
        instemming=ontbreekt_instemming(
            [gever.mens.naam for gever in beslist.gevers],
            antwoorden,
            verwijzer=hulpvraag.verwijzer,
            afwijkend=hulpvraag.afwijkend,
            omdat=hulpvraag.afwijkend_omdat,
        ),
        te_oud=te_oud(hulpvraag.inwoner, hulpvraag.verwijzer, dag),
    )
    return Beeld(feiten, woonplaatsen, opnieuw, beslist, antwoorden, oordeel)


def besluitfeiten(hulpvraag: Hulpvraag, dag: date) -> Besluitfeiten:
    """Return what the rules want to know before a decision, and before help begins."""
    return beeld_van(hulpvraag, dag).feiten


def open_hulpvraag(casus_id: UUID, inwoner_id: UUID) -> Hulpvraag | None:
    """Return the hulpvraag of a child that is not finished."""
    klaar = (Stand.AFGEROND, Stand.INGETROKKEN)
    rijen: Any = Hulpvraag.objects.filter(casus_id=casus_id, inwoner_id=inwoner_id).exclude(stand__in=klaar)
    rij: Hulpvraag | None = rijen.select_related("inwoner", "professional", "verantwoordelijke").first()
    return rij
