"""The decision of the screens for a call: role, module, protocol, convenant, limits. Nothing is decided here.

Each operation of the API names the route of the screen that does the same. The row of the rights table of
that route is asked, and the doors of `access.py` then ask the protocol for exactly what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from typing import Any

from django.http import Http404
from django.utils.timezone import now

from api.zgw.kern.problemen import Probleem
from keukentafel import registry
from keukentafel.rechten import MEDEWERKERS, Recht, bij_recht
from keukentafel.tenancy import zaaifouten
from modules.dossier.delen.actions.convenant import ConvenantInstelling
from modules.dossier.delen.models import ConvenantBevestiging, ConvenantStatus
from modules.dossier.toegang.actions.alarm import sound_alarm
from modules.dossier.toegang.bezoek import Bezoek, huidig_bezoek, op_bezoek
from modules.dossier.toegang.codelijsten import AlarmSoort
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.dossier.toegang.queries.kijkraam import tel_lijst
from modules.dossier.toegang.rules.grens import Uitspraak
from modules.dossier.toegang.wacht import TeVeel, bewaak_grens
from modules.toegangsleutels.models import Toegangsleutel
from modules.toegangsleutels.queries import scopes_van


@cache
def _tabel() -> dict[str, Recht]:
    return registry.rechten()


def recht_van(scherm: str) -> Recht:
    """Return the row of the rights table of a screen."""
    return _tabel()[scherm]


@contextmanager
def namens(
    token: Toegangsleutel, *, scherm: str, scope: str, instellingen: Any, methode: str
) -> Iterator[None]:
    """Let a call in as if its account asked for the screen, for the length of a block.

    :raises Http404: the role does not open that screen, or its module is off here.
    :raises Probleem: the token is not for this, or the convenant waits for an answer.
    """
    gebruiker, recht = token.gebruiker, recht_van(scherm)
    if scope not in scopes_van(token):
        raise Probleem(403, f"Dit token is niet bedoeld voor: {scope}.", code="insufficient_scope")
    wet = registry.wet_van(scherm)
    if wet and wet not in instellingen.modules:
        raise Http404
    if not recht.geldt_voor(gebruiker.rollen) and not zaaifouten.staat_aan("api_zonder_rol"):
        raise Http404
    _vraag_convenant(token, instellingen)
    keuzes = instellingen.section(ToegangInstellingen)
    with (
        bij_recht(recht, stuurt=methode not in ("GET", "HEAD")),
        op_bezoek(Bezoek(gebruiker.pk, token.pk, "", keuzes)),
    ):
        yield


def _vraag_convenant(token: Toegangsleutel, instellingen: Any) -> None:
    """A person who has to confirm the convenant does so on the screen first; a program confirms nothing."""
    gebruiker = token.gebruiker
    if token.programma_id or not MEDEWERKERS & gebruiker.rollen:
        return
    nummer = instellingen.section(ConvenantInstelling).nummer
    if (
        nummer
        and not ConvenantBevestiging.objects.filter(
            gebruiker_id=gebruiker.pk, convenant__nummer=nummer, convenant__status=ConvenantStatus.GELDIG
        ).exists()
    ):
        raise Probleem(403, "Lees en bevestig eerst het convenant op het scherm.", code="convenant")


def tel_vraag(pad: str) -> None:
    """Count a list that was asked a question, as the screens do against copying everything.

    :raises TeVeel: the limit of the gemeente was reached.
    """
    bezoek = huidig_bezoek()
    if bezoek is None:
        return
    afdruk = sha256(pad.encode()).hexdigest()[:24]
    telling = tel_lijst(bezoek.gebruiker_id, f"lijst:{afdruk}", at=now(), venster=bezoek.instellingen.venster)
    bewaak_grens(telling, bezoek, "")


def sla_alarm(fout: TeVeel, gebruiker: Any, keuzes: ToegangInstellingen) -> Probleem:
    """Write the alarm of a limit, outside the transaction that was undone, and say it."""
    soort = AlarmSoort.STOP if fout.uitspraak == Uitspraak.STOP else AlarmSoort.VEEL
    sound_alarm(soort=soort, aantal=fout.aantal, venster=keuzes.venster, by=gebruiker, at=now())
    return Probleem(
        429,
        "Er zijn in korte tijd veel huishoudens geopend. Ga verder op het scherm.",
        code="too_many_households",
    )
