"""One subject of the onderzoek on a page, with what the dossier already says of it beside the text."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.models import Inwonertekst
from modules.dossier.views.antwoord import conflict, toon, weiger
from modules.wmo.actions.onderzoek import write_onderdeel
from modules.wmo.forms.zaak import OnderdeelForm
from modules.wmo.models import Herkomst, Zaak
from modules.wmo.queries import samengevoegd, voorstellen
from modules.wmo.rules.onderwerpen import LETTERS, PER_LETTER
from modules.wmo.rules.verloop import Handeling, reden_tegen
from modules.wmo.stand import stand_van
from modules.wmo.views.kader import haal, omgeving


@require_http_methods(["GET", "POST"])
def onderdeel(request: GemeenteRequest, melding_id: UUID, letter: str) -> HttpResponse:
    """Write one of the seven; what is known already stands there to begin with."""
    if letter not in PER_LETTER:
        raise Http404
    zaak = haal(request, melding_id)
    rij = zaak.onderdelen.filter(letter=letter).select_related("gewijzigd_door").first()
    bekend = voorstellen(zaak, letter, localdate())
    begin = {
        "tekst": rij.tekst if rij else samengevoegd(bekend),
        "herkomst": rij.herkomst if rij else (bekend[0].herkomst if bekend else Herkomst.GESCHREVEN),
    }
    form = OnderdeelForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        herkomst = form.cleaned_data["herkomst"]
        try:
            write_onderdeel(
                zaak=zaak,
                letter=letter,
                tekst=form.cleaned_data["tekst"],
                versie=_versie(request),
                herkomst=herkomst if herkomst in Herkomst.values else Herkomst.GESCHREVEN,
                by=request.user,
                at=now(),
            )
        except Verouderd as nee:
            return conflict(
                request,
                form=form,
                huidig=nee.huidig,
                velden={"tekst": "tekst"},
                terug=zaak.get_absolute_url(),
            )
        except Refusal as nee:
            weiger(form, nee)
        else:
            return _verder(request, melding_id, letter)
    context = omgeving(
        request,
        zaak,
        form=form,
        onderwerp=PER_LETTER[letter],
        rij=rij,
        versie=str(rij.versie) if rij else "0",
        voorstellen=bekend,
        is_nieuw=rij is None,
        woorden=_eigen_woorden(zaak),
        dicht=reden_tegen(stand_van(zaak), Handeling.ONDERWERP, localdate(), letter=letter),
        is_laatste=letter == LETTERS[-1],
    )
    return toon(request, "wmo/onderdeel.html", context, fout=bool(form.errors))


def _versie(request: GemeenteRequest) -> int:
    tekst = request.POST.get("versie", "")
    return int(tekst) if tekst.isascii() and tekst.isdigit() else 0


def _verder(request: GemeenteRequest, melding_id: UUID, letter: str) -> HttpResponse:
    plek = LETTERS.index(letter)
    if request.POST.get("verder") == "1" and plek + 1 < len(LETTERS):
        return see_other(request, "wmo:onderdeel", melding_id, LETTERS[plek + 1])
    return see_other(request, "wmo:zaak", melding_id)


def _eigen_woorden(zaak: Zaak) -> list[Inwonertekst]:
    rijen = Inwonertekst.objects.filter(huishouden_id=zaak.huishouden_id, ingetrokken_op=None)
    return list(rijen.order_by("-op", "-id")[:3])
