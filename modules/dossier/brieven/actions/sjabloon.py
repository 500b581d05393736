"""Write the next version of a text, publish it, put it away, and go back to the text of the product."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from modules.dossier.brieven.basis import velden_van
from modules.dossier.brieven.models import Briefsjabloon, Sjabloonstand
from modules.dossier.brieven.rules.sjabloon import controleer, ontbrekend
from modules.dossier.brieven.soorten import Briefsoort, soorten


class OnbekendVeld(Refusal):
    """A text names a field that is not there, or is not written as a text can be read."""

    def __init__(self, text: str, veld: str) -> None:
        super().__init__(text)
        self.veld = veld


class VerplichteTekstOntbreekt(Refusal):
    pass


class GeenConcept(Refusal):
    text = "Er is geen concept meer. Iemand anders zette het in gebruik of gooide het weg. Ververs de pagina."


@transaction.atomic
def write_sjabloon(
    *, soort: str, onderwerp: str, samenvatting: str, tekst: str, versie: int, by: Any, at: datetime
) -> Briefsjabloon:
    """Save the concept of the next version. What is in use stays until this one is published.

    `versie` is that of the concept somebody read; 0 when there was none.

    :raises OnbekendVeld: a field does not exist here; the sentence names it.
    :raises Verouderd: somebody else changed the concept.
    """
    kind = soorten.van(soort)
    velden = velden_van(kind)
    for veld, woorden in (("onderwerp", onderwerp), ("samenvatting", samenvatting), ("tekst", tekst)):
        for fout in controleer(woorden, velden, veld=veld):
            raise OnbekendVeld(fout.text, veld)
    concept = (
        Briefsjabloon.objects.select_for_update().filter(soort=soort, stand=Sjabloonstand.CONCEPT).first()
    )
    if (concept.versie if concept else 0) != versie:
        raise Verouderd(huidig=concept) if concept else GeenConcept
    if concept is None:
        laatste = Briefsjabloon.objects.filter(soort=soort).order_by("-nummer").first()
        concept = Briefsjabloon(
            soort=soort,
            nummer=(laatste.nummer if laatste else 0) + 1,
            gemaakt_door=by,
            gemaakt_op=at,
            versie=0,
        )
    concept.onderwerp, concept.samenvatting, concept.tekst = (
        onderwerp.strip(),
        samenvatting.strip(),
        tekst.strip(),
    )
    concept.gewijzigd_op = at
    concept.versie += 1
    concept.save()
    audit.record("brieven.sjabloon.geschreven", target=concept, by=by, at=at, detail={"soort": soort})
    return concept


@transaction.atomic
def publish_sjabloon(*, soort: str, versie: int, by: Any, at: datetime) -> Briefsjabloon:
    """Put the concept in use for every new letter of this kind.

    :raises VerplichteTekstOntbreekt: a field the law asks for does not always stand in the text (Awb 3:45).
    :raises GeenConcept: there is none; :raises Verouderd: it was changed since it was read.
    """
    kind = soorten.van(soort)
    concept = (
        Briefsjabloon.objects.select_for_update().filter(soort=soort, stand=Sjabloonstand.CONCEPT).first()
    )
    if concept is None:
        raise GeenConcept
    if concept.versie != versie:
        raise Verouderd(huidig=concept)
    weiger_zonder_verplicht(kind, concept.tekst)
    _haal_uit_gebruik(soort)
    concept.stand, concept.gepubliceerd_door, concept.gepubliceerd_op = Sjabloonstand.IN_GEBRUIK, by, at
    concept.versie += 1
    concept.save()
    audit.record(
        "brieven.sjabloon.gepubliceerd", target=concept, by=by, at=at,
        detail={"soort": soort, "nummer": concept.nummer},
    )  # fmt: skip
    return concept


def weiger_zonder_verplicht(soort: Briefsoort, tekst: str) -> None:
    """Refuse a text without what must always stand in it.

    :raises VerplichteTekstOntbreekt: the sentence names the field.
    """
    mist = ontbrekend(tekst, soort.verplicht)
    if mist:
        wat = velden_van(soort)[mist[0]].uitleg
        raise VerplichteTekstOntbreekt(
            f"In de tekst ontbreekt {{{{ {mist[0]} }}}}: {wat}. Zet dat veld in de tekst, "
            "buiten een deel dat soms wegvalt."
        )


@transaction.atomic
def discard_sjabloon(*, soort: str, by: Any, at: datetime) -> None:
    """Throw the concept away. What is in use stays in use.

    :raises GeenConcept: there is none.
    """
    concept = (
        Briefsjabloon.objects.select_for_update().filter(soort=soort, stand=Sjabloonstand.CONCEPT).first()
    )
    if concept is None:
        raise GeenConcept
    audit.record("brieven.sjabloon.weggegooid", target=concept, by=by, at=at, detail={"soort": soort})
    concept.delete()


@transaction.atomic
def use_standaard(*, soort: str, by: Any, at: datetime) -> None:
    """Use the text of the product again for new letters. The own versions stay in the list."""
    kind = soorten.van(soort)
    if _haal_uit_gebruik(kind.code):
        audit.record("brieven.sjabloon.standaard", by=by, at=at, detail={"soort": soort})


def _haal_uit_gebruik(soort: str) -> int:
    return Briefsjabloon.objects.filter(soort=soort, stand=Sjabloonstand.IN_GEBRUIK).update(
        stand=Sjabloonstand.VERVALLEN
    )
