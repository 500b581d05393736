"""`Wat ziet … van huishouden …?`: per category the outcome and the whole reasoning (ux 8.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from keukentafel import audit
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest
from modules.inrichting.forms.protocol import WatZietForm
from modules.inrichting.models import Teamlid
from modules.inrichting.rules.protocol import Categorie, Functie, Grond, Lezer, Matrix, Moment
from modules.inrichting.rules.protocol_uitleg import Uitleg, leg_uit
from modules.inrichting.rules.protocol_woorden import FUNCTIES
from modules.inrichting.views.antwoord import pagina
from modules.inrichting.views.protocol import stand_van
from modules.inrichting.zichtbron import Kijk, zichtbron

_KENMERK: Final = re.compile(r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Regel:
    """One category: what is decided now, and what the version on its way would decide."""

    nu: Uitleg
    straks: Uitleg | None

    @property
    def is_anders(self) -> bool:
        """Whether the version on its way shows more or less."""
        return self.straks is not None and _inzage(self.nu) != _inzage(self.straks)


def _inzage(uitleg: Uitleg) -> tuple[int, bool, bool]:
    oordeel = uitleg.oordeel
    return int(oordeel.mate), oordeel.schrijft, oordeel.alleen_eigen


@require_GET
def wat_ziet(request: GemeenteRequest) -> HttpResponse:
    """Ask the decision for one person or function, on an example household or a real one."""
    echt = request.user.has_rol(Rol.FG, Rol.TEAMLEIDER)
    gevraagd = bool(request.GET.get("wie"))
    form = WatZietForm(request.GET if gevraagd else None, initial={"wie": f"functie:{FUNCTIES[0].value}"})
    leden = _leden(request)
    mensen = {f"mens:{lid.gebruiker_id}": lid.gebruiker for lid in leden}
    form.fields["wie"].choices = _keuzes(leden)  # type: ignore[attr-defined]
    context: dict[str, Any] = {"form": form, "echt": echt, "stand": stand_van(request)}
    context["mag_protocol"] = request.user.has_rol(Rol.BEHEERDER, Rol.FG)
    context["voorbeeld_open"] = not request.GET.get("kenmerk", "").strip()
    if gevraagd and form.is_valid():
        context |= _antwoord(request, form, mensen, echt=echt)
    return pagina(request, "inrichting/protocol_wat_ziet.html", context, fout=bool(form.errors))


def _antwoord(
    request: GemeenteRequest, form: WatZietForm, mensen: dict[str, Gebruiker], *, echt: bool
) -> dict[str, Any]:
    velden = form.cleaned_data
    mens = mensen.get(velden["wie"])
    kenmerk = _KENMERK.search(velden["kenmerk"])
    if echt and velden["kenmerk"].strip():
        kijk = _echt(request, mens, UUID(kenmerk.group()) if kenmerk else None)
        if kijk is None:
            form.add_error(
                "kenmerk",
                "Geen huishouden gevonden dat jij mag controleren. Kijk of het kenmerk klopt en kies een medewerker."
                if mens
                else "Kies bij een echt huishouden een medewerker, geen functie.",
            )
            return {}
    else:
        kijk = _voorbeeld(velden, mens)
    stand = stand_van(request)
    nu = _uitleg(stand.nu, kijk)
    straks = _uitleg(stand.straks, kijk) if stand.onderweg else ()
    return {
        "kijk": kijk,
        "mens": mens,
        "functies": sorted({str(f.label) for lezer in kijk.lezers for f in lezer.functies}),
        "betrokken": any(lezer.is_betrokken for lezer in kijk.lezers),
        "geheim": any(lezer.heeft_geheimhouding for lezer in kijk.lezers),
        "registers": sorted({r for lezer in kijk.lezers for r in lezer.registraties}),
        "regels": [Regel(uitleg, straks[nummer] if straks else None) for nummer, uitleg in enumerate(nu)],
        "is_echt": bool(echt and velden["kenmerk"].strip()),
    }


def _uitleg(matrix: Matrix, kijk: Kijk) -> tuple[Uitleg, ...]:
    return leg_uit(matrix, lezers=kijk.lezers, moment=kijk.moment, gronden=kijk.gronden)


def _echt(request: GemeenteRequest, mens: Gebruiker | None, kenmerk: UUID | None) -> Kijk | None:
    """Ask for a real household; that somebody asked goes into the logboek, whatever the answer."""
    if mens is None or kenmerk is None:
        return None
    at = now()
    kijk = zichtbron().kijk_op(kenmerk, wie=mens, kijker=request.user, at=at)
    audit.record(
        "inrichting.protocol.nagegaan",
        target=mens,
        by=request.user,
        at=at,
        soort="R",
        resultaat="gelukt" if kijk else "geweigerd",
        huishouden_id=kenmerk if kijk else None,
    )
    return kijk


def _voorbeeld(velden: dict[str, Any], mens: Gebruiker | None) -> Kijk:
    betrokken = velden["betrokken"]
    if mens is not None:
        bekend = zichtbron().lezer_van(mens)
        lezer = Lezer(
            bekend.functies, bekend.heeft_geheimhouding, bekend.registraties, betrokken, bekend.verlopen
        )
    else:
        functie = Functie(velden["wie"].removeprefix("functie:"))
        lezer = Lezer(frozenset({functie}), velden["geheim"], frozenset(velden["registraties"]), betrokken)
    gronden: tuple[Grond, ...] = ()
    if velden["toestemming"]:
        voor = frozenset(Categorie(letter) for letter in velden["toestemming"])
        gronden += (Grond("toestemming", voor, tekst="Toestemming in dit voorbeeld"),)
    if velden["nood"]:
        gronden += (Grond("nood", frozenset(Categorie), tekst="Noodtoegang in dit voorbeeld"),)
    return Kijk((lezer,), Moment(velden["moment"] or Moment.HULP), gronden)


def _leden(request: GemeenteRequest) -> list[Any]:
    """Return whom this person may ask about: everybody, or for a teamleider the own teams."""
    leden = Teamlid.objects.op(localdate()).select_related("gebruiker").order_by("gebruiker__naam", "id")
    if not request.user.has_rol(Rol.BEHEERDER, Rol.FG):
        eigen = {team for rol, team in request.user.toegekend if rol == Rol.TEAMLEIDER}
        if None in eigen:  # leads every team he is a member of
            eigen |= set(leden.filter(gebruiker=request.user.pk).values_list("team_id", flat=True))
        leden = leden.filter(team__in=eigen - {None})
    per_mens = {lid.gebruiker_id: lid for lid in leden}
    return list(per_mens.values())


def _keuzes(leden: list[Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    functies = [(f"functie:{f.value}", str(f.label)) for f in FUNCTIES]
    mensen = [(f"mens:{lid.gebruiker_id}", lid.gebruiker.naam) for lid in leden]
    return [("Een functie", functies), *([("Een medewerker", mensen)] if mensen else [])]
