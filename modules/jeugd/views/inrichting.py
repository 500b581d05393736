"""What a gemeente chooses about Jeugd: whether it uses the verwijsindex."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.views.antwoord import toon
from modules.jeugd.actions.instelling import save_instellingen
from modules.jeugd.instellingen import JeugdInstellingen


class InstellingForm(forms.Form):
    """The one switch."""

    verwijsindex = forms.BooleanField(
        label="Onze gemeente gebruikt de verwijsindex risicojongeren",
        required=False,
        help_text="Uit: de verwijsindex is nergens meer te zien. Wat er al staat, gaat vanzelf weg op de dag die "
        "erbij staat.",
    )


@require_http_methods(["GET", "POST"])
def inrichting(request: GemeenteRequest) -> HttpResponse:
    """Switch the verwijsindex on or off."""
    stand = request.instellingen.section(JeugdInstellingen)
    form = InstellingForm(
        request.POST if request.method == "POST" else None, initial={"verwijsindex": stand.verwijsindex}
    )
    if form.is_bound and form.is_valid():
        save_instellingen(verwijsindex=form.cleaned_data["verwijsindex"], by=request.user, at=now())
        return see_other(request, reverse("jeugd:inrichting"))
    return toon(request, "jeugd/inrichting.html", {"form": form, "stand": stand}, fout=bool(form.errors))
