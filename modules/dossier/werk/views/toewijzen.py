"""Give many households to a colleague, see what came of it, and take it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.queries.bladwijzer import lees_id
from modules.dossier.views.antwoord import toon
from modules.dossier.werk.access import collegas, regels_van, ronde_for, te_verdelen
from modules.dossier.werk.actions.toewijzen import GeenReden, NietsGekozen, assign_many, undo_assignment
from modules.dossier.werk.models import Regelstand, Toewijsronde
from modules.dossier.werk.queries.lijst import Werklijstvraag, alle_rijen, lees_vraag
from modules.dossier.werk.queries.waarnemen import stand_van
from modules.dossier.werk.views.lijst import toon_lijst, voorkeur_van


class GeenCollega(Refusal):
    text = "Kies aan wie je deze huishoudens geeft."


@require_POST
def toewijzen(request: GemeenteRequest) -> HttpResponse:
    """Give the chosen rows, or everything this filter shows, to a colleague; then show what came of it."""
    vraag = lees_vraag(request.POST)
    try:
        ronde = _wijs_toe(request, vraag)
    except Refusal as nee:
        veld = {NietsGekozen: "kies-alles", GeenReden: "f-reden", GeenCollega: "f-wie"}.get(type(nee), "")
        return toon_lijst(
            request,
            vraag,
            voorkeur_van(request.user),
            fout=str(nee),
            fout_veld=veld,
            gekozen=request.POST.getlist("kies"),
        )
    return see_other(request, ronde)


def _wijs_toe(request: GemeenteRequest, vraag: Werklijstvraag) -> Toewijsronde:
    gekozen = _gekozen(request, vraag)
    if not gekozen:
        raise NietsGekozen
    naar = collegas(request.user, localdate()).filter(pk=lees_id(request.POST.get("wie", ""))).first()
    if naar is None:
        raise GeenCollega
    return assign_many(
        casussen=te_verdelen(request.user, gekozen.keys()),
        gezien_bij=gekozen,
        naar=naar,
        reden=request.POST.get("reden", "")[:300],
        by=request.user,
        at=now(),
    )


def _gekozen(request: GemeenteRequest, vraag: Werklijstvraag) -> dict[UUID, UUID | None]:
    """Return the casussen to give, with whom each was when it was shown."""
    if request.POST.get("wat") == "alles":
        vandaag = localdate()
        rijen = alle_rijen(
            request.user,
            vraag,
            mensen=stand_van(request.user, vandaag).mensen(request.user),
            modules=request.instellingen.modules,
            nu=now(),
        )
        return {rij.casus.pk: rij.casus.behandelaar_id for rij in rijen}
    paren = (keuze.partition(":") for keuze in request.POST.getlist("kies"))
    return {lees_id(casus): lees_id(bij) if bij else None for casus, _, bij in paren}


@require_GET
def ronde(request: GemeenteRequest, toewijsronde_id: UUID) -> HttpResponse:
    """Show what was given to whom and why, and what not and why not."""
    return _toon(request, ronde_for(request.user, toewijsronde_id))


@require_POST
def ongedaan(request: GemeenteRequest, toewijsronde_id: UUID) -> HttpResponse:
    """Take the whole round back; what somebody changed since stays."""
    rij = ronde_for(request.user, toewijsronde_id)
    try:
        undo_assignment(ronde=rij, regels=regels_van(request.user, rij), by=request.user, at=now())
    except Refusal as nee:
        return _toon(request, rij, fout=str(nee))
    return see_other(request, rij)


def _toon(request: GemeenteRequest, rij: Toewijsronde, *, fout: str = "") -> HttpResponse:
    regels = list(regels_van(request.user, rij).select_related("huishouden", "van"))
    per = {stand: [regel for regel in regels if regel.stand == stand] for stand in Regelstand}
    context = {
        "ronde": rij,
        "gedaan": per[Regelstand.GEDAAN],
        "niet": per[Regelstand.NIET],
        "terug": per[Regelstand.TERUG],
        "blijft": per[Regelstand.BLIJFT],
        "kan_terug": rij.teruggedraaid_op is None and now() <= rij.ongedaan_tot and per[Regelstand.GEDAAN],
        "fout": fout,
    }
    return toon(request, "werk/ronde.html", context, fout=bool(fout))
