"""Show a casus and its meldingen as zaken: made once, then kept as the dossier is.

Every function may run again at any moment: it compares and writes only what differs, in the transaction
of the change, with audittrail and messages as for any program.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from keukentafel.tenancy import zaaifouten
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.models import Casus, Huishouden, Melding
from modules.wmo.models import Verslag
from modules.zgw.catalogus.models import Statustype
from modules.zgw.eigen import HUISHOUDEN, ZAAKTYPE_VAN_WET
from modules.zgw.eigen.opzoeken import zaaktype_op
from modules.zgw.fouten import Ongeldig
from modules.zgw.sporen.toner import kijk, tell
from modules.zgw.stroom.actions.rollen import sync_rollen
from modules.zgw.stroom.actions.stukken import protect_stukken
from modules.zgw.stroom.actions.verbergen import hide_in_sporen
from modules.zgw.stroom.bezig import aan_het_schrijven
from modules.zgw.stroom.models import Koppelsoort, Zaakkoppeling
from modules.zgw.stroom.rules.bescherming import Bescherming, bescherming
from modules.zgw.stroom.rules.stand import Meldingfeiten, Naarbuiten, van_casus, van_melding
from modules.zgw.stroom.typen import Onderdelen
from modules.zgw.zaken.actions.status import set_status
from modules.zgw.zaken.actions.zaak import save_zaak
from modules.zgw.zaken.models import Resultaat, Status, Zaak


@transaction.atomic
def sync_huishouden(*, huishouden_id: UUID, by: Any, at: datetime) -> None:
    """Bring every zaak of a household up to what the dossier says now; what has none yet gets one."""
    for casus_id in (
        Casus.objects.filter(huishouden=huishouden_id).order_by("id").values_list("pk", flat=True)
    ):
        sync_casus(casus_id=casus_id, by=by, at=at)
    huishouden = Huishouden.objects.filter(pk=huishouden_id).first()
    if huishouden is not None:
        protect_stukken(huishouden=huishouden, by=by, at=at)


@transaction.atomic
def sync_casus(*, casus_id: UUID, by: Any, at: datetime, alleen: UUID | None = None) -> None:
    """Bring the zaak of a casus and those of its meldingen up to date.

    The casus is read again and held: what the caller has in hand may be old. `alleen` is the one melding that
    changed; the others are left as they are.
    """
    casus = _hold_casus(casus_id)
    wie = _wie(casus.huishouden)
    with aan_het_schrijven():
        hoofd, is_nieuw = _koppeling(Koppelsoort.CASUS, casus.pk), False
        if hoofd is None and (zaaktype := zaaktype_op(HUISHOUDEN, localdate(at))) is not None:
            zaak = _maak_zaak(zaaktype, casus, None, wie, None, by, at)
            hoofd, is_nieuw = _koppel(Koppelsoort.CASUS, casus, zaak, at), True
        meldingen = casus.meldingen.select_related("inwoner").order_by("ontvangen_op", "id")
        for melding in meldingen if alleen is None else meldingen.filter(pk=alleen):
            _sync_melding(melding, casus, hoofd.zaak if hoofd else None, wie, by, at)
        if hoofd is not None and hoofd.zaak is not None and (is_nieuw or alleen is None):
            reden = casus.afsluiting.reden if hasattr(casus, "afsluiting") else ""
            _werk_bij(hoofd, casus, None, van_casus(casus.status, reden), wie, by, at)
    if not wie.noemt_team:
        hide_in_sporen(huishouden_id=casus.huishouden_id)


def _hold_casus(casus_id: UUID) -> Casus:
    """Hold a casus until the transaction ends, and return it as it is then.

    Who waited for a colleague gets the row as it became, joined with the team and worker of before: none.
    Then it is read once more.
    """
    rijen = Casus.objects.select_for_update(of=("self",)).select_related(
        "huishouden", "team", "behandelaar", "afsluiting"
    )
    casus: Casus | None = rijen.filter(pk=casus_id).first()
    is_heel = casus is not None and (casus.behandelaar_id is None) == (casus.behandelaar is None)
    return casus if casus is not None and is_heel else rijen.get(pk=casus_id)


def _sync_melding(
    melding: Melding, casus: Casus, hoofdzaak: Zaak | None, wie: Bescherming, by: Any, at: datetime
) -> None:
    koppeling = _koppeling(Koppelsoort.MELDING, melding.pk)
    if koppeling is None:
        identificatie = ZAAKTYPE_VAN_WET.get(melding.wet)
        zaaktype = zaaktype_op(identificatie, localdate(at)) if identificatie else None
        if zaaktype is None:  # a question under another law goes with the household itself
            return
        zaak = _maak_zaak(zaaktype, casus, melding, wie, hoofdzaak, by, at)
        koppeling = _koppel(Koppelsoort.MELDING, melding, zaak, at)
    if koppeling.zaak is not None:
        _werk_bij(koppeling, casus, melding, van_melding(_feiten(melding, casus)), wie, by, at)


def _koppeling(soort: str, object_id: UUID) -> Zaakkoppeling | None:
    rij: Zaakkoppeling | None = (
        Zaakkoppeling.objects.filter(soort=soort, object_id=object_id).select_related("zaak").first()
    )
    return rij


def _wie(huishouden: Huishouden) -> Bescherming:
    dicht = huishouden.is_afgeschermd and not zaaifouten.staat_aan("afgeschermd_gaat_naar_buiten")
    return bescherming(is_geheim_adres=huishouden.is_geheim_adres, is_afgeschermd=dicht)


def _maak_zaak(
    zaaktype: Any, casus: Casus, melding: Melding | None, wie: Bescherming, hoofdzaak: Zaak | None, by: Any,
    at: datetime,
) -> Zaak:  # fmt: skip
    """Make a zaak with nothing in it but its type, its days and how closed it is."""
    rsin = zaaktype.soort.catalogus.rsin
    zaak = save_zaak(
        zaak=None,
        velden={
            "zaaktype": zaaktype,
            "bronorganisatie": rsin,
            "verantwoordelijke_organisatie": rsin,
            "startdatum": localdate(melding.ontvangen_op) if melding else casus.begonnen_op,
            "vertrouwelijkheid": max(zaaktype.vertrouwelijkheid, wie.minstens),
            "hoofdzaak": hoofdzaak,
            "casus_id": casus.pk,
            "huishouden_id": casus.huishouden_id,
            "inwoner_id": melding.inwoner_id if melding else None,
        },
        vandaag=localdate(at),
        geforceerd=True,
    )
    tell(rij=zaak, actie="create", by=by, at=at)
    return zaak


def _koppel(soort: str, rij: Casus | Melding, zaak: Zaak, at: datetime) -> Zaakkoppeling:
    return Zaakkoppeling.objects.create(
        zaak=zaak, soort=soort, object_id=rij.pk, huishouden_id=rij.huishouden_id, inwoner_id=zaak.inwoner_id,
        gemaakt_op=at,
    )  # fmt: skip


def _feiten(melding: Melding, casus: Casus) -> Meldingfeiten:
    bekend = Beschikking.objects.filter(melding=melding, stand="bekend").order_by("-bekend_op", "-beslist_op")
    feiten = Meldingfeiten(
        is_begonnen=casus.status != "nieuw",
        is_klaar=melding.is_afgehandeld or _niemand_helpt(casus),
        uitkomst=bekend.values_list("uitkomst", flat=True).first() or "",
    )
    if melding.wet == "wmo":
        return _feiten_wmo(melding, feiten)
    if melding.wet == "jeugd":
        vraag = melding.hulpvragen.order_by("-id").first()
        if vraag is not None:
            return replace(
                feiten,
                is_begonnen=feiten.is_begonnen or vraag.stand != "binnen",
                heeft_aanvraag=vraag.aanvraag_op is not None,
                is_ingetrokken=vraag.stand == "ingetrokken",
            )
    if melding.wet == "participatie":
        aanvraag = melding.inkomensaanvragen.order_by("-id").first()
        if aanvraag is not None:
            return replace(feiten, is_begonnen=True, is_ingetrokken=aanvraag.stand == "ingetrokken")
    return feiten


def _niemand_helpt(casus: Casus) -> bool:
    """Whether the help ended; who was handed over is still helped while another team works there."""
    if casus.status != "overgedragen":
        return bool(casus.status == "afgesloten")
    return not Casus.objects.lopend().filter(huishouden=casus.huishouden_id).exists()


def _feiten_wmo(melding: Melding, feiten: Meldingfeiten) -> Meldingfeiten:
    wmo = getattr(melding, "wmo_zaak", None)
    if wmo is None:
        return feiten
    return replace(
        feiten,
        heeft_verslag=Verslag.objects.filter(zaak=wmo).exists(),
        heeft_aanvraag=wmo.aanvraag_op is not None,
        is_ingetrokken=wmo.ingetrokken_op is not None,
    )


def _werk_bij(
    koppeling: Zaakkoppeling, casus: Casus, melding: Melding | None, doel: Naarbuiten, wie: Bescherming, by: Any,
    at: datetime,
) -> None:  # fmt: skip
    """Bring protection, people, result and status up to date, in that order: closed first, then told."""
    zaak = koppeling.zaak
    assert zaak is not None
    if koppeling.is_van_buiten and wie.is_stil and not koppeling.heeft_gesproken:
        return  # it stays as the program wrote it: closing it would tell that this household is shielded
    _bescherm(koppeling, zaak, wie, by, at)
    delen = Onderdelen(zaak.zaaktype_id)
    sync_rollen(koppeling=koppeling, casus=casus, melding=melding, wie=wie, delen=delen, by=by, at=at)
    if doel.resultaat != koppeling.resultaat:
        _zet_resultaat(zaak, doel, delen, by, at)
        koppeling.resultaat = doel.resultaat
        koppeling.save(update_fields=["resultaat"])
    if doel.standen[0] != koppeling.stand and (volgende := delen.status(doel.standen)) is not None:
        _zet_stand(koppeling, zaak, doel, volgende, by, at)


def _zet_stand(
    koppeling: Zaakkoppeling,
    zaak: Zaak,
    doel: Naarbuiten,
    volgende: tuple[str, Statustype],
    by: Any,
    at: datetime,
) -> None:
    """Set the next status. What cannot be, comes at the next change: staff go on now."""
    stand, type_ = volgende
    if stand == koppeling.stand:
        return
    if doel.is_einde and not Resultaat.objects.filter(zaak=zaak).exists():
        return  # the gemeente took this result out of the type: the zaak stays open until a person ends it
    try:
        with transaction.atomic():
            _zet_status(zaak, type_, by, at)
    except Ongeldig:
        return  # a program left something open at this zaak
    koppeling.stand = stand
    koppeling.save(update_fields=["stand"])


def _bescherm(koppeling: Zaakkoppeling, zaak: Zaak, wie: Bescherming, by: Any, at: datetime) -> None:
    eigen = zaak.vertrouwelijkheid if koppeling.is_van_buiten else zaak.zaaktype.vertrouwelijkheid
    hoort = max(eigen, wie.minstens)
    if zaak.vertrouwelijkheid == hoort:
        return
    eerder = kijk(zaak)
    zaak.vertrouwelijkheid = hoort
    zaak.save(update_fields=["vertrouwelijkheid"])
    tell(rij=zaak, actie="partial_update", by=by, at=at, eerder=eerder)


def _zet_resultaat(zaak: Zaak, doel: Naarbuiten, delen: Onderdelen, by: Any, at: datetime) -> None:
    """Set the result, change it, or take it away when the zaak goes on."""
    type_ = delen.resultaten.get(doel.resultaat)
    nu = Resultaat.objects.filter(zaak=zaak).first()
    if (nu.resultaattype_id if nu else None) == (type_.pk if type_ else None):
        return
    eerder = kijk(nu) if nu is not None else None
    if type_ is None:
        Resultaat.objects.filter(zaak=zaak).delete()
        tell(actie="destroy", by=by, at=at, eerder=eerder)
        return
    rij, _ = Resultaat.objects.update_or_create(zaak=zaak, defaults={"resultaattype": type_})
    tell(rij=rij, actie="update" if eerder else "create", by=by, at=at, eerder=eerder)


def _zet_status(zaak: Zaak, type_: Statustype, by: Any, at: datetime) -> None:
    laatste = (
        Status.objects.filter(zaak=zaak).order_by("-gezet_op").values_list("gezet_op", flat=True).first()
    )
    moment = at if laatste is None or laatste < at else laatste + timedelta(microseconds=1)
    status = set_status(
        zaak=zaak, statustype=type_, gezet_op=moment, toelichting="", mag=_alles,
        at=max(at, moment),
    )  # fmt: skip
    tell(rij=status, actie="create", by=by, at=at)


def _alles(_scope: str) -> bool:
    return True


def remove_zaken(*, huishouden_id: UUID, by: Any, at: datetime) -> None:
    """Take away the zaken of a household that was itself taken back (an import that was undone)."""
    zaken = Zaak.objects.filter(huishouden_id=huishouden_id).order_by(F("hoofdzaak").asc(nulls_last=True))
    with aan_het_schrijven():
        for zaak in list(zaken):
            eerder = kijk(zaak)
            Zaakkoppeling.objects.filter(zaak=zaak).delete()
            zaak.delete()
            tell(actie="destroy", by=by, at=at, eerder=eerder)
