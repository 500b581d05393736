"""Forms about contracts and about who sends the invoices."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from billing.models import Afzender, Contract, Factuurperiode, Module, Tarief
from billing.rules.woorden import MODULENAMEN
from keukentafel.components.velden import DatumVeld, PostcodeVeld, TelefoonVeld
from tenants.models import Gemeente

_CIJFERS = {"kvk": (8, "KvK-nummer"), "oin": (20, "OIN")}
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_BTW = re.compile(r"NL\d{9}B\d{2}")
_EEN_DAG = timedelta(days=1)


def _nummer(waarde: str, soort: str) -> str:
    lengte, naam = _CIJFERS[soort]
    kaal = re.sub(r"[\s.]", "", waarde)
    if kaal and not re.fullmatch(rf"\d{{{lengte}}}", kaal):
        raise ValidationError(f"Dit {naam} klopt niet. Een {naam} heeft {lengte} cijfers.")
    return kaal


def _btw(waarde: str) -> str:
    kaal = re.sub(r"[\s.]", "", waarde).upper()
    if kaal and not _BTW.fullmatch(kaal):
        raise ValidationError("Dit btw-nummer klopt niet. Een goed voorbeeld is NL123456789B01.")
    return kaal


def iban_klopt(kaal: str) -> bool:
    """Tell whether an IBAN passes its own check (ISO 13616, remainder 1 after division by 97)."""
    if not _IBAN.fullmatch(kaal):
        return False
    return int("".join(str(int(teken, 36)) for teken in kaal[4:] + kaal[:4])) % 97 == 1


class AfzenderForm(forms.Form):
    """The supplier as it stands on every invoice."""

    naam = forms.CharField(label="Naam", max_length=120)
    straat = forms.CharField(label="Straat en huisnummer", max_length=120)
    postcode = PostcodeVeld()
    plaats = forms.CharField(label="Plaats", max_length=80)
    kvk = forms.CharField(label="KvK-nummer", max_length=12)
    btw_nummer = forms.CharField(label="Btw-nummer", max_length=20)
    iban = forms.CharField(label="IBAN", help_text="Op deze rekening betalen gemeenten.", max_length=42)
    email = forms.EmailField(label="E-mailadres voor vragen over facturen")
    telefoon = TelefoonVeld()

    def clean_kvk(self) -> str:
        """Return eight digits."""
        return _nummer(self.cleaned_data["kvk"], "kvk")

    def clean_btw_nummer(self) -> str:
        """Return a Dutch VAT number."""
        return _btw(self.cleaned_data["btw_nummer"])

    def clean_iban(self) -> str:
        """Return an IBAN without spaces."""
        kaal = re.sub(r"\s", "", self.cleaned_data["iban"]).upper()
        if not iban_klopt(kaal):
            raise ValidationError("Dit IBAN klopt niet. Kijk of er een teken ontbreekt.")
        return kaal

    @staticmethod
    def begin(rij: Afzender | None) -> dict[str, Any]:
        """Return what stands in the form at first."""
        return {} if rij is None else {naam: getattr(rij, naam) for naam in AfzenderForm.base_fields}


class ContractForm(forms.Form):
    """What was agreed, and where the invoices go."""

    tarief = forms.ModelChoiceField(
        label="Tarief", queryset=Tarief.objects.none(), empty_label="Kies een tarief"
    )
    begin = DatumVeld(label="Eerste dag", snel=())
    laatste_dag = DatumVeld(label="Laatste dag", required=False, snel=(), help_text="Leeg: tot opzegging.")
    factuurperiode = forms.ChoiceField(label="Hoe vaak een factuur", choices=Factuurperiode.choices)
    indexeren = forms.BooleanField(
        label="Prijzen volgen op 1 januari de vastgestelde index", required=False, initial=True
    )
    inkoopnummer = forms.CharField(
        label="Inkoopnummer",
        required=False,
        max_length=60,
        help_text="Staat op elke factuur. De gemeente geeft het op.",
    )
    betaaltermijn_dagen = forms.IntegerField(
        label="Betaaltermijn in dagen", min_value=8, max_value=90, initial=30
    )
    afnemer_naam = forms.CharField(label="Naam op de factuur", max_length=120)
    afnemer_straat = forms.CharField(label="Straat en huisnummer", max_length=120)
    afnemer_postcode = PostcodeVeld()
    afnemer_plaats = forms.CharField(label="Plaats", max_length=80)
    afnemer_oin = forms.CharField(
        label="OIN",
        required=False,
        max_length=24,
        help_text="20 cijfers. Hiermee vindt de e-factuur de gemeente.",
    )
    afnemer_kvk = forms.CharField(label="KvK-nummer", required=False, max_length=12)
    afnemer_btw_nummer = forms.CharField(label="Btw-nummer", required=False, max_length=20)
    factuur_email = forms.EmailField(label="E-mailadres voor facturen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tarief"].queryset = Tarief.objects.exclude(vastgesteld_op=None)  # type: ignore[attr-defined]

    def clean_afnemer_kvk(self) -> str:
        """Return eight digits, or nothing."""
        return _nummer(self.cleaned_data["afnemer_kvk"], "kvk")

    def clean_afnemer_oin(self) -> str:
        """Return twenty digits, or nothing."""
        return _nummer(self.cleaned_data["afnemer_oin"], "oin")

    def clean_afnemer_btw_nummer(self) -> str:
        """Return a Dutch VAT number, or nothing."""
        return _btw(self.cleaned_data["afnemer_btw_nummer"])

    def clean(self) -> dict[str, Any]:
        """Check what goes together."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        begin, laatste = gegevens.get("begin"), gegevens.get("laatste_dag")
        if begin and laatste and laatste < begin:
            self.add_error(
                "laatste_dag", "De laatste dag ligt vóór de eerste dag. Kies een latere laatste dag."
            )
        if (
            not gegevens.get("afnemer_kvk")
            and not gegevens.get("afnemer_oin")
            and "afnemer_oin" not in self.errors
        ):
            self.add_error(
                "afnemer_oin", "Vul een OIN of een KvK-nummer in. Zonder kan er geen e-factuur heen."
            )
        return gegevens

    @property
    def velden(self) -> dict[str, Any]:
        """Return the fields of the contract as it keeps them: `einde` is the first day without it."""
        gegevens = dict(self.cleaned_data)
        laatste = gegevens.pop("laatste_dag")
        gegevens.pop("modules", None)
        gegevens.pop("gemeente", None)
        return {**gegevens, "einde": laatste + _EEN_DAG if laatste else None}

    @staticmethod
    def beginwaarden(contract: Contract) -> dict[str, Any]:
        """Return what stands in the form at first."""
        velden = {naam: getattr(contract, naam) for naam in ContractForm.base_fields if naam != "laatste_dag"}
        return {**velden, "laatste_dag": contract.einde - _EEN_DAG if contract.einde else None}


class NieuwContractForm(ContractForm):
    """A new contract: of which gemeente, and with which modules from its first day."""

    gemeente = forms.ModelChoiceField(
        label="Gemeente", queryset=Gemeente.objects.none(), empty_label="Kies een gemeente"
    )
    modules = forms.MultipleChoiceField(
        label="Modules vanaf de eerste dag",
        required=False,
        choices=[(code, naam) for code, naam in MODULENAMEN.items() if code != Module.BASIS],
        widget=forms.CheckboxSelectMultiple,
        help_text="De basis hoort bij elk contract.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].queryset = Gemeente.objects.aanwezig().defer("sleutel").order_by("naam")  # type: ignore[attr-defined]


class ModuleForm(forms.Form):
    """A module that begins in a contract."""

    module = forms.ChoiceField(
        label="Module", choices=[(code, naam) for code, naam in MODULENAMEN.items() if code != Module.BASIS]
    )
    van = DatumVeld(label="Eerste dag", snel=())


class StopForm(forms.Form):
    """The last day of a module."""

    laatste_dag = DatumVeld(label="Laatste dag", snel=())

    @property
    def tot(self) -> date:
        """The first day without it."""
        dag: date = self.cleaned_data["laatste_dag"]
        return dag + _EEN_DAG


class InwonertalForm(forms.Form):
    """How many people lived there on 1 January."""

    jaar = forms.IntegerField(label="Op 1 januari van", min_value=2020, max_value=2100)
    aantal = forms.IntegerField(label="Aantal inwoners", min_value=1, max_value=2_000_000)
    bron = forms.CharField(
        label="Bron", max_length=200, help_text="Bijvoorbeeld: CBS, 1 januari, vastgesteld."
    )
