"""Setting a status: the first, the next, the last, or one that opens the zaak again (zrc-007, 008, 016, 021)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from modules.zgw.catalogus.models import Archiefnominatie, Resultaattype, Statustype
from modules.zgw.fouten import GEHEEL, Verboden, fout
from modules.zgw.zaken.actions.zaak import GESLOTEN, uit_json
from modules.zgw.zaken.models import Resultaat, Rol, Status, Zaak, ZaakDocument
from modules.zgw.zaken.queries import is_eindstatus
from modules.zgw.zaken.rules.archief import (
    Archiefregel,
    Feiten,
    als_datum,
    archiefactiedatum,
    brondatum,
)

AANMAKEN: Final = "zaken.aanmaken"
TOEVOEGEN: Final = "zaken.statussen.toevoegen"
HEROPENEN: Final = "zaken.heropenen"
FORCEREN: Final = "zaken.geforceerd-bijwerken"
_zonder_gebruiksrecht: list[Callable[[list[UUID]], bool]] = []
_besluitdata: list[Callable[[UUID], tuple[list[date], list[date]]]] = []


def registreer_gebruiksrecht(vraag: Callable[[list[UUID]], bool]) -> None:
    """Say how to ask whether one of these documents has no indicatieGebruiksrecht yet."""
    _zonder_gebruiksrecht[:] = [vraag]


def registreer_besluitdata(vraag: Callable[[UUID], tuple[list[date], list[date]]]) -> None:
    """Say how to ask for the days on which the decisions of a zaak begin and end."""
    _besluitdata[:] = [vraag]


@transaction.atomic
def set_status(
    *, zaak: Zaak, statustype: Statustype, gezet_op: datetime, toelichting: str, mag: Callable[[str], bool],
    at: datetime, gezet_door: Rol | None = None,
) -> Status:  # fmt: skip
    """Set a status. The end status closes the zaak; any other opens it again when it was closed.

    :raises Ongeldig: another zaaktype, a role of another zaak, no result yet, a document without gebruiksrecht,
        a moment to come.
    :raises Verboden: this program may not set a next status, or not open a zaak again.
    """
    zaak = Zaak.objects.select_for_update(of=("self",)).get(pk=zaak.pk)
    if gezet_op > at:
        raise fout("datumStatusGezet", "date-in-future", "Een status kan niet in de toekomst gezet worden.")
    _weiger_vreemd(zaak, statustype, gezet_op, gezet_door)
    _weiger_zonder_recht(zaak, mag)
    is_einde = is_eindstatus(statustype)
    if is_einde:
        _weiger_onaf(zaak)
    if zaak.is_gesloten and not is_einde and not mag(HEROPENEN):
        raise Verboden("Je applicatie mag een gesloten zaak niet heropenen.")
    if zaak.is_gesloten and is_einde and not mag(FORCEREN):
        raise Verboden(GESLOTEN, code="zaak-closed")
    status = Status.objects.create(
        zaak=zaak, statustype=statustype, gezet_op=gezet_op, toelichting=toelichting, gezet_door=gezet_door
    )
    if is_einde:
        close_zaak(zaak=zaak, einddatum=localdate(gezet_op))
    elif zaak.is_gesloten:
        zaak.einddatum = zaak.archiefactiedatum = zaak.startdatum_bewaartermijn = None
        zaak.archiefnominatie = ""
    zaak.status = Status.objects.filter(zaak=zaak).order_by("-gezet_op", "-id").first()
    zaak.save()
    if is_einde:
        _sluit_aan(zaak)
    return status


def _weiger_vreemd(zaak: Zaak, statustype: Statustype, gezet_op: datetime, gezet_door: Rol | None) -> None:
    if statustype.zaaktype_id != zaak.zaaktype_id:
        raise fout(GEHEEL, "zaaktype-mismatch", "Dit statustype hoort bij een ander zaaktype.")
    if Status.objects.filter(zaak=zaak, gezet_op=gezet_op).exists():
        raise fout(GEHEEL, "unique", "Op dit moment is al een status gezet.")
    if gezet_door is not None and gezet_door.zaak_id != zaak.pk:
        raise fout("gezetdoor", "zaak-mismatch", "Deze rol hoort bij een andere zaak.")


def _sluit_aan(hoofdzaak: Zaak) -> None:
    """Tell closed deelzaken that wait for the end of their hoofdzaak until when they are kept."""
    wachtend = Zaak.objects.filter(
        hoofdzaak=hoofdzaak, einddatum__isnull=False, archiefactiedatum=None,
        resultaat__resultaattype__afleidingswijze="hoofdzaak",
    )  # fmt: skip
    for deelzaak in wachtend:
        if deelzaak.einddatum is not None:
            close_zaak(zaak=deelzaak, einddatum=deelzaak.einddatum)
            deelzaak.save()


def _weiger_zonder_recht(zaak: Zaak, mag: Callable[[str], bool]) -> None:
    if mag(TOEVOEGEN) or (zaak.is_gesloten and mag(HEROPENEN)):
        return
    if mag(AANMAKEN) and not Status.objects.filter(zaak=zaak).exists():
        return
    raise Verboden("Je applicatie mag alleen de eerste status zetten.")


def _weiger_onaf(zaak: Zaak) -> None:
    if not Resultaat.objects.filter(zaak=zaak).exists():
        raise fout(GEHEEL, "resultaat-does-not-exist", "Geef de zaak eerst een resultaat.")
    documenten = list(ZaakDocument.objects.filter(zaak=zaak).values_list("document_id", flat=True))
    if documenten and any(vraag(documenten) for vraag in _zonder_gebruiksrecht):
        reden = "Zeg eerst van elk document of er gebruiksrechten op rusten."
        raise fout(GEHEEL, "indicatiegebruiksrecht-unset", reden)


def close_zaak(*, zaak: Zaak, einddatum: date) -> None:
    """Set the end and until when it is kept (zrc-021). The caller saves."""
    type_: Resultaattype = Resultaat.objects.select_related("resultaattype").get(zaak=zaak).resultaattype
    regel = Archiefregel(
        type_.afleidingswijze, type_.archiefnominatie, type_.archieftermijn, type_.datumkenmerk, type_.objecttype,
        type_.brontermijn or type_.procestermijn,
    )  # fmt: skip
    feiten = _feiten(zaak, einddatum, regel)
    zaak.einddatum = einddatum
    zaak.archiefnominatie = zaak.archiefnominatie or regel.nominatie
    zaak.archiefactiedatum = zaak.archiefactiedatum or archiefactiedatum(regel, feiten)
    if zaak.archiefnominatie == Archiefnominatie.VERNIETIGEN:  # zrc-026: for what is kept it says nothing
        zaak.startdatum_bewaartermijn = zaak.startdatum_bewaartermijn or brondatum(regel, feiten)


def _feiten(zaak: Zaak, einddatum: date, regel: Archiefregel) -> Feiten:
    match regel.afleidingswijze:
        case "hoofdzaak":
            return Feiten(einddatum, hoofdzaak_einddatum=zaak.hoofdzaak.einddatum if zaak.hoofdzaak else None)
        case "eigenschap":
            waarden = [rij.waarde for rij in zaak.eigenschappen.filter(naam=regel.datumkenmerk)]
            return Feiten(einddatum, eigenschap=als_datum(str(waarden[0])) if waarden else None)
        case "zaakobject":
            objecten = zaak.objecten.filter(objecttype=regel.objecttype)
            data = (_datum_in(uit_json(rij.wat), regel.datumkenmerk) for rij in objecten)
            return Feiten(einddatum, zaakobjecten=[dag for dag in data if dag])
        case "gerelateerde_zaak" if any(not ander.get("id") for ander in zaak.relevante_zaken):
            return Feiten(einddatum)  # when a zaak of another system ended, we do not know
        case "gerelateerde_zaak":
            ids = [UUID(ander["id"]) for ander in zaak.relevante_zaken if ander.get("id")]
            einden = Zaak.objects.filter(pk__in=ids, einddatum__isnull=False).values_list(
                "einddatum", flat=True
            )
            return Feiten(einddatum, gerelateerd=list(einden))
        case "ingangsdatum_besluit" | "vervaldatum_besluit":
            ingang, verval = _besluitdata[0](zaak.pk) if _besluitdata else ([], [])
            return Feiten(einddatum, ingangsdata=ingang, vervaldata=verval)
        case _:
            return Feiten(einddatum)


def _datum_in(wat: Any, kenmerk: str) -> date | None:
    waarde = wat.get(kenmerk) if isinstance(wat, dict) else None
    return als_datum(waarde) if isinstance(waarde, str) else None
