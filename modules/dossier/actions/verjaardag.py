"""What changes when somebody becomes 12, 16 or 18: a line on the timeline and an action (domain 5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from modules.dossier.models import Actie, Casus, Huishoudlid, Plan, TijdlijnGroep, Tijdlijnregel
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.rules.leeftijd import GRENZEN, VERANDERT, verjaardag
from modules.inrichting.codelijsten import Wie
from modules.inrichting.rules.protocol import Categorie

KIJKT_TERUG = 7  # a clock that stood still for some days misses nobody
DAGEN_OM_TE_BESPREKEN = 14


@transaction.atomic
def note_verjaardagen(*, at: datetime) -> int:
    """Write who became 12, 16 or 18 in households that get help; twice makes one. Return how many."""
    vandaag = localdate(at)
    geboren = {dag for leeftijd in GRENZEN for dag in _geboren(leeftijd, vandaag)}
    leden = (
        Huishoudlid.objects.filter(tot=None, inwoner__geboortedatum__in=geboren, inwoner__overleden_op=None)
        .filter(huishouden__in=Casus.objects.lopend().values("huishouden_id"))
        .select_related("inwoner", "huishouden")
        .order_by("pk")
    )
    return sum(_schrijf(lid, vandaag, at) for lid in leden)


def _geboren(leeftijd: int, vandaag: date) -> Iterator[date]:
    """Yield the days of birth of who became this age in the days that count."""
    eerste = vandaag - timedelta(days=KIJKT_TERUG - 1)
    dag = date(eerste.year - leeftijd, eerste.month, 1) - timedelta(days=1)
    einde = date(vandaag.year - leeftijd, vandaag.month, 1) + timedelta(days=31)
    while dag <= einde:
        if eerste <= verjaardag(dag, leeftijd) <= vandaag:
            yield dag
        dag += timedelta(days=1)


def _schrijf(lid: Huishoudlid, vandaag: date, at: datetime) -> bool:
    inwoner, huishouden = lid.inwoner, lid.huishouden
    geboren = inwoner.geboortedatum
    if geboren is None:
        return False
    leeftijd = next(
        (grens for grens in GRENZEN if 0 <= (vandaag - verjaardag(geboren, grens)).days < KIJKT_TERUG),
        None,
    )
    if leeftijd is None:
        return False
    dag = verjaardag(geboren, leeftijd)
    _, nieuw = Tijdlijnregel.objects.get_or_create(
        pk=_sleutel("tijdlijn", lid.huishouden_id, inwoner.pk, leeftijd),
        defaults={
            "huishouden": huishouden,
            "groep": TijdlijnGroep.STAP,
            "icoon": "calendar-event",
            "titel": f"{inwoner.roepnaam} is {leeftijd} geworden",
            "tekst": VERANDERT[leeftijd],
            "gebeurd_op": at,
            "door_naam": "Vanzelf",
            "categorie": Categorie.HUISHOUDEN,
            "object_soort": "inwoner",
            "object_id": inwoner.pk,
        },
    )
    if not nieuw:
        return False
    casus = Casus.objects.lopend().filter(huishouden=huishouden).order_by("begonnen_op", "pk").first()
    actie = Actie.objects.create(
        id=_sleutel("actie", lid.huishouden_id, inwoner.pk, leeftijd),
        huishouden=huishouden,
        plan=Plan.objects.filter(huishouden=huishouden, status__in=IN_GEBRUIK).first(),
        wat=f"Bespreek met {inwoner.roepnaam} ({leeftijd}) wie vanaf nu beslist en meekijkt",
        wie=Wie.PROFESSIONAL,
        gebruiker_id=casus.behandelaar_id if casus else None,
        wanneer=dag + timedelta(days=DAGEN_OM_TE_BESPREKEN),
        gemaakt_op=at,
    )
    audit.record(
        "dossier.inwoner.leeftijd",
        target=inwoner,
        by=None,
        at=at,
        soort="maken",
        huishouden_id=lid.huishouden_id,
        detail={"leeftijd": leeftijd, "actie_id": str(actie.pk)},
    )
    return True


def _sleutel(soort: str, huishouden_id: UUID, inwoner_id: UUID, leeftijd: int) -> UUID:
    return uuid5(NAMESPACE_OID, f"{soort}|{huishouden_id}|{inwoner_id}|{leeftijd}")
