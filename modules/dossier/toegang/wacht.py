"""The guard at the door of a household: questions before content, and the limit. One query per page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from modules.dossier.toegang.actions.onderbreking import adres_index
from modules.dossier.toegang.bezoek import Bezoek, huidig_bezoek
from modules.dossier.toegang.codelijsten import Waarschuwing
from modules.dossier.toegang.queries.kijkraam import Stand, Telling, lees_stand
from modules.dossier.toegang.rules.grens import Grens, Uitspraak, beoordeel
from modules.dossier.toegang.rules.herkennen import achternamen_van
from modules.dossier.zicht.wachters import OnderbrekingNodig


class TeVeel(OnderbrekingNodig):
    """Too many households in a short time. The middleware writes the alarm: this request is undone."""

    def __init__(self, uitspraak: Uitspraak, aantal: int, url: str) -> None:
        super().__init__(url)
        self.uitspraak, self.aantal = uitspraak, aantal


def bewaak(gebruiker: Any, huishouden: Any, doel: str) -> None:
    """Count this opening and ask what must be asked before it. Outside a request there is nothing to ask.

    Hangs `huishouden.nood` on the object: the emergency of this reader that runs now, or None.

    :raises OnderbrekingNodig: a warning that was not answered in this session.
    :raises TeVeel: a limit on the number of households was reached.
    """
    bezoek = huidig_bezoek()
    huishouden.nood = None
    if bezoek is None:
        return
    stand = lees_stand(
        gebruiker.pk,
        huishouden.pk,
        sessie_id=bezoek.sessie_id,
        adres=adres_index(huishouden.postcode, huishouden.huisnummer) if huishouden.postcode else b"",
        achternamen=achternamen_van(gebruiker.naam),
        at=timezone.now(),
        venster=bezoek.instellingen.venster,
    )
    verder = bezoek.adres or huishouden.get_absolute_url()
    bewaak_grens(stand.telling, bezoek, verder)
    waarschuwingen = waarschuwingen_bij(huishouden, stand)
    if waarschuwingen - stand.gevraagd:
        vraag = urlencode({"volgende": verder})
        raise OnderbrekingNodig(f"{reverse('toegang:onderbreking', args=[huishouden.pk])}?{vraag}")
    huishouden.nood = stand.nood


def bewaak_grens(telling: Telling, bezoek: Bezoek, verder: str) -> None:
    """Stop this opening when a limit of the gemeente was reached.

    :raises TeVeel: with where the reader goes instead.
    """
    keuzes = bezoek.instellingen
    uitspraak = beoordeel(
        Grens(keuzes.drempel_veel, keuzes.drempel_stop),
        aantal=telling.aantal,
        is_nieuw=telling.is_nieuw,
        gaf_reden=telling.gaf_reden,
        is_gestopt=telling.is_gestopt,
    )
    if uitspraak == Uitspraak.STOP:
        raise TeVeel(uitspraak, telling.aantal, reverse("toegang:gestopt"))
    if uitspraak == Uitspraak.REDEN:
        vraag = urlencode({"volgende": verder})
        raise TeVeel(uitspraak, telling.aantal, f"{reverse('toegang:veel')}?{vraag}")


def waarschuwingen_bij(huishouden: Any, stand: Stand) -> frozenset[str]:
    """Return why somebody is asked something before this household."""
    alle = {
        Waarschuwing.COLLEGA: stand.is_collega,
        Waarschuwing.ACHTERNAAM: stand.is_achternaam,
        Waarschuwing.EIGEN_ADRES: stand.is_eigen_adres,
        Waarschuwing.AFGESCHERMD: huishouden.is_afgeschermd,
        Waarschuwing.GEHEIM_ADRES: huishouden.is_geheim_adres,
    }
    return frozenset(str(reden) for reden, geldt in alle.items() if geldt)
