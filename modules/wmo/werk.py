"""What the Wmo line asks next, for the lists of work: the step that meets the term, and where it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.woorden import GENOMEN
from modules.dossier.models import Melding, Termijn
from modules.dossier.rollen import SCHRIJFT
from modules.dossier.werkbronnen import Vervolg, Werkbron, Werkvraag, werkbronnen
from modules.wmo.lijn import volgende_stap
from modules.wmo.models import Onderdeel, TijdelijkeHulp, Verslag, Zaak
from modules.wmo.rules.verloop import Stand
from modules.wmo.stand import onderzoek_uiterlijk


def _vervolg(termijnen: Sequence[Termijn], vraag: Werkvraag) -> Mapping[UUID, Vervolg]:
    """Return the next step of each melding a term belongs to; one query, whatever the number."""
    van_ons = [(rij, rij.melding) for rij in termijnen if rij.sleutel.startswith("wmo_") and rij.melding]
    meldingen = {melding.pk: melding for _, melding in van_ons}
    mag_schrijven = bool(SCHRIJFT & vraag.gebruiker.rollen)
    stappen = _stappen(meldingen, vraag.vandaag) if mag_schrijven else {}
    return {
        rij.pk: stappen.get(melding.pk)
        or Vervolg("Bekijk de melding", reverse("wmo:zaak", args=[melding.pk]))
        for rij, melding in van_ons
        if rij.beschikking_id is None
    }


def _stappen(meldingen: Mapping[UUID, Melding], vandaag: date) -> dict[UUID, Vervolg]:
    zaken = {
        zaak.melding_id: zaak for zaak in _met_feiten(Zaak.objects.filter(melding_id__in=list(meldingen)))
    }
    gevonden = {}
    for pk, melding in meldingen.items():
        zaak = zaken.get(pk) or Zaak(melding_id=pk, huishouden_id=melding.huishouden_id)
        zaak.melding = melding
        stap = volgende_stap(zaak, _stand(zaak), vandaag)
        if stap is not None:
            gevonden[pk] = Vervolg(stap.tekst, stap.url)
    return gevonden


def _met_feiten(zaken: QuerySet[Any]) -> QuerySet[Any]:
    """Read along what `stand_van` asks of one zaak, for many at once."""
    gevuld = Onderdeel.objects.filter(zaak_id=OuterRef("pk")).exclude(tekst="").order_by("letter")
    verslag = Verslag.objects.filter(zaak_id=OuterRef("pk"), is_vervangen=False)
    hulp = TijdelijkeHulp.objects.filter(zaak_id=OuterRef("pk")).order_by("van")
    besluit = Beschikking.objects.filter(melding_id=OuterRef("melding_id"), stand__in=GENOMEN)
    eerste = besluit.exclude(beslist_op=None).order_by("beslist_op")
    return zaken.annotate(
        gevuld=ArraySubquery(gevuld.values("letter")),
        verstuurd_op=Subquery(verslag.values("verstuurd_op")[:1]),
        retour_op=Subquery(verslag.values("retour_op")[:1]),
        hulp_van=Subquery(hulp.values("van")[:1]),
        beslist_op=Subquery(eerste.values("beslist_op")[:1]),
    )


def _stand(zaak: Any) -> Stand:
    """Return the facts of a zaak; of one that nobody wrote in yet there are only those of the melding."""
    ontvangen = localdate(zaak.melding.ontvangen_op)
    beslist = getattr(zaak, "beslist_op", None)
    return Stand(
        ontvangen_op=ontvangen,
        onderzoek_uiterlijk=onderzoek_uiterlijk(ontvangen),
        bevestigd_op=zaak.melding.bevestigd_op,
        identiteit_op=zaak.identiteit_op,
        gevuld=frozenset(getattr(zaak, "gevuld", ())),
        verslag_op=getattr(zaak, "verstuurd_op", None),
        retour_op=getattr(zaak, "retour_op", None),
        tijdelijk_op=getattr(zaak, "hulp_van", None),
        aanvraag_op=zaak.aanvraag_op,
        ondertekend_op=zaak.ondertekend_op,
        besloten_op=localdate(beslist) if beslist else None,
        ingetrokken_op=zaak.ingetrokken_op,
    )


werkbronnen.registreer(Werkbron("wmo", wet="wmo", vervolg=_vervolg))
