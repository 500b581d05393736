"""The talk: its list, its page, the four frames, the report, and looking together."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import GeenZicht, Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import eis_leefgebieden, huishouden_for
from modules.dossier.actions import gesprek as actions
from modules.dossier.actions.concept import discard_concept
from modules.dossier.forms.gesprek import (
    BehoefteForm,
    GesprekForm,
    KadersForm,
    MarkeringForm,
    ReactieForm,
    VerslagForm,
)
from modules.dossier.models import (
    Behoefte,
    Gesprek,
    GesprekSoort,
    GesprekStand,
    Huishouden,
    Inwonertekst,
    Markering,
    Reactie,
)
from modules.dossier.models import KaderAntwoord as KaderAntwoordRij
from modules.dossier.queries.concepten import concept_van
from modules.dossier.queries.gesprekken import stapnamen, wat_ontbreekt
from modules.dossier.rules.kanteling import KADERS, KaderAntwoord, aantal_bekeken
from modules.dossier.rules.verslag import stel_verslag_op
from modules.dossier.views.antwoord import conflict, toon, weiger
from modules.dossier.views.kader import huishouden_kader, lopende_casus
from modules.dossier.views.versie import versie_van
from modules.dossier.zicht import leefgebied_categorie, mate_over, onderwerp_van
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.rules.protocol import Categorie, Mate


@require_GET
def gesprekken(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """List the talks of a household, newest first."""
    return _lijst(request, huishouden_for(request.user, huishouden_id, doel=Doel.HULP))


def _lijst(request: GemeenteRequest, huishouden: Huishouden, *, fout: str = "") -> HttpResponse:
    lijst = (
        Gesprek.objects.filter(huishouden=huishouden)
        .select_related("gestart_door")
        .annotate(aantal_behoeften=Count("behoeften"))
    )
    context = huishouden_kader(request, huishouden, "gesprekken", localdate())
    gesprekken = list(lijst[:100])
    regels = [
        (rij, "" if _leest(request, huishouden, rij) else _gesloten(huishouden, rij)) for rij in gesprekken
    ]
    context |= {"gesprekken": regels, "fout": fout}
    return toon(request, "dossier/gesprekken.html", context, fout=bool(fout))


@require_http_methods(["GET", "POST"])
def gesprek_start(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Begin a talk, or go on with the open one. Only looking (GET) begins nothing."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    if request.method == "GET":
        context = huishouden_kader(request, huishouden, "gesprekken", localdate())
        return toon(request, "dossier/gesprek_start.html", context)
    casus = lopende_casus(huishouden)
    if casus is None:
        raise Http404
    variant = request.instellingen.van_casus(casus.teammodel_id, casus.team_id)
    soort = GesprekSoort.OVERLEG if str(variant.variant) == "netwerk" else GesprekSoort.KEUKENTAFEL
    try:
        gesprek = actions.start_gesprek(
            huishouden=huishouden, casus=casus, soort=soort, by=request.user, at=now()
        )
    except Refusal as refusal:
        return _lijst(request, huishouden, fout=str(refusal))
    return see_other(request, "dossier:gesprek", gesprek.pk)


def gesprek_for(request: GemeenteRequest, gesprek_id: UUID) -> tuple[Gesprek, Huishouden]:
    """Open the door to a talk through its household.

    :raises Http404: it is not there, or its household is not this person's.
    """
    gesprek = Gesprek.objects.select_related("gestart_door", "casus").filter(pk=gesprek_id).first()
    if gesprek is None:
        raise Http404
    huishouden = huishouden_for(request.user, gesprek.huishouden_id, doel=Doel.HULP)
    if gesprek.gestart_door_id != request.user.pk:
        eis_leefgebieden(request.user, huishouden, gesprek.leefgebieden)
    audit.record_inzage(target=gesprek, by=request.user, doel=Doel.HULP, at=now())
    return gesprek, huishouden


def _leest(request: GemeenteRequest, huishouden: Huishouden, rij: Gesprek) -> bool:
    """Whether what was said may be read: all of it is about leefgebieden this person reads, or it is his talk."""
    return (
        rij.gestart_door_id == request.user.pk or mate_over(huishouden.zicht, rij.leefgebieden) is Mate.ALLES
    )


def _gesloten(huishouden: Huishouden, rij: Gesprek) -> str:
    dicht = [code for code in rij.leefgebieden if mate_over(huishouden.zicht, [code]) is not Mate.ALLES]
    over = sorted({str(leefgebied_categorie(code).label).lower() for code in dicht})
    return f"Dit gesprek gaat ook over {' en '.join(over)}. Wat er is gezegd, zie je daarom niet."


@require_http_methods(["GET", "POST"])
def gesprek(request: GemeenteRequest, gesprek_id: UUID) -> HttpResponse:
    """Show a talk and keep what is written; `afronden` rounds it off."""
    rij, huishouden = gesprek_for(request, gesprek_id)
    if request.method == "GET" or rij.stand == GesprekStand.AFGEROND:
        return _pagina(request, rij, huishouden)
    form = _form(request, rij, huishouden, request.POST)
    if not form.is_valid():
        return _pagina(request, rij, huishouden, form=form, fout=True)
    try:
        rij = actions.save_gesprek(
            gesprek=rij, waarden=form.waarden(), versie=versie_van(request, rij), by=request.user, at=now()
        )
        discard_concept(gebruiker=request.user, sleutel=sleutel_van(rij))
        if "afronden" in request.POST:
            ontbreekt = wat_ontbreekt(rij, form.variant)
            if ontbreekt and "toch" not in request.POST:
                return _pagina(request, rij, huishouden, ontbreekt=ontbreekt, fout=True)
            actions.finish_gesprek(gesprek=rij, versie=rij.versie, by=request.user, at=now())
            return see_other(request, "dossier:verslag", rij.pk)
    except Verouderd as ander:
        velden = {veld: veld for veld in actions.VELDEN if veld in form.fields}
        terug = reverse("dossier:gesprek", args=[rij.pk])
        sleutel = sleutel_van(rij)
        return conflict(request, form=form, huidig=ander.huidig, velden=velden, terug=terug, sleutel=sleutel)
    except Refusal as refusal:
        weiger(form, refusal)
        return _pagina(request, rij, huishouden, form=form, fout=True)
    return see_other(request, "dossier:gesprek", rij.pk)


@require_POST
def behoefte_nieuw(request: GemeenteRequest, gesprek_id: UUID) -> HttpResponse:
    """Add a behoefte; to htmx the panel comes back with the new one in it."""
    rij, huishouden = gesprek_for(request, gesprek_id)
    form = BehoefteForm(request.POST, zicht=huishouden.zicht)
    if form.is_valid():
        try:
            actions.add_behoefte(gesprek=rij, **form.cleaned_data, by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal)
    return _na_deel(request, rij, huishouden, "behoeften", behoefte_form=form if form.errors else None)


@require_POST
def behoefte(request: GemeenteRequest, behoefte_id: UUID) -> HttpResponse:
    """Keep the four frames of a behoefte, or take the behoefte away (`verwijder`)."""
    nodig = (
        Behoefte.objects.select_related("gesprek__casus", "gesprek__gestart_door")
        .filter(pk=behoefte_id)
        .first()
    )
    if nodig is None:
        raise Http404
    huishouden = huishouden_for(request.user, nodig.huishouden_id, doel=Doel.HULP)
    eis_leefgebieden(request.user, huishouden, [nodig.leefgebied] if nodig.leefgebied else [])
    if "verwijder" in request.POST:
        try:
            actions.remove_behoefte(behoefte=nodig, by=request.user, at=now())
        except Refusal as refusal:
            return _pagina(request, nodig.gesprek, huishouden, melding=str(refusal), fout=True)
        return _na_deel(request, nodig.gesprek, huishouden, "behoeften")
    form = KadersForm(request.POST, prefix=f"b{nodig.pk}")
    if form.is_valid():
        try:
            actions.save_kaders(
                behoefte=nodig,
                antwoorden=form.antwoorden(),
                versie=versie_van(request, nodig),
                by=request.user,
                at=now(),
            )
        except Verouderd:
            terug = reverse("dossier:gesprek", args=[nodig.gesprek_id])
            nodig.refresh_from_db(fields=["versie"])
            huidig = SimpleNamespace(versie=nodig.versie, **_kaders_nu(nodig))
            velden = {veld: veld for veld in form.fields}
            return conflict(request, form=form, huidig=huidig, velden=velden, terug=terug)
        except actions.KaderOvergeslagen as over:
            for bevinding in over.bevindingen:
                form.add_error(f"{bevinding.veld}_niet", bevinding.text)
        except Refusal as refusal:
            weiger(form, refusal)
    fout_bij = {nodig.pk: form} if form.errors else {}
    return _na_deel(request, nodig.gesprek, huishouden, "behoeften", kader_forms=fout_bij)


@require_POST
def markering(request: GemeenteRequest, gesprek_id: UUID) -> HttpResponse:
    """Set a quick mark."""
    rij, huishouden = gesprek_for(request, gesprek_id)
    if rij.gestart_door_id != request.user.pk:  # marks are work notes of who began the talk
        raise GeenZicht("Je ziet dit niet: deze aantekeningen zijn van wie het gesprek begon.")
    form = MarkeringForm(request.POST)
    if form.is_valid():
        try:
            actions.add_markering(gesprek=rij, **form.cleaned_data, by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal)
    return _na_deel(request, rij, huishouden, "markeringen", markering_form=form if form.errors else None)


@require_POST
def markering_weg(request: GemeenteRequest, markering_id: UUID) -> HttpResponse:
    """Take a mark away."""
    rij = (
        Markering.objects.select_related("gesprek__casus", "gesprek__gestart_door")
        .filter(pk=markering_id)
        .first()
    )
    if rij is None or rij.gesprek.gestart_door_id != request.user.pk:
        raise Http404
    huishouden = huishouden_for(request.user, rij.gesprek.huishouden_id, doel=Doel.HULP)
    try:
        actions.remove_markering(markering=rij, by=request.user, at=now())
    except Refusal as refusal:
        return _pagina(request, rij.gesprek, huishouden, melding=str(refusal), fout=True)
    return _na_deel(request, rij.gesprek, huishouden, "markeringen")


@require_POST
def gesprek_heropen(request: GemeenteRequest, gesprek_id: UUID) -> HttpResponse:
    """Undo rounding off."""
    rij, huishouden = gesprek_for(request, gesprek_id)
    try:
        actions.reopen_gesprek(gesprek=rij, by=request.user, at=now())
    except Refusal as refusal:
        return _pagina(request, rij, huishouden, melding=str(refusal), fout=True)
    return see_other(request, "dossier:gesprek", rij.pk)


@require_http_methods(["GET", "POST"])
def verslag(request: GemeenteRequest, gesprek_id: UUID) -> HttpResponse:
    """Write the report for the resident, beginning with a proposal made of what was said."""
    rij, huishouden = gesprek_for(request, gesprek_id)
    beginwaarden = {
        "verslag": rij.verslag or stel_verslag_op(**_verslagdelen(rij, huishouden.zicht)),
        "verslag_verstuurd_op": rij.verslag_verstuurd_op,
    }
    sleutel = f"verslag-{rij.pk}"
    concept = concept_van(request.user, sleutel)
    form = VerslagForm(request.POST or None, initial=beginwaarden | (concept.inhoud if concept else {}))
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        try:
            actions.save_verslag(
                gesprek=rij,
                verslag=schoon["verslag"],
                verstuurd_op=schoon["verslag_verstuurd_op"],
                reactie=schoon["reactie_inwoner"],
                versie=versie_van(request, rij),
                by=request.user,
                at=now(),
            )
        except Verouderd as ander:
            velden = {"verslag": "verslag"}
            terug = reverse("dossier:verslag", args=[rij.pk])
            return conflict(
                request, form=form, huidig=ander.huidig, velden=velden, terug=terug, sleutel=sleutel
            )
        discard_concept(gebruiker=request.user, sleutel=sleutel)
        return see_other(request, "dossier:verslag", rij.pk)
    context = huishouden_kader(request, huishouden, "gesprekken", localdate())
    context |= {
        "gesprek": rij,
        "form": form,
        "sleutel": sleutel,
        "concept": concept,
        "woorden": woorden_bij(rij, "verslag"),
    }
    return toon(request, "dossier/verslag.html", context, fout=bool(form.errors))


@require_GET
def samen_kijken(request: GemeenteRequest, gesprek_id: UUID) -> HttpResponse:
    """Show only the resident's own words, large: no notes, nobody else's data."""
    rij, huishouden = gesprek_for(request, gesprek_id)
    behoeften = [nodig for nodig in rij.behoeften.all() if _leest_behoefte(huishouden.zicht, nodig)]
    return toon(request, "dossier/samen_kijken.html", {"gesprek": rij, "behoeften": behoeften})


@require_POST
def reactie_nieuw(request: GemeenteRequest, gesprek_id: UUID, tekst_id: UUID) -> HttpResponse:
    """Put a comment of staff beside the words of a resident: those stay as they are (F037, N10)."""
    rij, huishouden = gesprek_for(request, gesprek_id)
    tekst = Inwonertekst.objects.filter(pk=tekst_id, bij_id=rij.pk, huishouden=huishouden).first()
    if tekst is None:
        raise Http404
    form = ReactieForm(request.POST)
    if form.is_valid():
        actions.add_reactie(bij=tekst, **form.cleaned_data, by=request.user, at=now())
        return see_other(request, reverse("dossier:gesprek", args=[rij.pk]) + "#p-woorden")
    return _pagina(request, rij, huishouden, reactie_form=form, reactie_bij=tekst.pk, fout=True)


# -- putting the page together ------------------------------------------------------------------


def sleutel_van(rij: Gesprek) -> str:
    """Return the key of the draft of this talk."""
    return f"gesprek-{rij.pk}"


def woorden_bij(rij: Gesprek, *soorten: str) -> list[Inwonertekst]:
    """Return what residents said with this talk, with the comments of staff beside it; two queries."""
    teksten = Inwonertekst.objects.filter(bij_id=rij.pk, bij_soort__in=soorten, ingetrokken_op=None)
    reacties = Prefetch("reacties", queryset=Reactie.objects.select_related("door"))
    return list(teksten.select_related("inwoner", "opgeschreven_door").prefetch_related(reacties))


def _form(request: GemeenteRequest, rij: Gesprek, huishouden: Huishouden, data: Any = None) -> GesprekForm:
    variant = request.instellingen.van_casus(rij.casus.teammodel_id, rij.casus.team_id)
    leden = huishouden.leden.filter(tot=None).select_related("inwoner").order_by("rol", "van")
    form = GesprekForm(
        data,
        leden=leden,
        met_onderzoek="onderzoek" in stapnamen(variant),
        met_organisaties=str(variant.variant) == "netwerk",
        zicht=huishouden.zicht,
        met_voorbereiding=rij.gestart_door_id == request.user.pk,
        initial=_beginwaarden(rij),
    )
    form.variant = variant
    return form


def _beginwaarden(rij: Gesprek) -> dict[str, Any]:
    erbij = [wie["id"] for wie in rij.aanwezigen if wie.get("soort") == "inwoner"]
    ook = ", ".join(wie["naam"] for wie in rij.aanwezigen if wie.get("soort") != "inwoner")
    velden = (veld for veld in actions.VELDEN if veld not in ("aanwezigen", "gegevens"))
    return {
        **{veld: getattr(rij, veld) for veld in velden},
        **rij.gegevens,
        "aanwezig": erbij,
        "ook_aanwezig": ook,
    }


def _kaders_nu(nodig: Behoefte) -> dict[str, str]:
    """Return what stands in the frames of a behoefte, under the names of the fields."""
    tekst = {f"{kader.value}{staart}": "" for kader in KADERS for staart in ("", "_niet")}
    for antwoord in KaderAntwoordRij.objects.filter(behoefte=nodig):
        tekst |= {antwoord.kader: antwoord.tekst, f"{antwoord.kader}_niet": antwoord.overgeslagen_omdat}
    return tekst


def _leest_behoefte(zicht: Any, nodig: Behoefte) -> bool:
    return mate_over(zicht, [nodig.leefgebied] if nodig.leefgebied else []) is Mate.ALLES


def _behoeften(rij: Gesprek, kader_forms: dict[UUID, KadersForm], zicht: Any) -> list[dict[str, Any]]:
    """Return the behoeften; of one about something closed only that it is there."""
    regels: list[dict[str, Any]] = []
    for nodig in rij.behoeften.prefetch_related(Prefetch("kaders")):
        if not _leest_behoefte(zicht, nodig):
            regels.append({"gesloten": f"Een behoefte over {onderwerp_van(zicht, [nodig.leefgebied])}."})
            continue
        antwoorden = {
            antwoord.kader: KaderAntwoord(antwoord.tekst, antwoord.overgeslagen_omdat)
            for antwoord in nodig.kaders.all()
        }
        begin = {kader: antwoord.tekst for kader, antwoord in antwoorden.items()}
        begin |= {f"{kader}_niet": antwoord.overgeslagen_omdat for kader, antwoord in antwoorden.items()}
        form = kader_forms.get(nodig.pk) or KadersForm(initial=begin, prefix=f"b{nodig.pk}")
        regels.append(
            {
                "rij": nodig,
                "form": form,
                "versie": form.data.get("versie")
                or nodig.versie,  # after a fault: what was typed began there
                "kaders": form.regels(),
                "bekeken": aantal_bekeken(antwoorden),
                "van": len(KADERS),
                "leefgebied": ZRM_2013.label(nodig.leefgebied) if nodig.leefgebied in ZRM_2013 else "",
                "open": bool(form.errors) or not antwoorden,
            }
        )
    return regels


def _context(
    request: GemeenteRequest,
    rij: Gesprek,
    huishouden: Huishouden,
    *,
    form: GesprekForm | None = None,
    kader_forms: dict[UUID, KadersForm] | None = None,
    behoefte_form: BehoefteForm | None = None,
    markering_form: MarkeringForm | None = None,
    **meer: Any,
) -> dict[str, Any]:
    context = huishouden_kader(request, huishouden, "gesprekken", localdate())
    concept = concept_van(request.user, sleutel_van(rij))
    form = form or _form(request, rij, huishouden)
    if concept is not None:
        form.initial.update({naam: waarde for naam, waarde in concept.inhoud.items() if naam in form.fields})
    return {
        **context,
        "gesprek": rij,
        "form": form,
        "concept": concept,
        "sleutel": sleutel_van(rij),
        "behoeften": _behoeften(rij, kader_forms or {}, huishouden.zicht),
        "behoefte_form": behoefte_form or BehoefteForm(zicht=huishouden.zicht),
        "is_van_mij": rij.gestart_door_id == request.user.pk,
        "markeringen": list(rij.markeringen.all()) if rij.gestart_door_id == request.user.pk else [],
        "markering_form": markering_form or MarkeringForm(),
        "woorden": woorden_bij(rij, "gesprek", "verslag") if rij.stand == GesprekStand.AFGEROND else [],
        "reactie_form": ReactieForm(),
        "onderzoek_open": bool(meer.get("ontbreekt")),
        **meer,
    }


def _pagina(
    request: GemeenteRequest, rij: Gesprek, huishouden: Huishouden, *, fout: bool = False, **meer: Any
) -> HttpResponse:
    schrijft = huishouden.zicht.mag(Categorie.LEEFGEBIEDEN, schrijven=True)
    lezen = rij.stand == GesprekStand.AFGEROND or not schrijft
    sjabloon = "dossier/gesprek_klaar.html" if lezen else "dossier/gesprek.html"
    return toon(request, sjabloon, _context(request, rij, huishouden, **meer), fout=fout)


def _na_deel(
    request: GemeenteRequest, rij: Gesprek, huishouden: Huishouden, deel: str, **meer: Any
) -> HttpResponse:
    """Answer a change of one part: the part to htmx, the page to a browser; faults keep what was typed."""
    fout = any(waarde for waarde in meer.values() if waarde)
    if not request.htmx and not fout:
        return see_other(request, reverse("dossier:gesprek", args=[rij.pk]) + f"#p-{deel}")
    context = _context(request, rij, huishouden, **meer)
    return toon(request, "dossier/gesprek.html", context, deel=deel, fout=fout)


def _verslagdelen(rij: Gesprek, zicht: Any) -> dict[str, Any]:
    behoeften = [
        (
            nodig.tekst,
            [
                (antwoord.get_kader_display(), antwoord.tekst)
                for antwoord in _op_volgorde(nodig)
                if antwoord.tekst
            ],
        )
        for nodig in rij.behoeften.prefetch_related("kaders")
        if _leest_behoefte(zicht, nodig)
    ]
    return {
        "dag": localdate(rij.begonnen_op),
        "wie": [wie["naam"] for wie in rij.aanwezigen],
        "medewerker": rij.gestart_door.naam,
        "verhaal": rij.verhaal,
        "gevraagd": rij.gevraagd,
        "sterk": rij.sterk,
        "toekomst": rij.toekomst,
        "behoeften": behoeften,
    }


def _op_volgorde(nodig: Behoefte) -> list[Any]:
    volgorde = {kader.value: plek for plek, kader in enumerate(KADERS)}
    return sorted(nodig.kaders.all(), key=lambda antwoord: volgorde[antwoord.kader])
