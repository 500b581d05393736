"""Write the seven parts of the onderzoek, send the verslag, and take it back in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from modules.dossier.actions.termijn import finish_met_gebeurtenis, reopen_termijn
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Inwonertekst, TijdlijnGroep
from modules.inrichting.rules.protocol import Categorie
from modules.wmo.actions.zaak import eis, lock_zaak
from modules.wmo.models import Herkomst, Onderdeel, Verslag, Zaak
from modules.wmo.rules.onderwerpen import PER_LETTER
from modules.wmo.rules.verloop import Handeling


class WaaromOntbreekt(Refusal):
    text = "Schrijf in één zin wat er in het verslag moet veranderen."


@transaction.atomic
def write_onderdeel(
    *,
    zaak: Zaak,
    letter: str,
    tekst: str,
    versie: int,
    by: Any,
    at: datetime,
    herkomst: str = Herkomst.GESCHREVEN,
) -> Onderdeel:
    """Keep the text of one subject (art. 2.3.2 lid 4). Emptying it is allowed until the verslag is sent.

    :raises NietNu: the verslag is sent, or there is no such subject.
    :raises Verouderd: somebody saved this part since `versie`.
    """
    zaak = lock_zaak(zaak)
    eis(zaak, Handeling.ONDERWERP, localdate(at), letter=letter)
    rij = Onderdeel.objects.filter(zaak=zaak, letter=letter).first()
    if rij is not None and rij.versie != versie and rij.tekst != tekst:
        raise Verouderd(huidig=rij)
    if rij is None:
        rij = Onderdeel(zaak=zaak, letter=letter, versie=0)
    rij.tekst, rij.herkomst = tekst.strip(), herkomst
    rij.gewijzigd_door, rij.gewijzigd_op = by, at
    rij.versie += 1
    rij.save()
    audit.record(
        "wmo.onderzoek.geschreven", target=rij, by=by, at=at, huishouden_id=zaak.huishouden_id,
        detail={"letter": letter},
    )  # fmt: skip
    return rij


@transaction.atomic
def send_verslag(*, zaak: Zaak, op: date, wijze: str, by: Any, at: datetime) -> Verslag:
    """Send the verslag of all seven subjects (art. 2.3.2 lid 8): its text stays as it is, the six weeks end.

    :raises NietNu: one of the seven is empty, or it was sent before.
    """
    zaak = lock_zaak(zaak)
    eis(zaak, Handeling.VERSTUUR, op)
    laatste = zaak.verslagen.order_by("-nummer").first()
    delen = zaak.onderdelen.order_by("letter").values_list("letter", "tekst")
    verslag = Verslag.objects.create(
        zaak=zaak,
        nummer=laatste.nummer + 1 if laatste else 1,
        inhoud=[
            {"letter": letter, "titel": PER_LETTER[letter].titel, "tekst": tekst} for letter, tekst in delen
        ],
        verstuurd_op=op,
        wijze=wijze,
        verstuurd_door=by,
    )
    finish_met_gebeurtenis(casus=zaak.casus, sleutel="wmo_onderzoek", op=op, by=by, at=at)
    schrijf_tijdlijn(
        huishouden=zaak.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="mail",
        titel="Verslag van het onderzoek verstuurd",
        at=at,
        by=by,
        bij=zaak,
        categorie=Categorie.BESLUITEN,
    )
    audit.record(
        "wmo.verslag.verstuurd", target=verslag, by=by, at=at, soort="maken", huishouden_id=zaak.huishouden_id
    )
    return verslag


@transaction.atomic
def revise_verslag(*, zaak: Zaak, omdat: str, by: Any, at: datetime) -> Verslag:
    """Open the onderzoek again for another version; what was sent stays readable. The six weeks run on.

    :raises WaaromOntbreekt: there is no sentence.
    :raises NietNu: nothing was sent, or the aanvraag is there.
    """
    if not omdat.strip():
        raise WaaromOntbreekt
    zaak = lock_zaak(zaak)
    eis(zaak, Handeling.HERZIE, localdate(at))
    verslag: Verslag = zaak.verslagen.get(is_vervangen=False)
    verslag.is_vervangen, verslag.vervangen_omdat = True, omdat.strip()
    verslag.save(update_fields=["is_vervangen", "vervangen_omdat"])
    gehaald = zaak.casus.termijnen.filter(sleutel="wmo_onderzoek", melding_id=zaak.melding_id)
    termijn = gehaald.exclude(gehaald_op=None).order_by("-gehaald_op").first()
    if termijn is not None:
        reopen_termijn(termijn=termijn, by=by, at=at)
    audit.record("wmo.verslag.herzien", target=verslag, by=by, at=at, huishouden_id=zaak.huishouden_id)
    return verslag


@transaction.atomic
def return_verslag(*, zaak: Zaak, op: date, oordeel: str, reactie: str, by: Any, at: datetime) -> Verslag:
    """Record on which day the verslag came back and what the resident says of it, in own words.

    The words are kept as the resident's own too: staff may comment on them, and never change them.
    """
    zaak = lock_zaak(zaak)
    eis(zaak, Handeling.RETOUR, op)
    verslag: Verslag = zaak.verslagen.get(is_vervangen=False)
    verslag.retour_op, verslag.oordeel, verslag.reactie = op, oordeel, reactie.strip()
    verslag.save(update_fields=["retour_op", "oordeel", "reactie"])
    if verslag.reactie:
        Inwonertekst.objects.create(
            huishouden_id=zaak.huishouden_id,
            inwoner_id=zaak.inwoner_id,
            bij_soort="wmo_verslag",
            bij_id=verslag.pk,
            tekst=verslag.reactie,
            herkomst="geschreven",
            opgeschreven_door=by,
            op=at,
        )
    audit.record("wmo.verslag.retour", target=verslag, by=by, at=at, huishouden_id=zaak.huishouden_id)
    return verslag
