"""The Wmo in figures, of the whole gemeente and without a name: channels, choice, and looking again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Q, Sum

from modules.dossier.besluiten.woorden import GENOMEN
from modules.dossier.models import Kanaal, Melding, Termijn
from modules.wmo.models import Maatwerk, Wens, Zaak

JAAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Kanaalregel:
    """How many meldingen came in this way, and how soon they were confirmed (F032)."""

    label: str
    aantal: int
    totaal: int
    op_tijd: int
    bevestigd: int
    dagen: int | None


@dataclass(frozen=True, slots=True)
class Wensregel:
    """How often something was asked because of belief, culture or language, and how often it worked out (F070)."""

    label: str
    aantal: int
    gelukt: int
    niet: int


@dataclass(frozen=True, slots=True)
class Opnieuwcijfers:
    """How often help was looked at again, how often nothing had changed, and how long that took (F068)."""

    aantal: int
    ongewijzigd: int
    minuten: int
    gemeten: int

    @property
    def tijd(self) -> str:
        """Return the time that was measured, in hours and minutes."""
        uren, minuten = divmod(self.minuten, 60)
        delen = (f"{uren} uur" if uren else "", f"{minuten} minuten" if minuten else "")
        return " en ".join(deel for deel in delen if deel) or "0 minuten"

    @property
    def gemiddeld(self) -> int | None:
        """Return the minutes one took on average, or None when nothing was measured."""
        return round(self.minuten / self.gemeten) if self.gemeten else None


@dataclass(frozen=True, slots=True)
class Cijfers:
    """All figures of one year back from a day."""

    sinds: date
    kanalen: Sequence[Kanaalregel]
    meldingen: int
    wensen: Sequence[Wensregel]
    toegekend: int
    kon_kiezen: int
    pgb: int
    opnieuw: Opnieuwcijfers


def cijfers_op(dag: date) -> Cijfers:
    """Return the figures of the year up to a day; five queries, whatever there is."""
    sinds = dag - JAAR
    kanalen, totaal = _kanalen(sinds)
    gewogen = Maatwerk.objects.filter(
        is_toegekend=True,
        zaak__melding__beschikkingen__stand__in=GENOMEN,
        zaak__melding__ontvangen_op__date__gte=sinds,
    ).distinct()
    tel: dict[str, Any] = gewogen.aggregate(
        n=Count("pk", distinct=True),
        kon=Count("pk", distinct=True, filter=Q(keuze_aangeboden=True) | Q(vorm="pgb")),
        pgb=Count("pk", distinct=True, filter=Q(vorm="pgb")),
    )
    return Cijfers(
        sinds=sinds,
        kanalen=kanalen,
        meldingen=totaal,
        wensen=_wensen(sinds),
        toegekend=tel["n"],
        kon_kiezen=tel["kon"],
        pgb=tel["pgb"],
        opnieuw=opnieuw_cijfers(dag),
    )


def opnieuw_cijfers(dag: date) -> Opnieuwcijfers:
    """Return what looking again at help came to in the year up to a day; one query."""
    tel: dict[str, Any] = Zaak.objects.filter(
        heronderzoek_van__isnull=False, melding__ontvangen_op__date__gte=dag - JAAR
    ).aggregate(
        n=Count("pk"),
        gelijk=Count("pk", filter=Q(heronderzoek_gelijk=True)),
        minuten=Sum("heronderzoek_minuten"),
        gemeten=Count("heronderzoek_minuten"),
    )
    return Opnieuwcijfers(tel["n"], tel["gelijk"], tel["minuten"] or 0, tel["gemeten"])


def _kanalen(sinds: date) -> tuple[list[Kanaalregel], int]:
    rijen = Melding.objects.filter(wet="wmo", ontvangen_op__date__gte=sinds).exclude(kanaal=Kanaal.INGELEZEN)
    aantallen = dict(rijen.order_by().values("kanaal").annotate(n=Count("pk")).values_list("kanaal", "n"))
    klaar = (
        Termijn.objects.filter(
            sleutel="wmo_bevestiging", melding__ontvangen_op__date__gte=sinds, gehaald_op__isnull=False
        )
        .order_by()
        .values_list("melding__kanaal", "begin", "gehaald_op", "status")
    )
    per: dict[str, list[tuple[int, bool]]] = {}
    for kanaal, begin, gehaald, status in klaar:
        per.setdefault(kanaal, []).append(((gehaald - begin).days, status == "gehaald"))
    totaal = sum(aantallen.values())
    regels = [
        Kanaalregel(
            str(label),
            aantallen.get(code, 0),
            totaal,
            sum(op_tijd for _, op_tijd in per.get(code, [])),
            len(per.get(code, [])),
            round(median(dagen for dagen, _ in per[code])) if per.get(code) else None,
        )
        for code, label in Kanaal.choices
        if code != Kanaal.INGELEZEN
    ]
    return regels, totaal


def _wensen(sinds: date) -> list[Wensregel]:
    """Return every kind that was asked for, also when it was asked once: a small group counts."""
    rijen = (
        Maatwerk.objects.exclude(wens_soort="")
        .filter(zaak__melding__ontvangen_op__date__gte=sinds)
        .order_by()
        .values("wens_soort")
        .annotate(
            n=Count("pk"),
            ja=Count("pk", filter=Q(wens_gelukt=True)),
            nee=Count("pk", filter=Q(wens_gelukt=False)),
        )
    )
    per = {rij["wens_soort"]: rij for rij in rijen}
    return [
        Wensregel(str(label), per[code]["n"], per[code]["ja"], per[code]["nee"])
        for code, label in Wens.choices
        if code in per
    ]
