"""Ask the BRP about a person, and take over what a person chose to take over."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.exchange.brp.client import Brp, BrpReden, BrpToegang
from keukentafel.exchange.brp.messages import lees_persoon
from keukentafel.exchange.verkeer import Afgewezen, Onbereikbaar
from keukentafel.tenancy import zaaifouten
from modules.dossier.actions.gezag import add_gezag, end_gezag
from modules.dossier.actions.huishouden import change_huishouden
from modules.dossier.actions.inwoner import change_inwoner
from modules.dossier.models import Gezagsrelatie, Huishoudlid, Inwoner
from modules.inrichting.queries import zoek_team
from modules.koppelingen.actions.koppeling import note_gelukt, note_mislukt
from modules.koppelingen.keuzes import BrpKeuzes
from modules.koppelingen.models import BrpAntwoord, Koppeling
from modules.koppelingen.queries.brp import eigen_van
from modules.koppelingen.rules.brp_verschil import Verschil, verschillen

VAN_DE_KRING = frozenset({"lid", "gezag", "gezag-einde"})
"""What belongs to who lives with whom (C) and not to who somebody is (A)."""


class BsnOnbekend(Refusal):
    text = "Van deze persoon is geen BSN bekend. Vul eerst het BSN in."


class NietsTeVragen(Refusal):
    text = "Jouw rol mag hiervoor geen gegevens bij de BRP opvragen."


class AntwoordVernieuwd(Refusal):
    text = (
        "Intussen is de BRP opnieuw bevraagd of is hier iets gewijzigd. Kijk de verschillen nog een keer na."
    )


class NietsGekozen(Refusal):
    text = "Kies wat je wilt overnemen."


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """How a question ended: `vers`, `bewaard` (asked lately), `weg`, or `geweigerd` with the reason."""

    hoe: str
    antwoord: BrpAntwoord | None = None
    zin: str = ""


def toegang_van(koppeling: Koppeling) -> BrpToegang:
    """Return how this gemeente reaches the BRP."""
    keuzes = BrpKeuzes.uit(koppeling.keuzes)
    return BrpToegang(koppeling.adres, str(koppeling.geheim or ""), keuzes.sleutelkop, keuzes.oin)


@transaction.atomic
def ask_brp(
    *,
    lid: Huishoudlid,
    koppeling: Koppeling,
    wet: str,
    groepen: Sequence[str],
    opnieuw: bool,
    by: Any,
    at: datetime,
) -> Uitkomst:
    """Ask the BRP about one person for one law. An answer of today that holds enough is not asked again.

    When the BRP is away the answer of last time stays. Every question stands in the logboek, also one
    that was refused: the doelbinding as ground, the groups that were asked, never what came back.

    :raises BsnOnbekend: we know no BSN.
    :raises NietsTeVragen: nothing may be asked, or no doelbinding was agreed on for this law.
    """
    keuzes, inwoner = BrpKeuzes.uit(koppeling.keuzes), lid.inwoner
    doelbinding = keuzes.doelbinding.get(wet, "")
    if not groepen or not doelbinding:
        raise NietsTeVragen
    if not inwoner.bsn:
        raise BsnOnbekend
    bekend = BrpAntwoord.objects.select_for_update().filter(inwoner=inwoner).first()
    if bekend is not None and not opnieuw and _is_vers(bekend, wet, groepen, keuzes, at):
        return Uitkomst("bewaard", bekend)
    reden = BrpReden(doelbinding, keuzes.verwerking, getattr(by, "gebruikersnaam", ""))
    try:
        persoon = Brp(toegang_van(koppeling)).raadpleeg(str(inwoner.bsn), groepen, reden)
        if persoon is not None:
            lees_persoon(persoon)  # what we cannot read later is no answer
    except (Onbereikbaar, Afgewezen) as nee:
        hoe, zin = ("weg", nee.zin) if isinstance(nee, Onbereikbaar) else ("geweigerd", nee.zin)
    except (KeyError, TypeError, ValueError, AttributeError):
        hoe, zin = "weg", "De BRP gaf een antwoord dat we niet konden lezen."
    else:
        antwoord = _bewaar(bekend, inwoner, persoon, wet, doelbinding, groepen, koppeling, by, at)
        _noteer(lid, wet, doelbinding, groepen, "gelukt", by, at)
        note_gelukt(koppeling=koppeling, at=at)
        return Uitkomst("vers", antwoord)
    _noteer(lid, wet, doelbinding, groepen, "mislukt", by, at)
    note_mislukt(koppeling=koppeling, zin=zin, at=at)
    return Uitkomst(hoe, bekend, zin)


def _is_vers(bekend: BrpAntwoord, wet: str, groepen: Sequence[str], keuzes: BrpKeuzes, at: datetime) -> bool:
    jong = at - bekend.opgehaald_op < timedelta(hours=keuzes.bewaar_uren)
    return jong and bekend.wet == wet and set(groepen) <= set(bekend.groepen)


def _bewaar(
    bekend: BrpAntwoord | None, inwoner: Inwoner, persoon: dict[str, Any] | None, wet: str, doelbinding: str,
    groepen: Sequence[str], koppeling: Koppeling, by: Any, at: datetime,
) -> BrpAntwoord:  # fmt: skip
    rij = bekend or BrpAntwoord(inwoner=inwoner)
    rij.opgehaald_op, rij.opgehaald_door, rij.wet, rij.doelbinding = at, by, wet, doelbinding
    rij.groepen, rij.is_proef = list(groepen), koppeling.is_proef
    rij.inhoud = None if persoon is None else json.dumps(persoon, ensure_ascii=False)
    rij.save()
    return rij


def _noteer(
    lid: Huishoudlid,
    wet: str,
    doelbinding: str,
    groepen: Sequence[str],
    resultaat: str,
    by: Any,
    at: datetime,
) -> None:
    audit.record(
        "koppelingen.brp.bevraagd",
        target=lid.inwoner,
        by=by,
        at=at,
        soort="lezen",
        resultaat=resultaat,
        doel=Doel.KOPPELING,
        huishouden_id=lid.huishouden_id,
        grond=doelbinding,
        categorie="A",
        detail={"wet": wet, "velden": list(groepen)},
    )


@transaction.atomic
def accept_verschillen(
    *,
    lid: Huishoudlid,
    antwoord: BrpAntwoord,
    groepen: Collection[str],
    gekozen: Collection[str],
    stand: str,
    mag_kring: bool,
    by: Any,
    at: datetime,
) -> list[Verschil]:
    """Take over the differences that somebody chose; return them. What was not chosen stays as it is.

    `stand` is what the differences looked like when they were shown (`stand_van`); `mag_kring` whether
    this person may change who belongs to whom (C).

    :raises AntwoordVernieuwd: something changed since then; nothing is taken over.
    :raises NietsGekozen: nothing was chosen, or nothing that can be taken over.
    """
    lid = (
        Huishoudlid.objects.select_for_update(of=("self",))
        .select_related("inwoner", "huishouden__team")
        .get(pk=lid.pk)
    )
    antwoord = BrpAntwoord.objects.select_for_update(of=("self",)).get(pk=antwoord.pk)
    verouderd = stand_van(antwoord, lid) != stand and not zaaifouten.staat_aan("brp_over_een_collega_heen")
    if verouderd or antwoord.inhoud is None:
        raise AntwoordVernieuwd
    nu = verschillen(eigen_van(lid), lees_persoon(json.loads(str(antwoord.inhoud))), groepen)
    over = [
        v for v in nu if v.sleutel in gekozen and v.kan_over and (mag_kring or v.over not in VAN_DE_KRING)
    ]
    if not over:
        raise NietsGekozen
    for waarheen, doe in (("inwoner", _persoon), ("lid", _persoon), ("huishouden", _huishouden)):
        waarden = {naam: w for v in over if v.over == waarheen for naam, w in v.waarden.items()}
        if waarden:
            doe(lid, waarden, by, at)
    for verschil in over:
        if verschil.over in ("gezag", "gezag-einde"):
            _gezag(lid, verschil, by, at)
    audit.record(
        "koppelingen.brp.overgenomen",
        target=lid.inwoner,
        by=by,
        at=at,
        huishouden_id=lid.huishouden_id,
        grond=antwoord.doelbinding,
        categorie="A",
        detail={"velden": sorted({v.sleutel.split("-")[0] for v in over})},
    )
    return over


def stand_van(antwoord: BrpAntwoord, lid: Huishoudlid) -> str:
    """Return what the differences hang on: the answer, and the versions of person and household."""
    return f"{antwoord.opgehaald_op.timestamp():.6f}-{lid.inwoner.versie}-{lid.huishouden.versie}"


def _persoon(lid: Huishoudlid, waarden: dict[str, Any], by: Any, at: datetime) -> None:
    change_inwoner(lid=lid, gegevens=waarden, versie=lid.inwoner.versie, by=by, at=at)


def _huishouden(lid: Huishoudlid, waarden: dict[str, Any], by: Any, at: datetime) -> None:
    huishouden = lid.huishouden
    if "postcode" in waarden:
        uitkomst = zoek_team(waarden["postcode"], waarden["huisnummer"]) if waarden["postcode"] else None
        waarden["buurt_id"] = uitkomst.buurt.pk if uitkomst and uitkomst.buurt else None
    change_huishouden(
        huishouden=huishouden, gegevens=waarden, team=huishouden.team, versie=huishouden.versie, by=by, at=at
    )


def _gezag(lid: Huishoudlid, verschil: Verschil, by: Any, at: datetime) -> None:
    waarden = verschil.waarden
    if verschil.over == "gezag-einde":
        gezag = Gezagsrelatie.objects.get(pk=waarden["gezag_id"], kind_id=lid.inwoner_id)
        end_gezag(gezag=gezag, lid=lid, tot=localdate(at), by=by, at=at)
        return
    add_gezag(
        lid=lid,
        soort=waarden["soort"],
        houder=_houder(lid, waarden["bsn"]),
        houder_naam=waarden["naam"],
        toelichting="Overgenomen uit de BRP",
        by=by,
        at=at,
    )


def _houder(lid: Huishoudlid, bsn: str) -> Inwoner | None:
    """Return who of the same household this is; somebody elsewhere stays a name."""
    leden = lid.huishouden.leden.filter(tot=None).exclude(inwoner_id=lid.inwoner_id).select_related("inwoner")
    return next((ander.inwoner for ander in leden if bsn and str(ander.inwoner.bsn or "") == bsn), None)


def remove_old_answers(*, dagen: int, at: datetime) -> int:
    """Throw away what the BRP told longer ago than the gemeente keeps it; return how many."""
    aantal, _ = BrpAntwoord.objects.filter(opgehaald_op__lt=at - timedelta(days=max(dagen, 1))).delete()
    return aantal
