"""The plan for turning eighteen: begin it, look at the seven subjects, let help go on (F069)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Verouderd
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Huishouden, Inwoner, TijdlijnGroep
from modules.dossier.rules.leeftijd import transitieplan_vanaf
from modules.inrichting.rules.protocol import Categorie
from modules.jeugd.actions.hulpvraag import NietRond
from modules.jeugd.feiten import verlenging_van
from modules.jeugd.models import Toekomstplan
from modules.jeugd.woorden import Nodig


@transaction.atomic
def save_toekomstplan(
    *,
    huishouden: Huishouden,
    inwoner: Inwoner,
    gegevens: Mapping[str, Any],
    punten: Mapping[str, tuple[str, str]],
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Toekomstplan:
    """Keep what was agreed for turning eighteen. `punten`: per subject what was found, and a text.

    :raises NietRond: the birth date is not known, help may not go on, or an arranged subject says not how.
    :raises Verouderd: somebody saved the plan since `gezien_versie`; 0 means there was none.
    """
    if inwoner.geboortedatum is None:
        raise NietRond((("wens", f"Vul eerst de geboortedatum van {inwoner.naam} in."),))
    dag = localdate(at)
    mist = tuple(
        (f"{punt}_tekst", "Schrijf op wat er geregeld wordt, en wie dat doet.")
        for punt, (stand, tekst) in punten.items()
        if stand in (Nodig.NODIG, Nodig.GEREGELD) and not tekst.strip()
    )
    if mist:
        raise NietRond(mist)
    oud = Toekomstplan.objects.select_for_update(of=("self",)).filter(inwoner=inwoner).first()
    if oud is not None and gezien_versie is not None and oud.versie != gezien_versie:
        raise Verouderd(huidig=oud)
    rij = oud or Toekomstplan(huishouden=huishouden, inwoner=inwoner, begonnen_op=dag, begonnen_door=by)
    if gegevens["wil_verlengd"]:
        _verleng(rij, inwoner, dag)
    else:
        rij.verlengd_reden, rij.verlengd_tot = "", None
    for veld in ("wens", "wie_helpt", "besproken_op", "wil_verlengd"):
        setattr(rij, veld, gegevens[veld])
    rij.punten = _punten(rij.punten, punten, dag)
    if oud is not None:
        rij.versie += 1
    rij.save()
    if oud is None:
        schrijf_tijdlijn(
            huishouden=huishouden,
            groep=TijdlijnGroep.STAP,
            icoon="flag",
            titel="Plan voor 18 jaar begonnen",
            at=at,
            by=by,
            bij=rij,
            categorie=Categorie.JEUGD,
        )
    audit.record("jeugd.toekomstplan.bewaard", target=rij, by=by, at=at, soort="wijzigen" if oud else "maken")
    return rij


def _punten(
    oud: Mapping[str, Mapping[str, str]], nieuw: Mapping[str, tuple[str, str]], dag: date
) -> dict[str, dict[str, str]]:
    """Return the subjects with the day on which each was looked at last."""
    uit: dict[str, dict[str, str]] = {}
    for punt, (stand, tekst) in nieuw.items():
        eerder = oud.get(punt, {})
        gelijk = eerder.get("stand") == stand and eerder.get("tekst") == tekst
        op = eerder.get("op", dag.isoformat()) if gelijk else dag.isoformat()
        if stand or tekst:
            uit[punt] = {"stand": stand, "tekst": tekst, "op": op}
    return uit


def _verleng(rij: Toekomstplan, inwoner: Inwoner, dag: date) -> None:
    oordeel = verlenging_van(inwoner, dag)
    if not oordeel.mag:
        raise NietRond((("wil_verlengd", f"{oordeel.reden} ({oordeel.artikel})"),))
    rij.verlengd_reden, rij.verlengd_tot = oordeel.reden, oordeel.tot


def begint_op(inwoner: Inwoner) -> date | None:
    """Return the day the plan for eighteen begins; None when the birth date is not known."""
    return transitieplan_vanaf(inwoner.geboortedatum) if inwoner.geboortedatum else None
