"""Mijn dag and the week: know in ten seconds what today asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import afspraak_for, huishouden_for, teams_van
from modules.dossier.actions.afspraak import cancel_afspraak, plan_afspraak, restore_afspraak
from modules.dossier.forms.afspraak import AfspraakForm
from modules.dossier.instroom import toon_signalen
from modules.dossier.models import Huishouden
from modules.dossier.queries.dag import (
    LET_OP_DAGEN,
    SIGNALEN,
    WERK,
    afspraken_op,
    begin_van,
    mijn_acties,
    tel_open_acties,
    waakvlam_deze_week,
    wacht_op_anderen,
    wanneer_van,
    week_van,
)
from modules.dossier.queries.signalen import nieuwe_signalen
from modules.dossier.views.antwoord import eenmalig, toon, volgende, weiger
from modules.dossier.views.huishouden_kader import adres, kader
from modules.dossier.views.terug import ZINNEN
from modules.dossier.werk.queries.regels import Werk, werk_van
from modules.dossier.werk.queries.waarnemen import stand_van
from modules.dossier.werkbronnen import Soort, Werkvraag
from modules.inrichting.codelijsten import ActieStatus
from modules.inrichting.rules.instellingsoort import Variant


@require_GET
def mijn_dag(request: GemeenteRequest) -> HttpResponse:
    """Show what today asks, with every number a link to its panel."""
    vandaag, nu = localdate(), now()
    stand = stand_van(request.user, vandaag)
    mensen = stand.mensen(request.user)
    afspraken = afspraken_op(request.user, vandaag, nu, mensen)
    werk = werk_van(
        Werkvraag(
            request.user,
            vandaag,
            mensen,
            modules=request.instellingen.modules,
            nu=nu,
            zonder=frozenset({Soort.ACTIE, Soort.WAAKVLAM}),
        )
    )
    acties = mijn_acties(request.user, vandaag, mensen)
    signalen = nieuwe_signalen(request.user) if toon_signalen(request.instellingen, request.user) else None
    nieuw = list(signalen.order_by("ontvangen_op", "id")[: SIGNALEN + 1]) if signalen is not None else []
    context: dict[str, Any] = {
        "vandaag": vandaag,
        "klaar": ZINNEN.get(request.GET.get("klaar", ""), ""),
        "afspraken": [_afspraakregel(regel, mensen) for regel in afspraken],
        "stand_nu": stand,
        "werk": werk[:WERK],
        "meer_werk": max(0, len(werk) - WERK),
        "acties": [_groep(groep, vandaag, mensen) for groep in acties],
        "waakvlammen": waakvlam_deze_week(request.user, vandaag, mensen),
        "wacht": wacht_op_anderen(request.user),
        "toon_signalen": signalen is not None,
        "signalen": nieuw[:SIGNALEN],
        "meer_signalen": len(nieuw) > SIGNALEN,
        "zin": _zin(afspraken, _in_gevaar(werk, vandaag), tel_open_acties(acties, vandaag), len(nieuw)),
        "termijnen_eerst": _variant(request) == Variant.TOEGANG,
        "acties_url": _route("dossier:acties"),
        "waakvlam_url": _route("dossier:waakvlammen"),
    }
    context["is_eerste_dag"] = not (afspraken or werk or acties or context["waakvlammen"] or nieuw)
    return toon(request, "dossier/mijn_dag.html", context)


def _afspraakregel(regel: Any, mensen: Mapping[UUID, str]) -> dict[str, Any]:
    huishouden = regel.afspraak.huishouden
    start = adres("dossier:gesprek_start", huishouden) if huishouden else ""
    return {
        "afspraak": regel.afspraak,
        "stand": regel.stand,
        "start_url": start if regel.afspraak.soort in ("gesprek", "evaluatie") else "",
        "plek": _plek(regel.afspraak),
        "voor": mensen.get(regel.afspraak.gebruiker_id, ""),
    }


def _plek(afspraak: Any) -> str:
    if afspraak.plaats:
        return str(afspraak.plaats)
    huishouden = afspraak.huishouden
    return huishouden.adres if huishouden and afspraak.soort != "bellen" else ""


def _in_gevaar(werk: Sequence[Werk], vandaag: date) -> int:
    """Count what is late or ends within a week, and every crisis."""
    grens = vandaag + timedelta(days=LET_OP_DAGEN)
    return sum(
        rij.is_crisis or (rij.regel.uiterlijk is not None and rij.regel.uiterlijk <= grens) for rij in werk
    )


def _groep(groep: Any, vandaag: date, mensen: Mapping[UUID, str]) -> dict[str, Any]:
    rijen = [
        {
            "actie": actie,
            "id": f"actie-{actie.pk}",
            "url": (url := _route("dossier:actie_afronden", actie.pk)),
            "mag": bool(url),
            "klaar": actie.status == ActieStatus.KLAAR,
            "meta": f"huishouden {actie.huishouden.naam}{_voor(actie, mensen)}",
            "wanneer": wanneer_van(actie, vandaag),
            "te_laat": groep.is_te_laat,
        }
        for actie in groep.acties
    ]
    return {"kop": groep.kop, "is_te_laat": groep.is_te_laat, "rijen": rijen}


def _voor(actie: Any, mensen: Mapping[UUID, str]) -> str:
    naam = mensen.get(actie.gebruiker_id, "")
    return f" · voor {naam}" if naam else ""


def _route(naam: str, *args: Any) -> str:
    try:
        return reverse(naam, args=args)
    except NoReverseMatch:
        return ""


def _zin(afspraken: Any, gevaar: int, acties: int, signalen: int) -> list[dict[str, str]]:
    """Return the parts of the summary sentence that are not zero, each with where it jumps to."""
    nog = sum(regel.stand != "voorbij" for regel in afspraken)
    delen = [
        (nog, "afspraak", "afspraken", "#p-vandaag"),
        (gevaar, "termijn in gevaar", "termijnen in gevaar", "#p-werk"),
        (acties, "actie", "acties", "#p-acties"),
        (signalen, "nieuw signaal", "nieuwe signalen", "#p-signalen"),
    ]
    woorden = [
        (f"{aantal} {een if aantal == 1 else meer}", doel) for aantal, een, meer, doel in delen if aantal
    ]
    laatste = len(woorden) - 1
    return [
        {
            "tekst": tekst.replace(f"{SIGNALEN + 1} nieuwe", f"meer dan {SIGNALEN} nieuwe"),
            "doel": doel,
            "erna": "." if nummer == laatste else (" en " if nummer == laatste - 1 else ", "),
        }
        for nummer, (tekst, doel) in enumerate(woorden)
    ]


def _variant(request: GemeenteRequest) -> Variant:
    teams = sorted(teams_van(request.user), key=str)
    return Variant(request.instellingen.van_team(teams[0] if teams else None).variant)


@require_GET
def agenda(request: GemeenteRequest) -> HttpResponse:
    """Show the week as a list of days."""
    maandag = _maandag(request.GET.get("week", ""))
    basis = reverse("dossier:agenda")
    context = {
        "week": week_van(request.user, maandag, now()),
        "maandag": maandag,
        "zondag": maandag + timedelta(days=6),
        "vorige": f"{basis}?week={maandag - timedelta(days=7):%Y-%m-%d}",
        "volgende": f"{basis}?week={maandag + timedelta(days=7):%Y-%m-%d}",
    }
    return toon(request, "dossier/agenda.html", context)


def _maandag(tekst: str) -> date:
    try:
        dag = date.fromisoformat(tekst) if tekst else localdate()
    except ValueError:
        dag = localdate()
    if not localdate().year - 100 < dag.year < localdate().year + 100:
        dag = localdate()
    return dag - timedelta(days=dag.weekday())


@require_http_methods(["GET", "POST"])
def afspraak_nieuw(request: GemeenteRequest) -> HttpResponse:
    """Put an appointment in the own day."""
    return _afspraak(request, None)


@require_http_methods(["GET", "POST"])
def afspraak_voor(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Put an appointment with a household in the own day."""
    return _afspraak(request, huishouden_for(request.user, huishouden_id, doel=Doel.HULP))


def _afspraak(request: GemeenteRequest, huishouden: Huishouden | None) -> HttpResponse:
    form = AfspraakForm(request.POST if request.method == "POST" else None, initial={"dag": localdate()})
    if form.is_bound and form.is_valid():
        try:
            afspraak = plan_afspraak(
                gebruiker=request.user,
                huishouden=huishouden,
                gegevens=form.gegevens(),
                by=request.user,
                at=now(),
                id=eenmalig(request),
            )
        except Refusal as nee:
            weiger(form, nee)
        else:
            dag = begin_van(localdate(afspraak.begin))
            terug = (
                huishouden.get_absolute_url()
                if huishouden
                else f"{reverse('dossier:agenda')}?week={dag:%Y-%m-%d}"
            )
            return see_other(request, terug)
    if huishouden is None:
        return toon(request, "dossier/afspraak_nieuw.html", {"form": form}, fout=bool(form.errors))
    context = {**kader(request, huishouden, actief=""), "form": form}
    return toon(request, "dossier/afspraak_voor.html", context, fout=bool(form.errors))


@require_POST
def afspraak_vervalt(request: GemeenteRequest, afspraak_id: UUID) -> HttpResponse:
    """Take an appointment out of the day, or put it back (`terug`)."""
    afspraak = afspraak_for(request.user, afspraak_id)
    doe = restore_afspraak if "terug" in request.POST else cancel_afspraak
    doe(afspraak=afspraak, by=request.user, at=now())
    week = f"{reverse('dossier:agenda')}?week={localdate(afspraak.begin):%Y-%m-%d}"
    if "terug" in request.POST:
        return see_other(request, volgende(request, week))
    return toon(
        request, "dossier/afspraak_vervallen.html", {"afspraak": afspraak, "verder": volgende(request, week)}
    )
