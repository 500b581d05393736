"""Requests of residents: the list, those of a household, a new one, one of them, and each step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.values.bevinding import Ernst
from modules.dossier.access import huishouden_for
from modules.dossier.bewaren.access import inhoudelijk_for, verzoek_for
from modules.dossier.bewaren.actions import verzoek as actions
from modules.dossier.bewaren.forms.verzoek import (
    AntwoordForm,
    BehandelaarForm,
    BesluitForm,
    IdentiteitForm,
    NieuwVerzoekForm,
    VerklaringForm,
    VerlengForm,
)
from modules.dossier.bewaren.models import Afschriftstand, Verzoek
from modules.dossier.bewaren.queries.verzoeken import (
    SOORTEN,
    STANDEN,
    Verzoekvraag,
    tel_open,
    verzoeken_van,
    verzoekenlijst,
)
from modules.dossier.bewaren.rules import verzoek as regels
from modules.dossier.bewaren.views.afschrift import duurt_lang
from modules.dossier.models import Gesprek, Inwonertekst
from modules.dossier.rollen import SCHRIJFT
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.kader import huishouden_kader
from modules.inrichting.models import Teamlid


@require_GET
def verzoeken(request: GemeenteRequest) -> HttpResponse:
    """List requests, late ones on top."""
    vraag, basis, vandaag = Verzoekvraag.uit(request.GET), reverse("bewaren:verzoeken"), localdate()
    lijst = verzoekenlijst(request.user, vraag, vandaag=vandaag, basis=basis)
    if not request.user.has_rol(*SCHRIJFT):  # others see households: those lines are written by `toon`
        ids = [str(rij.pk) for rij in lijst.rijen]
        audit.record(
            "bewaren.verzoeken.bekeken", by=request.user, at=now(), soort="R", doel=Doel.BEHEER,
            detail={"verzoeken": ids},
        )  # fmt: skip
    context = {
        "vraag": vraag, "lijst": lijst, "aantal": tel_open(request.user, vandaag), "basis": basis,
        "standen": [(code, label, vraag.adres(basis, stand=code)) for code, label in STANDEN],
        "soorten": [(code, label, vraag.adres(basis, soort=code)) for code, label in SOORTEN],
        "alle_url": vraag.adres(basis, van=""), "mijn_url": vraag.adres(basis, van="mij"),
        "is_fg": not request.user.has_rol(*SCHRIJFT),
    }  # fmt: skip
    return toon(request, "bewaren/verzoeken.html", context)


@require_GET
def van_huishouden(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the requests of one household, and the own statements in its file."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.INZAGE_INWONER)
    context = {
        **huishouden_kader(request, huishouden, "verzoeken", localdate()),
        "verzoeken": verzoeken_van(huishouden),
    }
    return toon(request, "bewaren/van_huishouden.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Take a request in."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.INZAGE_INWONER)
    leden = huishouden.leden.select_related("inwoner").order_by("rol", "van", "id")
    form = NieuwVerzoekForm(
        request.POST if request.method == "POST" else None, leden=leden, initial={"ontvangen_op": localdate()}
    )
    if form.is_bound and form.is_valid():
        try:
            verzoek = actions.register_verzoek(
                huishouden=huishouden, inwoner=form.over_wie(), nieuw=form.nieuw(), by=request.user, at=now(),
                id=eenmalig(request),
            )  # fmt: skip
        except actions.MagNietVragen as nee:
            for bevinding in nee.bevindingen:
                form.add_error(bevinding.veld, bevinding.text)
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, verzoek)
    context = {**huishouden_kader(request, huishouden, "verzoeken", localdate()), "form": form}
    return toon(request, "bewaren/nieuw.html", context, fout=bool(form.errors))


@require_GET
def verzoek(request: GemeenteRequest, verzoek_id: UUID) -> HttpResponse:
    """Show one request and what has to happen."""
    return _pagina(request, verzoek_for(request.user, verzoek_id))


def _pagina(
    request: GemeenteRequest, rij: Verzoek, form: forms.Form | None = None, bij: str = ""
) -> HttpResponse:
    """Draw the page of a request; `form` with its faults takes the place of the empty one."""
    formulieren = _formulieren(request, rij)
    if form is not None:
        formulieren[bij] = form
    vandaag = localdate()
    context: dict[str, Any] = {
        "verzoek": rij, "vandaag": vandaag, "formulieren": formulieren, "form": form,
        "is_te_laat": rij.is_te_laat(vandaag), "mag_verlengen": not rij.is_klaar and not
        regels.controleer_verlenging(rij.norm, rij.uiterlijk, vandaag, al_verlengd=rij.verlengd_op is not None),
        "let_op": _let_op(rij), "met_inhoud": rij.huishouden is not None,
        **_afschriften(rij), "nu": now(),
        "verklaringen": _verklaringen(rij),
    }  # fmt: skip
    return toon(request, "bewaren/verzoek.html", context, fout=form is not None)


def _afschriften(rij: Verzoek) -> dict[str, Any]:
    """Return the copies that were made, and the one that is being made now; one query."""
    alle = list(rij.afschriften.select_related("gemaakt_door")[:5])
    onderweg = next((afschrift for afschrift in alle if afschrift.is_onderweg), None)
    nieuwste = [afschrift for afschrift in alle if not afschrift.is_onderweg][:1]
    gemaakt = [
        a for a in alle if a.stand == Afschriftstand.KLAAR or a in nieuwste
    ]  # an old failure says nothing
    return {
        "afschriften": [afschrift for afschrift in gemaakt if afschrift.stand == Afschriftstand.KLAAR],
        "gemaakt": gemaakt, "onderweg": onderweg, "duurt_lang": onderweg is not None and duurt_lang(onderweg),
    }  # fmt: skip


def _formulieren(request: GemeenteRequest, rij: Verzoek) -> dict[str, forms.Form]:
    vandaag = localdate()
    gevonden: dict[str, forms.Form] = {
        "identiteit": IdentiteitForm(initial={"hoe": rij.identiteit}),
        "verlengen": VerlengForm(),
        "besluit": BesluitForm(initial={
            "besluit": rij.besluit, "weigergronden": rij.weigergronden, "motivering": rij.motivering,
            "wat_gedaan": rij.wat_gedaan,
        }),
        "antwoord": AntwoordForm(initial={"op": vandaag}),
    }  # fmt: skip
    if rij.huishouden is not None:
        gevonden["behandelaar"] = BehandelaarForm(
            collegas=_collegas(request, rij), initial={"aan": str(rij.behandelaar_id or "")}
        )
        gevonden["verklaring"] = VerklaringForm(gesprekken=_gesprekken(rij))
    return gevonden


def _collegas(request: GemeenteRequest, rij: Verzoek) -> list[Any]:
    leden = Teamlid.objects.op(localdate()).filter(team_id=rij.team_id).values("gebruiker_id")
    return list(Gebruiker.objects.actief().filter(Q(pk__in=leden) | Q(pk=request.user.pk)).order_by("naam"))


def _gesprekken(rij: Verzoek) -> list[Gesprek]:
    return list(
        Gesprek.objects.filter(huishouden=rij.huishouden).only("begonnen_op").order_by("-begonnen_op")[:20]
    )


def _verklaringen(rij: Verzoek) -> list[Inwonertekst]:
    if rij.huishouden is None:
        return []
    return list(Inwonertekst.objects.filter(huishouden=rij.huishouden, bij_soort="dossier").order_by("op"))


def _let_op(rij: Verzoek) -> list[str]:
    if rij.inwoner is None:
        return []
    bevindingen = regels.controleer_aanvrager(
        actions.wie_van(rij.inwoner, rij.ontvangen_op), aanvrager=rij.aanvrager, machtiging=rij.machtiging,
        dag=rij.ontvangen_op,
    )  # fmt: skip
    return [bevinding.text for bevinding in bevindingen if bevinding.ernst is Ernst.LET_OP]


Doe = Callable[[Verzoek, forms.Form, GemeenteRequest], Any]


def _stap(
    request: GemeenteRequest, verzoek_id: UUID, bij: str, form: Callable[[Verzoek], forms.Form], doe: Doe
) -> HttpResponse:
    """Do one step of a request, or show its form again with what is wrong."""
    rij = inhoudelijk_for(request.user, verzoek_id)
    ingevuld = form(rij)
    if ingevuld.is_valid():
        try:
            doe(rij, ingevuld, request)
        except actions.MagNietVragen as nee:
            for bevinding in nee.bevindingen:
                veld = bevinding.veld if bevinding.veld in ingevuld.fields else None
                ingevuld.add_error(veld, bevinding.text)
        except (Refusal, Verouderd) as nee:
            weiger(ingevuld, nee)
        else:
            return see_other(request, rij)
    return _pagina(request, rij, ingevuld, bij)


def _versie(request: GemeenteRequest) -> int | None:
    tekst = request.POST.get("versie", "")
    return int(tekst) if tekst.isdigit() and len(tekst) < 9 else None


@require_POST
def identiteit(request: GemeenteRequest, verzoek_id: UUID) -> HttpResponse:
    """Record how somebody knows who asks."""
    return _stap(
        request, verzoek_id, "identiteit", lambda _: IdentiteitForm(request.POST),
        lambda rij, form, r: actions.check_identiteit(
            verzoek=rij, hoe=form.cleaned_data["hoe"], versie=_versie(r), by=r.user, at=now()
        ),
    )  # fmt: skip


@require_POST
def toewijzen(request: GemeenteRequest, verzoek_id: UUID) -> HttpResponse:
    """Give it to a colleague."""
    return _stap(
        request, verzoek_id, "behandelaar",
        lambda rij: BehandelaarForm(request.POST, collegas=_collegas(request, rij)),
        lambda rij, form, r: actions.assign_verzoek(
            verzoek=rij, aan=form.collegas[form.cleaned_data["aan"]], versie=_versie(r), by=r.user, at=now()  # type: ignore[attr-defined]
        ),
    )  # fmt: skip


@require_POST
def verlengen(request: GemeenteRequest, verzoek_id: UUID) -> HttpResponse:
    """Take two months more."""
    return _stap(
        request, verzoek_id, "verlengen", lambda _: VerlengForm(request.POST),
        lambda rij, form, r: actions.extend_verzoek(
            verzoek=rij, omdat=form.cleaned_data["omdat"], versie=_versie(r), by=r.user, at=now()
        ),
    )  # fmt: skip


@require_POST
def besluit(request: GemeenteRequest, verzoek_id: UUID) -> HttpResponse:
    """Decide."""

    def doe(rij: Verzoek, form: forms.Form, r: GemeenteRequest) -> Any:
        gegeven = form.cleaned_data
        return actions.decide_verzoek(
            verzoek=rij, besluit=gegeven["besluit"], gronden=gegeven["weigergronden"],
            motivering=gegeven["motivering"], wat_gedaan=gegeven["wat_gedaan"], versie=_versie(r), by=r.user, at=now(),
        )  # fmt: skip

    return _stap(request, verzoek_id, "besluit", lambda _: BesluitForm(request.POST), doe)


@require_POST
def antwoord(request: GemeenteRequest, verzoek_id: UUID) -> HttpResponse:
    """Record the answer, or that the resident took it back."""
    if request.POST.get("ingetrokken") == "1":
        rij = inhoudelijk_for(request.user, verzoek_id)
        try:
            actions.withdraw_verzoek(verzoek=rij, by=request.user, at=now())
        except Refusal as nee:
            form = AntwoordForm(request.POST)
            form.is_valid()
            weiger(form, nee)
            return _pagina(request, rij, form, "antwoord")
        return see_other(request, rij)
    return _stap(
        request, verzoek_id, "antwoord", lambda _: AntwoordForm(request.POST),
        lambda rij, form, r: actions.answer_verzoek(
            verzoek=rij, **form.cleaned_data, versie=_versie(r), by=r.user, at=now()
        ),
    )  # fmt: skip


@require_POST
def verklaring(request: GemeenteRequest, verzoek_id: UUID) -> HttpResponse:
    """Put the own statement in the file."""

    def doe(rij: Verzoek, form: forms.Form, r: GemeenteRequest) -> Any:
        bij = form.cleaned_data["bij"]
        return actions.add_verklaring(
            verzoek=rij, tekst=form.cleaned_data["tekst"], bij_soort="gesprek" if bij else "dossier",
            bij_id=UUID(bij) if bij else None, by=r.user, at=now(),
        )  # fmt: skip

    return _stap(
        request,
        verzoek_id,
        "verklaring",
        lambda rij: VerklaringForm(request.POST, gesprekken=_gesprekken(rij)),
        doe,
    )
