"""Forms of the informatieprotocol: a cell, handing in, judging, and who sees what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

from keukentafel.components.widgets import Segment, Wachtwoord
from modules.inrichting.forms.velden import DatumVeld, VersieForm
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.protocol import Categorie, Cel, Grondsoort, Mate, Moment, Voorwaarde
from modules.inrichting.rules.protocol_controle import Melding
from modules.inrichting.rules.protocol_woorden import voorwaarde_kort

HOOGSTENS_DELEN: Final = len(Moment)
GRONDEN: Final = (
    "Wmo 2015, artikel 5.1.1",
    "Wmo 2015, artikel 5.2.1",
    "Wmo 2015, artikel 5.2.6",
    "Jeugdwet, artikel 7.4.1",
    "Jeugdwet, artikel 7.3.11",
    "Participatiewet, artikel 53a",
    "Participatiewet, artikel 64",
    "Wet gemeentelijke schuldhulpverlening, artikel 8",
    "Wetboek van Strafrecht, artikel 272",
    "AVG, artikel 6 lid 1 onder e",
    "AVG, artikel 15",
    "Toestemming van de inwoner, of een vastgelegde afweging bij gevaar",
)
"""What is offered while typing a ground."""


class DeelForm(forms.Form):
    """What a cell says at some moments. An empty ground may be saved: the matrix then says it is missing."""

    mate = forms.TypedChoiceField(
        label="Hoeveel",
        coerce=int,
        choices=[(m.value, str(m.label)) for m in Mate],
        widget=Segment,
        error_messages={"required": "Kies hoeveel deze functie ziet."},
    )
    schrijft = forms.BooleanField(label="Mag ook schrijven", required=False)
    voorwaarde = forms.ChoiceField(
        label="Wanneer",
        choices=[(v.value, voorwaarde_kort(v)) for v in Voorwaarde],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wanneer deze functie dit ziet."},
    )
    grondsoort = forms.ChoiceField(
        label="Waarop rust dit",
        choices=Grondsoort,
        widget=Segment,
        error_messages={"required": "Kies waarop dit rust."},
    )
    grond = forms.CharField(
        label="Grond",
        required=False,
        max_length=200,
        help_text="Het wetsartikel, of in een paar woorden welke toestemming of welk gevaar.",
        widget=forms.TextInput(attrs={"list": "gronden", "autocomplete": "off"}),
    )
    momenten = forms.MultipleChoiceField(
        label="In welke fasen",
        choices=Moment,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    vraagt_geheimhouding = forms.BooleanField(label="Alleen met vastgelegd beroepsgeheim", required=False)
    registratie = forms.ChoiceField(
        label="Alleen met registratie",
        choices=[("", "geen"), ("SKJ", "SKJ (jeugd)"), ("BIG", "BIG (gezondheidszorg)")],
        required=False,
    )
    wet = forms.ChoiceField(
        label="Alleen van één wet",
        choices=[
            ("", "alle wetten"),
            ("wmo", "Wmo 2015"),
            ("jeugd", "Jeugdwet"),
            ("participatie", "Participatiewet"),
        ],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a moment where something is seen."""
        velden = super().clean() or {}
        if velden.get("mate") and not velden.get("momenten"):
            self.add_error("momenten", "Kies minstens één fase, of kies ‘niets’.")
        return velden

    @property
    def extra_open(self) -> bool:
        """Whether the less usual questions have an answer that should be seen."""
        momenten = self["momenten"].value() or []
        eisen = (self["vraagt_geheimhouding"].value(), self["registratie"].value(), self["wet"].value())
        return any(eisen) or len(momenten) != len(Moment)

    def cel(self) -> Cel:
        """Return the part as the matrix keeps it."""
        return Cel.uit_velden(self.cleaned_data)


class CelForm(VersieForm):
    """A cell: one part, or several where moments differ. The parts are forms of their own under one button."""

    delen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=HOOGSTENS_DELEN, initial=1)

    def __init__(self, data: QueryDict | None = None, *, cellen: Sequence[Cel] = (), versie: int = 0) -> None:
        """Fill the parts with `cellen`, or with what was posted."""
        begin = [_begin(cel) for cel in cellen] or [_begin(Cel(Mate.NIETS))]
        super().__init__(data, initial={"versie": versie, "delen": len(begin)})
        aantal = min(_getal(data.get("delen"), 1), HOOGSTENS_DELEN) if data is not None else len(begin)
        begin += [{}] * (aantal - len(begin))
        self.deelforms = [DeelForm(data, prefix=f"d{n}", initial=begin[n]) for n in range(aantal)]

    @classmethod
    def met_deel_erbij(cls, post: QueryDict, *, weg: int | None = None) -> CelForm:
        """Return the form with what was typed, and one part more, or one less; nothing is checked yet."""
        getypt = cls(post)
        delen = [_getypt(deel) for n, deel in enumerate(getypt.deelforms) if n != weg]
        form = cls(versie=_getal(post.get("versie"), 0))
        if weg is None and len(delen) < HOOGSTENS_DELEN:
            al = {moment for deel in delen for moment in deel["momenten"]}
            delen.append(_begin(Cel(Mate.NIETS)) | {"momenten": [m for m in Moment.values if m not in al]})
        form.deelforms = [
            DeelForm(prefix=f"d{n}", initial=deel)
            for n, deel in enumerate(delen or [_begin(Cel(Mate.NIETS))])
        ]
        form.initial["delen"] = len(form.deelforms)
        return form

    def is_valid(self) -> bool:
        """Check every part, and that no moment stands in two."""
        goed = [super().is_valid(), *(deel.is_valid() for deel in self.deelforms)]
        if all(goed):
            goed.append(not self._dubbele_momenten())
        return all(goed)

    def _dubbele_momenten(self) -> bool:
        """Say at the second part which moments stand in an earlier one; tell whether there were any."""
        gezien: set[str] = set()
        gevonden = False
        for deel in self.deelforms:
            momenten = set(deel.cleaned_data["momenten"]) if deel.cleaned_data["mate"] else set()
            dubbel = [str(moment.label) for moment in Moment if moment.value in gezien & momenten]
            if dubbel:
                gevonden = True
                deel.add_error(
                    "momenten", f"{', '.join(dubbel)} staat al in een ander deel. Kies één van de twee."
                )
            gezien |= momenten
        return gevonden

    def cellen(self) -> tuple[Cel, ...]:
        """Return the parts as the matrix keeps them."""
        return tuple(deel.cel() for deel in self.deelforms)


def _begin(cel: Cel) -> dict[str, Any]:
    return {
        "mate": int(cel.mate),
        "schrijft": cel.schrijft,
        "voorwaarde": cel.voorwaarde.value,
        "grondsoort": cel.grondsoort.value,
        "grond": cel.grond,
        "momenten": [m.value for m in Moment if m in cel.momenten],
        "vraagt_geheimhouding": cel.vraagt_geheimhouding,
        "registratie": cel.registratie,
        "wet": cel.wet,
    }


def _getypt(deel: DeelForm) -> dict[str, Any]:
    """Return what was posted for a part, as it was typed."""
    return {naam: deel[naam].value() for naam in deel.fields} | {
        "momenten": deel["momenten"].value() or [],
        "mate": _getal(deel["mate"].value(), 0),
    }


def _getal(tekst: Any, anders: int) -> int:
    return int(tekst) if isinstance(tekst, str) and tekst.isdigit() and len(tekst) < 9 else anders


class VoorleggenForm(VersieForm):
    """Handing in: an answer to each question, why, from when, and the ten cases seen."""

    toelichting = forms.CharField(
        label="Wat verandert er, en waarom",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De privacyfunctionaris leest dit eerst. Later staat het bij de versie.",
        error_messages={"required": "Schrijf op wat er verandert en waarom."},
    )
    ingaat_op = DatumVeld(
        label="Ingangsdatum",
        snel=(0, 1, 7),
        help_text="Op die dag geldt deze versie, als de privacyfunctionaris haar dan heeft goedgekeurd.",
        error_messages={"required": "Vul in wanneer het protocol ingaat."},
    )
    gevallen_bekeken = forms.BooleanField(
        label="Ik heb de tien gevallen bekeken en de uitkomst klopt",
        error_messages={"required": "Bekijk de tien gevallen en zet daarna het vinkje."},
    )

    def __init__(
        self,
        *args: Any,
        vragen: Sequence[Melding] = (),
        antwoorden: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Make a field for each question, filled with the answer there is."""
        super().__init__(*args, **kwargs)
        self.vragen = {f"antwoord-{n}": melding for n, melding in enumerate(vragen)}
        for naam, melding in self.vragen.items():
            self.fields[naam] = forms.CharField(
                label=f"{melding.functie.label}: {melding.categorie.label}",
                help_text=melding.tekst,
                max_length=2000,
                min_length=20,
                initial=(antwoorden or {}).get(melding.sleutel, ""),
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={
                    "required": f"Geef antwoord bij {melding.functie.label}: {melding.categorie.label}.",
                    "min_length": "Leg dit uit in minstens 20 tekens.",
                },
            )
        self.order_fields([*self.vragen, "toelichting", "ingaat_op", "gevallen_bekeken"])

    def antwoordvelden(self) -> list[Any]:
        """Return the fields of the questions, for the template."""
        return [self[naam] for naam in self.vragen]

    def antwoorden(self) -> dict[str, str]:
        """Return question → answer, as the action takes it."""
        return {melding.sleutel: self.cleaned_data[naam] for naam, melding in self.vragen.items()}


class OordeelForm(VersieForm):
    """What the privacyfunctionaris decides."""

    oordeel = forms.ChoiceField(
        label="Jouw oordeel",
        choices=[("goedkeuren", "Ik keur deze versie goed"), ("terugsturen", "Ik stuur deze versie terug")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of je deze versie goedkeurt of terugstuurt."},
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Stuur je terug, schrijf dan wat er anders moet. De beheerder leest dit.",
    )
    wachtwoord = forms.CharField(
        label="Je wachtwoord",
        strip=False,
        max_length=256,
        widget=Wachtwoord,
        help_text="Een oordeel is een handtekening. Daarom vragen we je wachtwoord opnieuw.",
        error_messages={"required": "Vul je wachtwoord in."},
    )


class TerughaalForm(VersieForm):
    """Why an approved version does not take effect."""

    reden = forms.CharField(
        label="Waarom gaat deze versie niet in?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De beheerder en de privacyfunctionaris lezen dit, ook later in het logboek.",
        error_messages={"required": "Schrijf op waarom deze versie niet ingaat."},
    )


class StandaardForm(VersieForm):
    """Beginning again with the default of a variant."""

    variant = forms.ChoiceField(
        label="Standaard van welk model",
        choices=Variant,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies van welk model de standaard moet komen."},
    )


class ContactForm(forms.Form):
    """Whom a resident can ask: stands on the public page."""

    fg_email = forms.EmailField(
        label="E-mailadres van de privacyfunctionaris",
        required=False,
        error_messages={"invalid": "Dit e-mailadres klopt niet. Kijk of er een @ in staat."},
    )
    fg_telefoon = forms.CharField(
        label="Telefoonnummer van de privacyfunctionaris", required=False, max_length=30
    )
    klachten = forms.CharField(
        label="Hoe kan een inwoner een klacht indienen",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: bel 14 078 en vraag naar de klachtencoördinator.",
    )


class WatZietForm(forms.Form):
    """Somebody, or a function, and an example household; or a real one by its reference."""

    wie = forms.ChoiceField(label="Wie", required=False)
    moment = forms.ChoiceField(
        label="Fase van het huishouden", choices=Moment, initial=Moment.HULP, required=False
    )
    betrokken = forms.BooleanField(label="Is bij dit huishouden betrokken", required=False, initial=True)
    geheim = forms.BooleanField(label="Heeft beroepsgeheim", required=False, initial=True)
    registraties = forms.MultipleChoiceField(
        label="Geldige registratie",
        choices=[("SKJ", "SKJ"), ("BIG", "BIG")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    toestemming = forms.MultipleChoiceField(
        label="Er is toestemming vastgelegd voor",
        choices=Categorie,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    nood = forms.BooleanField(label="Er loopt noodtoegang", required=False)
    kenmerk = forms.CharField(
        label="Kenmerk van het huishouden",
        required=False,
        max_length=200,
        help_text="Plak het adres van de pagina van het huishouden, of het kenmerk uit het logboek.",
    )
