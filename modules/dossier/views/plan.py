"""The plan: reading it, writing a concept, agreeing on it, its versions, and on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker, RolToekenning
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import eis_leefgebieden, huishouden_for
from modules.dossier.actions import plan as actions
from modules.dossier.actions.actie import add_actie
from modules.dossier.actions.concept import discard_concept
from modules.dossier.forms.plan import (
    ActieForm,
    AfspreekForm,
    DoelForm,
    DoelWijzigForm,
    OplossingForm,
    PlanTekstForm,
    ResultaatForm,
)
from modules.dossier.models import (
    Doelstelling,
    Huishouden,
    Instemming,
    Inwonertekst,
    Markering,
    Plan,
    PlanOplossing,
    Resultaat,
)
from modules.dossier.queries.concepten import concept_van
from modules.dossier.queries.plannen import Planbeeld, leest, planbeeld
from modules.dossier.rules import plan as regels
from modules.dossier.views.antwoord import conflict, toon, weiger
from modules.dossier.views.kader import huishouden_kader
from modules.dossier.views.versie import versie_van
from modules.inrichting.codelijsten import InstemmingUitkomst, PlanStatus
from modules.inrichting.models import Teamlid
from modules.inrichting.rules.protocol import Categorie

VAN_KRACHT = (PlanStatus.ACTIEF, PlanStatus.IN_EVALUATIE)


@require_GET
def plan(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the plan in force, an older version (`?versie=2`), or what to do when there is none."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.PLAN)
    return toon_plan(request, huishouden)


def toon_plan(
    request: GemeenteRequest,
    huishouden: Huishouden,
    *,
    actie_form: tuple[UUID, ActieForm] | None = None,
    **meer: Any,
) -> HttpResponse:
    context = huishouden_kader(request, huishouden, "plan", localdate())
    plannen = list(Plan.objects.filter(huishouden=huishouden).select_related("gemaakt_door"))
    concept = next((rij for rij in plannen if rij.status == PlanStatus.CONCEPT), None)
    gekozen = _gekozen(request, plannen)
    beeld = planbeeld(gekozen, context["vandaag"], huishouden.zicht) if gekozen else None
    context |= {
        "beeld": beeld,
        "concept": concept,
        "plannen": [rij for rij in plannen if rij.status != PlanStatus.CONCEPT],
        "is_van_kracht": gekozen is not None and gekozen.status in VAN_KRACHT,
        **meer,
    }
    if beeld is not None:
        acties = _actie_forms(huishouden, context, beeld, actie_form)
        context["doelen"] = [
            _doel_met_forms(doel, acties[doel.rij.pk], None, huishouden.zicht) for doel in beeld.doelen
        ]
    return toon(request, "dossier/plan.html", context, fout=bool(meer.get("fout")))


def _gekozen(request: GemeenteRequest, plannen: list[Plan]) -> Plan | None:
    versie = request.GET.get("versie", "")
    if versie.isascii() and versie.isdigit():
        gevonden = next((rij for rij in plannen if rij.nummer == int(versie)), None)
        if gevonden is None:
            raise Http404
        return gevonden
    van_kracht = next((rij for rij in plannen if rij.status in VAN_KRACHT), None)
    return van_kracht or next((rij for rij in plannen if rij.status != PlanStatus.CONCEPT), None)


def _actie_forms(
    huishouden: Huishouden,
    context: dict[str, Any],
    beeld: Planbeeld,
    fout: tuple[UUID, ActieForm] | None,
    wat: str = "",
) -> dict[UUID, ActieForm]:
    """Return a form per goal to add an action; the one with faults keeps what was typed."""
    mensen = wie_kan(huishouden, context)
    begin = {"wat": wat}
    forms = {
        doel.rij.pk: ActieForm(prefix=f"a{doel.nummer}", initial=begin, **mensen) for doel in beeld.doelen
    }
    if fout is not None:
        forms[fout[0]] = fout[1]
    return forms


def wie_kan(huishouden: Huishouden, context: dict[str, Any]) -> dict[str, Any]:
    """Return who can do an action: the household, its network and who works in the team. Two queries."""
    casus = context["kader"].casus
    team_id = casus.team_id if casus else None
    leden = Teamlid.objects.op(context["vandaag"]).filter(team_id=team_id)
    in_team = Q(pk__in=leden.values("gebruiker_id")) | Q(
        pk__in=RolToekenning.objects.filter(team_id=team_id, team_id__isnull=False).values("gebruiker_id")
    )
    return {
        "inwoners": [lid.inwoner for lid in context["kader"].leden],
        "netwerk": list(huishouden.netwerk.all()),
        "collegas": list(Gebruiker.objects.actief().filter(in_team)),
    }


@require_POST
def plan_begin(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Begin a concept, or go on with the one there is."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.PLAN)
    kader = huishouden_kader(request, huishouden, "plan", localdate())["kader"]
    if kader.casus is None:
        raise Http404
    try:
        concept = actions.begin_plan(huishouden=huishouden, casus=kader.casus, by=request.user, at=now())
    except Refusal as refusal:
        return toon_plan(request, huishouden, fout=str(refusal))
    return see_other(request, "dossier:plan_bewerken", concept.pk)


@require_GET
def doel_erbij(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Lead to where a goal is added: the concept, or the plan with the button that makes one."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.PLAN)
    concept = Plan.objects.filter(huishouden=huishouden, status=PlanStatus.CONCEPT).first()
    if concept is None:
        return see_other(request, "dossier:plan", huishouden.pk)
    return see_other(request, reverse("dossier:plan_bewerken", args=[concept.pk]) + "#p-doel-nieuw")


def plan_for(request: GemeenteRequest, plan_id: UUID) -> tuple[Plan, Huishouden]:
    """Open the door to a plan through its household.

    :raises Http404: it is not there, or its household is not this person's.
    """
    rij = Plan.objects.select_related("casus").filter(pk=plan_id).first()
    if rij is None:
        raise Http404
    huishouden = huishouden_for(request.user, rij.huishouden_id, doel=Doel.PLAN)
    audit.record_inzage(target=rij, by=request.user, doel=Doel.PLAN, at=now())
    return rij, huishouden


@require_http_methods(["GET", "POST"])
def plan_bewerken(request: GemeenteRequest, plan_id: UUID) -> HttpResponse:
    """Write the texts of a concept; goals and actions have their own small forms on the page."""
    rij, huishouden = plan_for(request, plan_id)
    if rij.status != PlanStatus.CONCEPT:
        return see_other(request, "dossier:plan", huishouden.pk)
    if request.method == "GET":
        return _bewerk(request, rij, huishouden)
    form = PlanTekstForm(request.POST, zicht=huishouden.zicht)
    if not form.is_valid():
        return _bewerk(request, rij, huishouden, form=form)
    try:
        versie = versie_van(request, rij)
        actions.save_teksten(plan=rij, waarden=form.cleaned_data, versie=versie, by=request.user, at=now())
    except Verouderd as ander:
        terug = reverse("dossier:plan_bewerken", args=[rij.pk])
        velden = {veld: veld for veld in actions.TEKSTEN if veld in form.fields}
        sleutel = f"plan-{rij.pk}"
        return conflict(request, form=form, huidig=ander.huidig, velden=velden, terug=terug, sleutel=sleutel)
    discard_concept(gebruiker=request.user, sleutel=f"plan-{rij.pk}")
    if "afspreken" in request.POST:
        return see_other(request, "dossier:plan_afspreken", rij.pk)
    return see_other(request, "dossier:plan_bewerken", rij.pk)


def _bewerk(
    request: GemeenteRequest,
    rij: Plan,
    huishouden: Huishouden,
    *,
    form: PlanTekstForm | None = None,
    doel_form: DoelForm | None = None,
    actie_form: tuple[UUID, ActieForm] | None = None,
    deel_form: tuple[str, UUID, Any] | None = None,
    deel: str = "",
) -> HttpResponse:
    context = huishouden_kader(request, huishouden, "plan", localdate())
    zicht = huishouden.zicht
    beeld = planbeeld(rij, context["vandaag"], zicht)
    concept = concept_van(request.user, f"plan-{rij.pk}")
    begin = {veld: getattr(rij, veld) for veld in actions.TEKSTEN}
    onthouden = _onthouden(request, huishouden, beeld)
    afspraak = next((m.tekst for m in onthouden if str(m.pk) == request.GET.get("afspraak")), "")
    acties = _actie_forms(huishouden, context, beeld, actie_form, afspraak)
    fout = any((form, doel_form, actie_form, deel_form))
    context |= {
        "beeld": beeld,
        "form": form or PlanTekstForm(initial=begin | (concept.inhoud if concept else {}), zicht=zicht),
        "veiligheid": beeld.veiligheid,
        "concept": concept,
        "sleutel": f"plan-{rij.pk}",
        "doel_form": doel_form or DoelForm(problemen=beeld.problemen, zicht=zicht),
        "doelen": [_doel_met_forms(doel, acties[doel.rij.pk], deel_form, zicht) for doel in beeld.doelen],
        "onthouden": onthouden,
        "let_op": _let_op(beeld, context["vandaag"]),
    }
    return toon(request, "dossier/plan_bewerken.html", context, deel=deel, fout=fout)


def _let_op(beeld: Planbeeld, vandaag: Any) -> Any:
    """Return the remarks on what this person sees of the plan: nothing is said of a goal that stays closed."""
    open_deel = replace(
        beeld, doelen=[doel for doel in beeld.doelen if not doel.is_dicht and not doel.is_kort]
    )
    return regels.controleer_lagen(open_deel.als_regel(), vandaag=vandaag)


def _onthouden(request: GemeenteRequest, huishouden: Huishouden, beeld: Planbeeld) -> list[Markering]:
    """Return the marks this person set during talks that are no goal and no action yet: they are work notes."""
    al_actie = {actie.rij.wat for doel in beeld.doelen for actie in doel.acties}
    marken = Markering.objects.filter(
        gesprek__huishouden=huishouden, gesprek__gestart_door_id=request.user.pk, is_verwerkt=False
    )
    return [markering for markering in marken if markering.tekst not in al_actie]


@require_POST
def markering_doel(request: GemeenteRequest, plan_id: UUID, markering_id: UUID) -> HttpResponse:
    """Make a goal of what was marked during the talk."""
    rij, huishouden = plan_for(request, plan_id)
    markering = Markering.objects.filter(
        pk=markering_id, gesprek__huishouden=huishouden, gesprek__gestart_door_id=request.user.pk
    ).first()
    if markering is None:
        raise Http404
    try:
        actions.make_doel_of_markering(plan=rij, markering=markering, by=request.user, at=now())
    except Refusal as refusal:
        return toon_plan(request, huishouden, fout=str(refusal))
    return see_other(request, reverse("dossier:plan_bewerken", args=[rij.pk]) + "#p-doelen")


def _doel_met_forms(
    doel: Any, actie_form: ActieForm, deel_form: tuple[str, UUID, Any] | None, zicht: Any
) -> dict[str, Any]:
    rij = doel.rij
    soort, bij, fout = deel_form or ("", None, None)
    begin = {"titel": rij.titel, "waarom": rij.waarom, "leefgebieden": rij.leefgebieden}
    anders = (
        fout
        if soort == "doel" and bij == rij.pk
        else DoelWijzigForm(initial=begin, prefix=f"d{doel.nummer}", zicht=zicht)
    )
    nieuw = fout if soort == "resultaat" and bij == rij.pk else ResultaatForm(prefix=f"r{doel.nummer}")
    resultaten = [
        {
            "rij": resultaat,
            "anker": resultaat.pk.hex,
            "form": fout
            if soort == "oplossing" and bij == resultaat.pk
            else OplossingForm(prefix=f"o{doel.nummer}-{nummer}"),
            "open": soort == "oplossing" and bij == resultaat.pk,
        }
        for nummer, resultaat in enumerate(doel.resultaten)
    ]
    return {
        "beeld": doel,
        "actie_form": actie_form,
        "wijzig_form": anders,
        "resultaat_form": nieuw,
        "resultaten": resultaten,
        "actie_open": bool(actie_form.errors or actie_form.initial.get("wat")),
        "actie_anker": f"fa-{rij.pk.hex}",
        "open_wijzig": soort == "doel" and bij == rij.pk,
        "open_resultaat": soort == "resultaat" and bij == rij.pk,
    }


def _na(request: GemeenteRequest, rij: Plan, huishouden: Huishouden, **fouten: Any) -> HttpResponse:
    """Answer after a change of a part: the goals to htmx, the page to a browser."""
    if any(fouten.values()) or request.htmx:
        return _bewerk(request, rij, huishouden, deel="doelen", **fouten)
    return see_other(request, reverse("dossier:plan_bewerken", args=[rij.pk]) + "#p-doelen")


@require_POST
def doel_nieuw(request: GemeenteRequest, plan_id: UUID) -> HttpResponse:
    """Add a goal with its first result."""
    rij, huishouden = plan_for(request, plan_id)
    problemen = [deel for deel in rij.problemen.all() if leest(huishouden.zicht, [deel.leefgebied])]
    form = DoelForm(request.POST, problemen=problemen, zicht=huishouden.zicht)
    if form.is_valid():
        try:
            actions.add_doel(plan=rij, **form.waarden(), by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal)
    return _na(request, rij, huishouden, doel_form=form if form.errors else None)


@require_POST
def doel(request: GemeenteRequest, doel_id: UUID) -> HttpResponse:
    """Change, move, remove or reach a goal; the button that was pressed tells which."""
    doelrij = Doelstelling.objects.select_related("plan").filter(pk=doel_id).first()
    if doelrij is None:
        raise Http404
    rij, huishouden = plan_for(request, doelrij.plan_id)
    if "omhoog" not in request.POST and "omlaag" not in request.POST:  # its place says nothing of what it is
        eis_leefgebieden(request.user, huishouden, doelrij.leefgebieden)
    by, at = request.user, now()
    try:
        if "bereikt" in request.POST:
            actions.set_bereikt(doel=doelrij, bereikt=request.POST["bereikt"] == "1", by=by, at=at)
            if rij.status != PlanStatus.CONCEPT:
                return see_other(request, "dossier:plan", huishouden.pk)
        elif "verwijder" in request.POST:
            actions.remove_doel(doel=doelrij, by=by, at=at)
        elif "omhoog" in request.POST or "omlaag" in request.POST:
            actions.move_doel(doel=doelrij, omhoog="omhoog" in request.POST, by=by, at=at)
        else:
            form = DoelWijzigForm(request.POST, prefix=_voorvoegsel(request, "titel"), zicht=huishouden.zicht)
            if not form.is_valid():
                return _na(request, rij, huishouden, deel_form=("doel", doelrij.pk, form))
            versie = versie_van(request, doelrij)
            actions.change_doel(doel=doelrij, waarden=form.cleaned_data, versie=versie, by=by, at=at)
    except Verouderd as ander:
        terug = reverse("dossier:plan_bewerken", args=[rij.pk])
        velden = {"titel": "titel", "waarom": "waarom"}
        return conflict(request, form=form, huidig=ander.huidig, velden=velden, terug=terug)
    except Refusal as refusal:
        return toon_plan(request, huishouden, fout=str(refusal))
    return _na(request, rij, huishouden)


def _voorvoegsel(request: GemeenteRequest, veld: str) -> str | None:
    """Return the prefix that the small form was drawn with: one page holds many of them."""
    naam = next((naam for naam in request.POST if naam.endswith(f"-{veld}")), "")
    return naam.removesuffix(f"-{veld}") or None


@require_POST
def resultaat_nieuw(request: GemeenteRequest, doel_id: UUID) -> HttpResponse:
    """Add a result to a goal."""
    doelrij = Doelstelling.objects.select_related("plan").filter(pk=doel_id).first()
    if doelrij is None:
        raise Http404
    rij, huishouden = plan_for(request, doelrij.plan_id)
    eis_leefgebieden(request.user, huishouden, doelrij.leefgebieden)
    form = ResultaatForm(request.POST, prefix=_voorvoegsel(request, "omschrijving"))
    if form.is_valid():
        try:
            actions.add_resultaat(doel=doelrij, **form.cleaned_data, by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal)
    return _na(request, rij, huishouden, deel_form=("resultaat", doelrij.pk, form) if form.errors else None)


@require_POST
def resultaat(request: GemeenteRequest, resultaat_id: UUID) -> HttpResponse:
    """Add a solution to a result, or take the result away (`verwijder`)."""
    res = Resultaat.objects.select_related("doel__plan").filter(pk=resultaat_id).first()
    if res is None:
        raise Http404
    rij, huishouden = plan_for(request, res.doel.plan_id)
    eis_leefgebieden(request.user, huishouden, res.doel.leefgebieden)
    form = OplossingForm(request.POST, prefix=_voorvoegsel(request, "omschrijving"))
    try:
        if "verwijder" in request.POST:
            actions.remove_resultaat(resultaat=res, by=request.user, at=now())
            return _na(request, rij, huishouden)
        if form.is_valid():
            actions.add_oplossing(resultaat=res, **form.cleaned_data, by=request.user, at=now())
    except Refusal as refusal:
        return toon_plan(request, huishouden, fout=str(refusal))
    return _na(request, rij, huishouden, deel_form=("oplossing", res.pk, form) if form.errors else None)


@require_POST
def oplossing_weg(request: GemeenteRequest, oplossing_id: UUID) -> HttpResponse:
    """Take a solution away."""
    oplossing = PlanOplossing.objects.select_related("resultaat__doel__plan").filter(pk=oplossing_id).first()
    if oplossing is None:
        raise Http404
    rij, huishouden = plan_for(request, oplossing.resultaat.doel.plan_id)
    eis_leefgebieden(request.user, huishouden, oplossing.resultaat.doel.leefgebieden)
    try:
        actions.remove_oplossing(oplossing=oplossing, by=request.user, at=now())
    except Refusal as refusal:
        return toon_plan(request, huishouden, fout=str(refusal))
    return _na(request, rij, huishouden)


@require_POST
def actie_nieuw(request: GemeenteRequest, doel_id: UUID) -> HttpResponse:
    """Add an action to a goal, in a concept or in the plan in force."""
    doelrij = (
        Doelstelling.objects.select_related("plan").prefetch_related("resultaten").filter(pk=doel_id).first()
    )
    if doelrij is None:
        raise Http404
    rij, huishouden = plan_for(request, doelrij.plan_id)
    eis_leefgebieden(request.user, huishouden, doelrij.leefgebieden)
    context = huishouden_kader(request, huishouden, "plan", localdate())
    form = ActieForm(request.POST, prefix=_voorvoegsel(request, "wat"), **wie_kan(huishouden, context))
    if form.is_valid():
        resultaten = list(doelrij.resultaten.all())
        waarden = form.waarden() | {"resultaat": resultaten[0] if len(resultaten) == 1 else None}
        try:
            add_actie(
                huishouden=huishouden, plan=rij, doel=doelrij, waarden=waarden, by=request.user, at=now()
            )
        except Refusal as refusal:
            weiger(form, refusal)
    fout = (doelrij.pk, form) if form.errors else None
    if rij.status == PlanStatus.CONCEPT:
        return _na(request, rij, huishouden, actie_form=fout)
    if fout:
        return toon_plan(request, huishouden, actie_form=fout, fout="Er klopt iets niet bij de nieuwe actie.")
    return see_other(request, reverse("dossier:plan", args=[huishouden.pk]) + f"#doel-{doelrij.pk}")


@require_http_methods(["GET", "POST"])
def plan_afspreken(request: GemeenteRequest, plan_id: UUID) -> HttpResponse:
    """Check page: what is in the plan, what everybody thinks of it, and when to look back."""
    rij, huishouden = plan_for(request, plan_id)
    if rij.status != PlanStatus.CONCEPT:
        return see_other(request, "dossier:plan", huishouden.pk)
    context = huishouden_kader(request, huishouden, "plan", localdate())
    inwoners = [
        lid.inwoner for lid in context["kader"].leden if _mag_instemmen(lid.inwoner, context["vandaag"])
    ]
    beeld = planbeeld(rij, context["vandaag"])  # the whole: what is agreed on is the whole plan
    form = AfspreekForm(request.POST or None, inwoners=inwoners, initial={"evaluatie_op": rij.evaluatie_op})
    if request.method == "POST" and form.is_valid():
        try:
            _spreek_af(request, rij, beeld, form)
        except actions.PlanNietRond as niet:
            for bevinding in niet.bevindingen:
                form.add_error(bevinding.veld if bevinding.veld in form.fields else None, bevinding.text)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, "dossier:plan", huishouden.pk)
    getoond = planbeeld(rij, context["vandaag"], huishouden.zicht)
    let_op = _let_op(getoond, context["vandaag"])
    context |= {"beeld": getoond, "form": form, "regels": form.regels(), "let_op": let_op}
    return toon(request, "dossier/plan_afspreken.html", context, fout=bool(form.errors))


def _mag_instemmen(inwoner: Any, vandaag: Any) -> bool:
    """Everybody of 12 and older says what they think of the plan (domain.md 5.4)."""
    leeftijd = inwoner.leeftijd_op(vandaag)
    return leeftijd is None or leeftijd >= 12


def _spreek_af(request: GemeenteRequest, rij: Plan, beeld: Planbeeld, form: AfspreekForm) -> None:
    schoon, at = form.cleaned_data, now()
    gezegd = [
        regels.Instemming(p.pk, p.naam, schoon[f"vindt_{p.pk}"], schoon[f"woorden_{p.pk}"])
        for p in form.inwoners
    ]
    als_regel = beeld.als_regel()
    bevindingen = regels.controleer_afspreken(
        regels.Plan(als_regel.doelen, als_regel.resultaten, als_regel.acties, schoon["evaluatie_op"]), gezegd
    )
    rijen = [
        Instemming(
            inwoner=p,
            uitkomst=schoon[f"vindt_{p.pk}"],
            tekst=schoon[f"woorden_{p.pk}"],
            hoe=schoon[f"hoe_{p.pk}"],
            op=localdate(at),
            vastgelegd_door=request.user,
        )
        for p in form.inwoners
        if schoon[f"vindt_{p.pk}"] != InstemmingUitkomst.NIET_GEVRAAGD
    ]
    actions.agree_plan(
        plan=rij,
        evaluatie_op=schoon["evaluatie_op"],
        instemmingen=rijen,
        bevindingen=bevindingen,
        by=request.user,
        at=at,
    )


@require_POST
def plan_weg(request: GemeenteRequest, plan_id: UUID) -> HttpResponse:
    """Throw a concept away."""
    rij, huishouden = plan_for(request, plan_id)
    try:
        actions.discard_concept_plan(plan=rij, by=request.user, at=now())
    except Refusal as refusal:
        return toon_plan(request, huishouden, fout=str(refusal))
    return see_other(request, "dossier:plan", huishouden.pk)


@require_GET
def plan_vergelijken(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Put two versions side by side: goals that came, went or changed."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.PLAN)
    context = huishouden_kader(request, huishouden, "plan", localdate())
    plannen = list(Plan.objects.filter(huishouden=huishouden).order_by("nummer"))
    if len(plannen) < 2:
        return see_other(request, "dossier:plan", huishouden.pk)
    nummers = {str(rij.nummer): rij for rij in plannen}
    eerst = nummers.get(request.GET.get("eerst", ""), plannen[-2])
    nu = nummers.get(request.GET.get("nu", ""), plannen[-1])
    context |= {
        "plannen": plannen,
        "eerst": planbeeld(eerst, context["vandaag"], huishouden.zicht),
        "nu": planbeeld(nu, context["vandaag"], huishouden.zicht),
    }
    oud = {doel.rij.titel for doel in context["eerst"].doelen}
    nieuw = {doel.rij.titel for doel in context["nu"].doelen}
    context |= {
        "erbij": sorted(nieuw - oud),
        "weg": sorted(oud - nieuw),
        "paar": [context["eerst"], context["nu"]],
    }
    return toon(request, "dossier/plan_vergelijken.html", context)


@require_GET
def plan_afdruk(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """The plan for the household, to read and to keep: own words, who does what, when to look back."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.PLAN)
    plannen = list(Plan.objects.filter(huishouden=huishouden).exclude(status=PlanStatus.VERVANGEN))
    van_kracht = next((rij for rij in plannen if rij.status in VAN_KRACHT), None)
    rij = van_kracht or next(iter(plannen), None)
    if rij is None:
        raise Http404
    audit.record("dossier.plan.afgedrukt", target=rij, by=request.user, at=now(), soort="R", doel=Doel.PLAN)
    teksten = Inwonertekst.objects.filter(huishouden=huishouden, bij_soort="verslag", ingetrokken_op=None)
    leest_gesprek = huishouden.zicht.mag(Categorie.LEEFGEBIEDEN)
    context = {
        "huishouden": huishouden,
        "beeld": planbeeld(rij, localdate(), huishouden.zicht),
        "anders": list(teksten.order_by("-op")[:3]) if leest_gesprek else [],
    }
    return toon(request, "dossier/plan_afdruk.html", context)
