"""Agree on work, weigh a measure and look again, and say together what helps one case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.values.kalender import kalender_op
from modules.dossier.models import Huishouden, Inwoner
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import wettelijk_einde
from modules.participatie.actions.inkomen import InDeToekomst, NietRond
from modules.participatie.models import Maatregel, Samennotitie, Werkafspraak
from modules.participatie.rules.maat import maat_op
from modules.participatie.rules.maatregel import Weging, weging_klopt
from modules.participatie.rules.werk import beschut_opnieuw, loonkostensubsidie, ontheffing_klopt
from modules.participatie.woorden import Besluit, Werksoort


class AlHeroverwogen(Refusal):
    text = "Deze maatregel is al opnieuw bekeken."


@transaction.atomic
def agree_werk(
    *,
    huishouden: Huishouden,
    inwoner: Inwoner,
    gegevens: Mapping[str, Any],
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Werkafspraak:
    """Agree on a step towards work. Subsidy and the day to look again follow from the law (10b to 10d).

    :raises NietRond: wage subsidy without loonwaarde, or an exemption without reason or end (9 lid 2).
    """
    if id and (al := Werkafspraak.objects.filter(pk=id, huishouden=huishouden).first()):
        return al
    soort, van = gegevens["soort"], gegevens["van"]
    rij = Werkafspraak(huishouden=huishouden, inwoner=inwoner, door=by, gemaakt_op=at, **gegevens)
    if soort == Werksoort.LOONKOSTEN:
        _reken_loonkosten(rij, van)
    elif soort == Werksoort.BESCHUT:
        rij.opnieuw_op = beschut_opnieuw(van, maat_op("beschut_maanden", van))
    elif soort == Werksoort.ONTHEFFING:
        fout = ontheffing_klopt(van=van, tot=rij.tot, reden=rij.reden)
        if fout:
            raise NietRond((("tot" if rij.reden.strip() else "reden", fout),))
        rij.opnieuw_op = rij.tot
    if soort != Werksoort.LOONKOSTEN:
        rij.loonwaarde = None
    if id:
        rij.id = id
    rij.save(force_insert=True)
    audit.record(
        "participatie.werk.afgesproken", target=rij, by=by, at=at, soort="maken", detail={"soort": soort}
    )
    return rij


def _reken_loonkosten(rij: Werkafspraak, van: date) -> None:
    if rij.loonwaarde is None or rij.loonwaarde >= 100:
        raise NietRond(
            (("loonwaarde", "Vul de loonwaarde in: 0 tot en met 99 procent (Participatiewet artikel 10d)."),)
        )
    uitkomst = loonkostensubsidie(
        rij.loonwaarde,
        van,
        hoogstens=maat_op("loonkostensubsidie_hoogstens", van),
        ritme=maat_op("loonwaarde_maanden", van),
    )
    rij.subsidie_procent, rij.opnieuw_op = uitkomst.procent, uitkomst.herzien_op


@transaction.atomic
def weigh_maatregel(
    *, huishouden: Huishouden, inwoner: Inwoner, gegevens: Mapping[str, Any], by: Any, at: datetime
) -> Maatregel:
    """Weigh whether benefit is lowered, and decide; a measure is looked at again within three months (18 lid 3).

    :raises NietRond: something was not weighed, or the law allows no measure (18 lid 9 and 10).
    """
    weging = Weging(
        gegevens["verwijt"],
        gegevens["reden_inwoner"],
        gegevens["dringend"],
        gegevens["kinderen"],
        gegevens["anders"],
    )
    mist = weging_klopt(weging, gegevens["besluit"])
    if mist:
        raise NietRond(mist)
    dag = localdate(at)
    opnieuw = None
    if gegevens["besluit"] != Besluit.GEEN:
        opnieuw = wettelijk_einde(dag, norm_op("pw_maatregel_heroverweging", dag), kalender_op(dag))
    rij = Maatregel.objects.create(
        huishouden=huishouden,
        inwoner=inwoner,
        besloten_op=dag,
        besloten_door=by,
        heroverwegen_op=opnieuw,
        **gegevens,
    )
    audit.record("participatie.maatregel.gewogen", target=rij, by=by, at=at, soort="maken")
    return rij


@transaction.atomic
def reconsider_maatregel(
    *, maatregel: Maatregel, uitkomst: str, toelichting: str, op: date, by: Any, at: datetime
) -> Maatregel:
    """Look again at a measure (Participatiewet 18 lid 3; it stops when somebody does what was asked, lid 11).

    :raises AlHeroverwogen: it was done before, or there is no measure.
    """
    if op > localdate(at):
        raise InDeToekomst
    rij = Maatregel.objects.select_for_update(of=("self",)).get(pk=maatregel.pk)
    if rij.heroverwogen_op is not None or rij.heroverwegen_op is None:
        raise AlHeroverwogen
    rij.heroverwogen_op, rij.heroverweging, rij.heroverweging_toelichting = op, uitkomst, toelichting
    rij.save(update_fields=["heroverwogen_op", "heroverweging", "heroverweging_toelichting"])
    audit.record("participatie.maatregel.heroverwogen", target=rij, by=by, at=at)
    return rij


@transaction.atomic
def write_samen(
    *, huishouden: Huishouden, gegevens: Mapping[str, Any], gezien_versie: int, by: Any, at: datetime
) -> Samennotitie:
    """Write what the rules ask, what helps, and the room there is; only the parts in `gegevens` change (F065).

    :raises Verouderd: a colleague changed it meanwhile.
    :raises NietRond: setting right needs its steps and the reason why no sanction follows of itself.
    """
    Huishouden.objects.select_for_update(of=("self",)).get(pk=huishouden.pk)
    oud = Samennotitie.objects.filter(huishouden=huishouden).first()
    rij = oud or Samennotitie(huishouden=huishouden, versie=0)
    if rij.versie != gezien_versie:
        raise Verouderd(huidig=oud)
    for veld, waarde in gegevens.items():
        if f"{veld}_door" in {"rechtmatigheid_door", "ondersteuning_door"} and getattr(rij, veld) != waarde:
            setattr(rij, f"{veld}_door", by)
        setattr(rij, veld, waarde)
    if rij.is_regulariseren:
        mist = tuple(
            (veld, zin)
            for veld, zin in (
                ("stappen", "Schrijf op welke stappen jullie afspreken, en wanneer."),
                ("wijkt_af_omdat", "Schrijf op waarom er geen maatregel volgt."),
            )
            if not getattr(rij, veld).strip()
        )
        if mist:
            raise NietRond(mist)
    rij.gewijzigd_op, rij.versie = at, rij.versie + 1
    rij.save()
    audit.record(
        "participatie.samen.geschreven", target=rij, by=by, at=at, soort="wijzigen" if oud else "maken",
        detail={"velden": sorted(gegevens)},
    )  # fmt: skip
    return rij
