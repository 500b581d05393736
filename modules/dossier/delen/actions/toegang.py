"""Open and close what a consent or a weighing allows inside: rows of `Toegangsgrond`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from keukentafel.tenancy import zaaifouten
from keukentafel.values.datum_tekst import datum_voluit
from modules.dossier.delen.dagen import begin_van, na
from modules.dossier.delen.models import Deling, Toestemming, Weging
from modules.dossier.delen.woorden import Soort
from modules.dossier.models import Toegangsgrond
from modules.dossier.models.toegang import Grondslag
from modules.dossier.zicht import leefgebied_categorie


def letters_van(toestemming: Toestemming) -> list[str]:
    """Return the categories that a consent names, also through its life areas."""
    gebieden = {leefgebied_categorie(code).value for code in toestemming.leefgebieden}
    return sorted(gebieden | set(toestemming.categorieen))


def open_met_toestemming(toestemming: Toestemming, *, by: Any, at: datetime) -> None:
    """Let the function or the colleague in, from the first day until the last; help alone opens nothing."""
    if toestemming.soort == Soort.HULP or toestemming.aan_organisatie_id:
        return
    if not (toestemming.aan_functie or toestemming.aan_gebruiker_id):
        return
    laatste = toestemming.laatste_dag()
    Toegangsgrond.objects.create(
        huishouden_id=toestemming.huishouden_id,
        inwoner_id=toestemming.inwoner_id,
        gebruiker_id=toestemming.aan_gebruiker_id,
        functie=toestemming.aan_functie,
        soort=Grondslag.TOESTEMMING,
        categorieen=letters_van(toestemming),
        tekst=f"Toestemming tot en met {datum_voluit(laatste)}",
        bron_id=toestemming.pk,
        van=max(at, begin_van(toestemming.van)),
        tot=max(at, begin_van(toestemming.van), na(laatste)),
        gegeven_door=by,
    )


def open_met_weging(weging: Weging, *, by: Any, at: datetime) -> None:
    """Let the function or the colleague in whom the weighing names."""
    if weging.aan_organisatie_id:
        return
    Toegangsgrond.objects.create(
        huishouden_id=weging.huishouden_id,
        inwoner_id=weging.inwoner_id,
        gebruiker_id=weging.aan_gebruiker_id,
        functie=weging.aan_functie,
        soort=Grondslag.GEVAAR,
        categorieen=sorted(weging.categorieen),
        tekst=f"Gedeeld zonder toestemming na een afweging, tot en met {datum_voluit(weging.tot_en_met)}",
        bron_id=weging.pk,
        van=max(at, begin_van(weging.van)),
        tot=max(at, begin_van(weging.van), na(weging.tot_en_met)),
        gegeven_door=by,
    )


def close_bron(bron: Toestemming | Weging, *, omdat: str, at: datetime) -> None:
    """Close what rests on a consent or a weighing: at the next request nobody gets in by it."""
    if not zaaifouten.staat_aan("ingetrokken_blijft_open"):
        Toegangsgrond.objects.filter(bron_id=bron.pk, ingetrokken_op=None).update(ingetrokken_op=at)
    veld = "toestemming" if isinstance(bron, Toestemming) else "weging"
    Deling.objects.filter(**{veld: bron}, ingetrokken_op=None).update(
        ingetrokken_op=at, ingetrokken_omdat=omdat[:160]
    )
