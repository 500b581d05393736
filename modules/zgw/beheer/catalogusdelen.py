"""The parts of a zaaktype as the screens name them: their form, and which action saves one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from modules.zgw.beheer.forms.catalogus import (
    DeelForm,
    DocumentForm,
    EigenschapForm,
    ResultaatForm,
    RolForm,
    StatusForm,
)
from modules.zgw.catalogus.actions.onderdelen import save_documentrelatie, save_onderdeel, save_resultaattype
from modules.zgw.catalogus.models import (
    Eigenschap,
    Resultaattype,
    Roltype,
    Soort,
    Statustype,
    Zaaktype,
    ZaaktypeInformatieobjecttype,
)


@dataclass(frozen=True, slots=True)
class Deel:
    """One kind of part: `velden` maps the names of the standard to those of the form."""

    sleutel: str
    titel: str
    een: str
    model: type[Any]
    form: type[DeelForm]
    bewaar: Callable[[Zaaktype, Any, dict[str, Any]], Any]
    velden: Mapping[str, str]

    @property
    def lidwoord(self) -> str:
        """Return `deze` or `dit`."""
        return "dit" if self.een in ("resultaat", "document") else "deze"

    @property
    def plek(self) -> str:
        """Return the id of its panel."""
        return f"p-{self.sleutel}"


def _gewoon(model: type[Any]) -> Callable[[Zaaktype, Any, dict[str, Any]], Any]:
    def bewaar(zaaktype: Zaaktype, rij: Any, velden: dict[str, Any]) -> Any:
        return save_onderdeel(model=model, rij=rij, velden={**velden, "zaaktype": zaaktype}, geforceerd=False)

    return bewaar


def _resultaat(zaaktype: Zaaktype, rij: Any, velden: dict[str, Any]) -> Any:
    brondatum = {
        "afleidingswijze": velden["afleidingswijze"], "datumkenmerk": velden["datumkenmerk"],
        "einddatumBekend": velden["is_einddatum_bekend"], "objecttype": velden["objecttype"],
        "registratie": velden["registratie"], "procestermijn": velden["brontermijn"],
    }  # fmt: skip
    return save_resultaattype(
        rij=rij, velden={**velden, "zaaktype": zaaktype}, brondatum=brondatum, geforceerd=False
    )


def _document(zaaktype: Zaaktype, rij: Any, velden: dict[str, Any]) -> Any:
    fasen = Statustype.objects.filter(zaaktype=zaaktype)
    statustype = fasen.filter(pk=velden["statustype"]).first() if velden["statustype"] else None
    return save_documentrelatie(
        rij=rij, zaaktype=zaaktype, documentsoort=Soort.objects.get(pk=velden["documentsoort"]), geforceerd=False,
        velden={"richting": velden["richting"], "volgnummer": velden["volgnummer"], "statustype": statustype},
    )  # fmt: skip


_RESULTAAT: Final = {
    "brondatumArchiefprocedure.afleidingswijze": "afleidingswijze",
    "brondatumArchiefprocedure.datumkenmerk": "datumkenmerk",
    "brondatumArchiefprocedure.einddatumBekend": "is_einddatum_bekend",
    "brondatumArchiefprocedure.objecttype": "objecttype",
    "brondatumArchiefprocedure.registratie": "registratie",
    "brondatumArchiefprocedure.procestermijn": "brontermijn",
}
DELEN: Final[Mapping[str, Deel]] = {
    deel.sleutel: deel
    for deel in (
        Deel("standen", "Standen", "stand", Statustype, StatusForm, _gewoon(Statustype), {}),
        Deel("resultaten", "Resultaten", "resultaat", Resultaattype, ResultaatForm, _resultaat, _RESULTAAT),
        Deel("rollen", "Rollen", "rol", Roltype, RolForm, _gewoon(Roltype), {}),
        Deel(
            "eigenschappen",
            "Eigenschappen",
            "eigenschap",
            Eigenschap,
            EigenschapForm,
            _gewoon(Eigenschap),
            {},
        ),
        Deel(
            "documenten", "Documenten", "document", ZaaktypeInformatieobjecttype, DocumentForm, _document, {}
        ),
    )
}


def begin_van(deel: Deel, rij: Any) -> dict[str, Any]:
    """Return the first words of the form of a part."""
    uit = {naam: getattr(rij, naam) for naam in deel.form.base_fields if hasattr(rij, naam)}
    if isinstance(rij, ZaaktypeInformatieobjecttype):
        uit |= {"documentsoort": str(rij.documentsoort_id), "statustype": str(rij.statustype_id or "")}
    if isinstance(rij, Resultaattype):
        uit["selectielijstklasse"] = ResultaatForm.kies(rij.selectielijstklasse, "resultaten")
    return uit
