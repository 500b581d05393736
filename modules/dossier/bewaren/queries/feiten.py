"""What decides how long a whole is kept, read from the tables; nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from keukentafel.tenancy import zaaifouten
from modules.dossier.bewaren.models import Deelsoort, Uitzondering, Verzoek
from modules.dossier.bewaren.models.verzoek import KLAAR
from modules.dossier.bewaren.rules.bewaren import Feiten
from modules.dossier.models import (
    Afspraak,
    Casus,
    Contactnotitie,
    Evaluatie,
    Gesprek,
    Huishouden,
    LadderMeting,
    Melding,
    Plan,
    PlanOplossing,
    Signaal,
    SignaalStand,
    Tijdlijnregel,
    Waakvlam,
    ZrmMeting,
)

_STUKKEN: tuple[tuple[Any, str, str], ...] = (
    (Tijdlijnregel, "huishouden", "gebeurd_op"),
    (Contactnotitie, "huishouden", "gemaakt_op"),
    (Melding, "huishouden", "ontvangen_op"),
    (Gesprek, "huishouden", "begonnen_op"),
    (Plan, "huishouden", "gemaakt_op"),
    (ZrmMeting, "huishouden", "gemaakt_op"),
    (LadderMeting, "huishouden", "gemaakt_op"),
    (Evaluatie, "huishouden", "gemaakt_op"),
    (Signaal, "huishouden", "ontvangen_op"),
)
"""Tables whose newest row tells when the last piece came in or was made."""
ZONDER_HULP = ("afgezien", "geen_contact", "niet_passend")


def _nieuwste(model: Any, pad: str, veld: str) -> Subquery:
    van_dit = model.objects.filter(**{pad: OuterRef("pk")}).order_by().values(pad)
    return Subquery(van_dit.annotate(laatst=Max(veld)).values("laatst")[:1])


def huishoudens_met_feiten(ids: Iterable[UUID] | None = None) -> QuerySet[Any]:
    """Return households with what decides about them; without `ids` only those where nothing runs."""
    casus = Casus.objects.filter(huishouden=OuterRef("pk"))
    vraag = Huishouden.objects.annotate(
        kt_loopt=Exists(casus.lopend()),
        kt_einde=_nieuwste(Casus, "huishouden", "afgesloten_op"),
        kt_wetten=Subquery(_wetten(Melding, "huishouden")),
        kt_plan_wetten=Subquery(_wetten(PlanOplossing, "resultaat__doel__plan__huishouden")),
        kt_waakvlam=Exists(Waakvlam.objects.filter(huishouden=OuterRef("pk"), gestopt_op=None)),
        kt_verzoek=Exists(Verzoek.objects.filter(huishouden=OuterRef("pk")).exclude(stand__in=KLAAR)),
        kt_afspraak=Exists(
            Afspraak.objects.filter(
                huishouden=OuterRef("pk"), vervallen_op=None, begin__date__gte=localdate()
            )
        ),
        kt_hulp=Exists(Plan.objects.filter(huishouden=OuterRef("pk")))
        | Exists(casus.filter(Q(afsluiting=None) | ~Q(afsluiting__reden__in=ZONDER_HULP))),
        kt_casus=Exists(casus),
        **{f"kt_stuk{nummer}": _nieuwste(*stuk) for nummer, stuk in enumerate(_STUKKEN)},
    )
    if ids is not None:
        return vraag.filter(pk__in=list(ids))
    if zaaifouten.staat_aan("lopende_hulp_vergeten"):
        return vraag
    return vraag.filter(kt_loopt=False)


def _wetten(model: Any, pad: str) -> Any:
    rijen = model.objects.filter(**{pad: OuterRef("pk")}).order_by().values(pad)
    return rijen.annotate(wetten=ArrayAgg("wet", distinct=True)).values("wetten")[:1]


def uitzonderingen(vandaag: date) -> dict[tuple[str, UUID], Uitzondering]:
    """Return what somebody keeps longer now; one query."""
    geldig = Uitzondering.objects.filter(Q(tot=None) | Q(tot__gte=vandaag), opgeheven_op=None)
    return {(rij.soort, rij.object_id): rij for rij in geldig.select_related("door")}


def feiten_van_huishouden(huishouden: Any, uitzondering: Uitzondering | None) -> Feiten:
    """Return the facts of one household that came from `huishoudens_met_feiten`."""
    stukken = [_dag(getattr(huishouden, f"kt_stuk{nummer}")) for nummer in range(len(_STUKKEN))]
    laatste_stuk = max((dag for dag in [*stukken, _dag(huishouden.aangemaakt_op)] if dag), default=None)
    gewijzigd = max((dag for dag in [laatste_stuk, _dag(huishouden.gewijzigd_op)] if dag), default=None)
    return Feiten(
        wetten=frozenset([*(huishouden.kt_wetten or ()), *(huishouden.kt_plan_wetten or ())]),
        laatste_stuk=laatste_stuk,
        laatste_wijziging=gewijzigd,
        einde=_dag(huishouden.kt_einde) or (laatste_stuk if not huishouden.kt_casus else None),
        is_zonder_hulp=not huishouden.kt_hulp,
        houdt_tegen=tuple(_houdt_tegen(huishouden, uitzondering)),
    )


def _houdt_tegen(huishouden: Any, uitzondering: Uitzondering | None) -> Iterator[str]:
    if huishouden.kt_loopt and not zaaifouten.staat_aan("lopende_hulp_vergeten"):
        yield "Er loopt nog hulp."
    if huishouden.kt_waakvlam:
        yield "Een team houdt nog vinger aan de pols."
    if huishouden.kt_verzoek:
        yield "Er loopt een verzoek van een inwoner."
    if huishouden.kt_afspraak:
        yield "Er staat nog een afspraak."
    if uitzondering is not None:
        yield f"Blijft langer bewaard: {uitzondering.reden}"


def signalen_zonder_vervolg() -> QuerySet[Any]:
    """Return finished signals that belong to no household."""
    klaar = (SignaalStand.GEEN_ACTIE, SignaalStand.TERUGGEKOPPELD)
    return Signaal.objects.filter(huishouden=None, stand__in=klaar)


def feiten_van_signaal(signaal: Signaal, uitzondering: Uitzondering | None) -> Feiten:
    """Return the facts of one signal: it ended when it was told back, else when it came in."""
    einde = _dag(signaal.teruggekoppeld_op or signaal.opgepakt_op or signaal.ontvangen_op)
    tegen = (f"Blijft langer bewaard: {uitzondering.reden}",) if uitzondering else ()
    return Feiten(
        einde=einde, laatste_stuk=einde, laatste_wijziging=einde, is_signaal=True, houdt_tegen=tegen
    )


def feiten_van(soort: str, object_id: UUID, vandaag: date) -> Feiten | None:
    """Return the facts of one whole as they are now; None when it is not there any more."""
    uitzondering = uitzonderingen(vandaag).get((soort, object_id))
    if soort == Deelsoort.SIGNAAL:
        signaal = signalen_zonder_vervolg().filter(pk=object_id).first()
        return feiten_van_signaal(signaal, uitzondering) if signaal else None
    huishouden = huishoudens_met_feiten([object_id]).first()
    return feiten_van_huishouden(huishouden, uitzondering) if huishouden else None


def _dag(waarde: datetime | date | None) -> date | None:
    return localdate(waarde) if isinstance(waarde, datetime) else waarde
