"""Short help: one screen to write it down, a list with numbers, and the step to a dossier."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel import audit, veilige_csv
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import teams_van
from modules.dossier.kortehulp.access import (
    korte_hulp_for,
    korte_hulp_voor,
    mag_weghalen,
    telt_van,
)
from modules.dossier.kortehulp.actions import kortehulp as actions
from modules.dossier.kortehulp.forms.kortehulp import DossierForm, KorteHulpForm
from modules.dossier.kortehulp.models import Domein, KorteHulp
from modules.dossier.kortehulp.queries.cijfers import (
    GEEN_TEAM,
    PERIODEN,
    Vraagfilter,
    cijfers_van,
    filter_vragen,
)
from modules.dossier.kortehulp.rules.zonder_persoon import vind_persoon
from modules.dossier.queries.bladwijzer import lees_grens
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.meldingen import CONCEPT
from modules.inrichting.models import Wijkteam

PER_PAGINA, HOOGSTENS = 25, 5_000


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Write one down; after it the same screen waits for the next."""
    teams = list(Wijkteam.objects.actief().filter(pk__in=teams_van(request.user)).order_by("naam"))
    van_mij = KorteHulp.objects.filter(door=request.user).order_by("-op", "-id")
    laatste = list(van_mij[:5])
    form = KorteHulpForm(
        request.POST if request.method == "POST" else None,
        teams=teams,
        initial={"waar": laatste[0].waar, "team": laatste[0].team_id} if laatste else None,
    )
    if form.is_bound and form.is_valid():
        schoon = form.cleaned_data
        try:
            rij = actions.record_korte_hulp(
                **{naam: schoon[naam] for naam in ("vraag", "antwoord", "domein", "minuten", "waar")},
                team=form.gekozen_team(), is_nagekeken=schoon["geen_persoon"], by=request.user, at=now(),
                id=eenmalig(request),
            )  # fmt: skip
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, f"{reverse('kortehulp:nieuw')}?bewaard={rij.pk}")
    context = {
        "form": form,
        "laatste": laatste,
        "bewaard_rij": next((rij for rij in laatste if str(rij.pk) == request.GET.get("bewaard")), None),
    }
    return toon(request, "kortehulp/nieuw.html", context, fout=bool(form.errors))


def _filter(request: GemeenteRequest) -> tuple[Vraagfilter, str]:
    """Return what was asked, and why it was not searched: nobody is looked for here by name."""
    q, domein, periode = (request.GET.get(naam, "")[:160].strip() for naam in ("q", "domein", "periode"))
    vondst = vind_persoon(q)
    zin = vondst.zin.split(".")[0] + "." if vondst is not None and vondst.is_zeker else ""
    periode = periode if periode in {code for code, _, _ in PERIODEN} else "maand"
    return Vraagfilter("" if zin else q, domein if domein in Domein.values else "", periode), zin


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """Find questions of the own teams, with how many, about what and how long."""
    vraag, zin = _filter(request)
    vandaag = localdate()
    gelezen = []
    leest = korte_hulp_voor(request.user)
    rijen = filter_vragen(leest, vraag, vandaag).select_related("team")
    grens = lees_grens(request.GET.get("na", ""))
    if grens is not None:
        rijen = rijen.filter(op__lt=grens[0])
    gelezen = list(rijen[: PER_PAGINA + 1])
    volgende = ""
    if len(gelezen) > PER_PAGINA:
        laatste = gelezen[PER_PAGINA - 1]
        volgende = vraag.adres(na=f"{laatste.op.isoformat()}_{laatste.pk}")
    context = {
        "vraag": vraag,
        "zin": zin,
        "rijen": gelezen[:PER_PAGINA],
        "volgende": volgende,
        "cijfers": cijfers_van(filter_vragen(telt_van(request.user), vraag, vandaag)),
        "domeinen": Domein.choices,
        "perioden": [
            (label, vraag.adres(periode=code), code == vraag.periode) for code, label, _ in PERIODEN
        ],
        "csv_url": f"{reverse('kortehulp:csv')}{vraag.adres()}",
    }
    return toon(request, "kortehulp/lijst.html", context)


@require_GET
def als_csv(request: GemeenteRequest) -> HttpResponse:
    """Give what stands in the list as a file; policy gets the numbers and no words."""
    vraag, _ = _filter(request)
    vandaag = localdate()
    antwoord = HttpResponse(content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = 'attachment; filename="korte-hulp.csv"'
    antwoord.write("\ufeff")
    blad = veilige_csv.writer(antwoord, delimiter=";")
    rijen = list(
        filter_vragen(korte_hulp_voor(request.user), vraag, vandaag).select_related("team")[:HOOGSTENS]
    )
    if rijen:
        blad.writerow(
            ["Dag", "Tijd", "Team", "Hoe", "Waarover", "Minuten", "Vraag", "Antwoord", "Werd een dossier"]
        )
        for rij in rijen:
            op = localtime(rij.op)
            blad.writerow(
                [
                    f"{op:%d-%m-%Y}", f"{op:%H.%M}", rij.team.naam if rij.team else GEEN_TEAM, rij.get_waar_display(),
                    rij.get_domein_display(), rij.minuten, rij.vraag, rij.antwoord, "ja" if rij.dossier_op else "nee",
                ]
            )  # fmt: skip
    else:
        cijfers = cijfers_van(filter_vragen(telt_van(request.user), vraag, vandaag))
        blad.writerow(["Tabel", "Naam", "Vragen", "Minuten"])
        blad.writerows(["Waarover", regel.naam, regel.aantal, regel.minuten] for regel in cijfers.domeinen)
        blad.writerows(["Team", regel.naam, regel.aantal, regel.minuten] for regel in cijfers.teams)
    audit.record(
        "kortehulp.lijst.geexporteerd",
        by=request.user,
        at=now(),
        soort="lezen",
        detail={"aantal": len(rijen)},
    )
    return antwoord


@require_GET
def vraag(request: GemeenteRequest, korte_hulp_id: UUID) -> HttpResponse:
    """Show one, with the step to a dossier."""
    return _pagina(request, korte_hulp_for(request.user, korte_hulp_id), DossierForm())


def _pagina(request: GemeenteRequest, rij: KorteHulp, form: DossierForm) -> HttpResponse:
    context = {"rij": rij, "form": form, "mag_weg": mag_weghalen(request.user, rij)}
    return toon(request, "kortehulp/vraag.html", context, fout=form.is_bound and bool(form.errors))


@require_POST
def dossier(request: GemeenteRequest, korte_hulp_id: UUID) -> HttpResponse:
    """Begin a melding with this question in it, after the resident agreed."""
    rij = korte_hulp_for(request.user, korte_hulp_id)
    form = DossierForm(request.POST)
    if form.is_valid():
        try:
            actions.begin_dossier(
                korte_hulp=rij, toestemming=True, sleutel=CONCEPT, by=request.user, at=now()
            )
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "dossier:melding_nieuw")
    return _pagina(request, rij, form)


@require_POST
def weg(request: GemeenteRequest, korte_hulp_id: UUID) -> HttpResponse:
    """Take one away."""
    rij = korte_hulp_for(request.user, korte_hulp_id)
    if not mag_weghalen(request.user, rij):
        raise Http404
    actions.remove_korte_hulp(korte_hulp=rij, by=request.user, at=now())
    return see_other(request, "kortehulp:lijst")
