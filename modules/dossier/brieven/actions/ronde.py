"""Send many letters at once: choose them, send each on its own, and try again what did not go."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.bewaren.pdf import GeenPdf
from modules.dossier.brieven import pdf
from modules.dossier.brieven.actions.brief import send_brief
from modules.dossier.brieven.actions.post import HOOGSTENS, NietsGekozen, TeVeel
from modules.dossier.brieven.models import Brief, Briefstand, Kanaal, Regelstand, Verzendregel, Verzendronde

_log = logging.getLogger(__name__)
_WEG = "Deze brief is er niet meer, of hoort niet meer bij jouw werk."
_STORING = "Er ging iets mis bij ons. Probeer deze brief opnieuw."
Deur = Callable[[Any, UUID], Brief]


class AlBezig(Refusal):
    text = "Een van deze brieven is al weg, of gaat al mee in een andere ronde. Ververs de pagina."


class NietsOpnieuw(Refusal):
    text = "Alles in deze ronde is verstuurd. Er is niets om opnieuw te proberen."


@transaction.atomic
def start_ronde(
    *, brieven: Iterable[UUID], kanaal: str, by: Any, at: datetime, id: UUID | None = None
) -> Verzendronde:
    """Choose concepts to send, as they are now: what somebody changes after this does not go unseen.

    :raises NietsGekozen, TeVeel: none or too many; :raises AlBezig: one is no concept, or goes already.
    """
    if id and (al := Verzendronde.objects.filter(pk=id).first()):
        return al
    gekozen = set(brieven)
    if not gekozen:
        raise NietsGekozen
    if len(gekozen) > HOOGSTENS:
        raise TeVeel
    rijen = list(
        Brief.objects.select_for_update(of=("self",))
        .filter(pk__in=gekozen, stand=Briefstand.CONCEPT)
        .exclude(verzendregels__stand=Regelstand.WACHT)
        .order_by("gemaakt_op", "pk")
    )
    if len(rijen) != len(gekozen):
        raise AlBezig
    ronde = Verzendronde(kanaal=Kanaal(kanaal), aantal=len(rijen), gemaakt_door=by, gemaakt_op=at)
    if id:
        ronde.id = id
    ronde.save(force_insert=True)
    Verzendregel.objects.bulk_create(
        Verzendregel(ronde=ronde, brief=brief, volgorde=nummer, gezien_versie=brief.versie)
        for nummer, brief in enumerate(rijen)
    )
    audit.record(
        "brieven.ronde.begonnen", target=ronde, by=by, at=at, soort="maken",
        detail={"aantal": ronde.aantal, "kanaal": ronde.kanaal},
    )  # fmt: skip
    return ronde


def send_ronde(*, ronde: Verzendronde, open_brief: Deur, by: Any, nu: Callable[[], datetime]) -> Verzendronde:
    """Send what waits, each in a transaction of its own, so that one that cannot go keeps no other back.

    `open_brief` is the door: who lost the household since choosing, sends nothing. Safe to run twice.
    """
    papier = pdf.papier_nu()
    for regel_id in list(
        ronde.regels.filter(stand=Regelstand.WACHT).order_by("volgorde").values_list("pk", flat=True)
    ):
        _een(regel_id, ronde, open_brief, by, nu(), papier)
    Verzendronde.objects.filter(pk=ronde.pk, klaar_op=None).update(klaar_op=nu())
    ronde.refresh_from_db()
    return ronde


def _een(
    regel_id: UUID, ronde: Verzendronde, open_brief: Deur, by: Any, at: datetime, papier: pdf.Papier
) -> None:
    reden = ""
    try:
        with transaction.atomic():
            regel = (
                Verzendregel.objects.select_for_update(of=("self",), skip_locked=True)
                .filter(pk=regel_id, stand=Regelstand.WACHT)
                .first()
            )
            if regel is None:
                return  # delivered twice: somebody else does it
            send_brief(
                brief=open_brief(by, regel.brief_id), kanaal=ronde.kanaal, by=by, at=at,
                gezien_versie=regel.gezien_versie, papier=papier,
            )  # fmt: skip
            Verzendregel.objects.filter(pk=regel.pk).update(stand=Regelstand.GELUKT, reden="")
    except (Refusal, GeenPdf) as nee:
        reden = str(nee)
    except Http404:
        reden = _WEG
    except Exception:  # one letter that breaks does not keep the others: it says so, and can be tried again
        _log.exception("brieven: een brief van een ronde mislukte")
        reden = _STORING
    if reden:
        wachtend = Verzendregel.objects.filter(pk=regel_id, stand=Regelstand.WACHT)
        wachtend.update(stand=Regelstand.NIET, reden=reden[:300])


@transaction.atomic
def retry_ronde(*, ronde: Verzendronde, by: Any, at: datetime) -> Verzendronde:
    """Let what did not go wait again, as it is now.

    :raises NietsOpnieuw: nothing failed, or nothing of it is a concept still.
    """
    rij = Verzendronde.objects.select_for_update().get(pk=ronde.pk)
    regels = (
        rij.regels.filter(stand=Regelstand.NIET, brief__stand=Briefstand.CONCEPT)
        .exclude(brief__verzendregels__stand=Regelstand.WACHT)
        .select_related("brief")
    )
    opnieuw = list(regels)
    if not opnieuw:
        raise NietsOpnieuw
    for regel in opnieuw:
        regel.stand, regel.reden, regel.gezien_versie = Regelstand.WACHT, "", regel.brief.versie
    Verzendregel.objects.bulk_update(opnieuw, ["stand", "reden", "gezien_versie"])
    rij.klaar_op = None
    rij.save(update_fields=["klaar_op"])
    audit.record("brieven.ronde.opnieuw", target=rij, by=by, at=at, detail={"aantal": len(opnieuw)})
    return rij
