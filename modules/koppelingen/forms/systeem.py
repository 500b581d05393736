"""How this gemeente reaches another system, and what it chose about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from keukentafel.exchange import proef
from keukentafel.exchange.brp.messages import Veldgroep
from keukentafel.identity.rollen import Rol
from modules.koppelingen.actions.objecten import Objectkeuzes
from modules.koppelingen.actions.spiegel import Spiegelkeuzes
from modules.koppelingen.keuzes import GROEPNAMEN, ROLLEN, WETTEN, BrpKeuzes
from modules.koppelingen.models import Koppeling
from modules.koppelingen.soorten import Koppelsoort, Systeem
from modules.zgw.eigen import HUISHOUDEN, JEUGD, PARTICIPATIE, WMO

ZAAKTYPEN: Mapping[str, str] = {
    HUISHOUDEN: "hulp aan een huishouden",
    WMO: "Wmo",
    JEUGD: "jeugdhulp",
    PARTICIPATIE: "participatie",
}
_KOP = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,59}")


class SysteemForm(forms.Form):
    """Address and secret. The secret is never shown: an empty box leaves it as it is."""

    is_aan = forms.BooleanField(label="De koppeling staat aan", required=False)
    adres = forms.CharField(
        label="Adres",
        max_length=500,
        required=False,
        help_text="Zoals de leverancier van het systeem het opgeeft. Begint met https://.",
    )
    client_id = forms.CharField(label="Client ID", max_length=100, required=False)
    geheim = forms.CharField(
        label="Sleutel",
        max_length=500,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, systeem: Systeem, rij: Koppeling | None, **kwargs: Any) -> None:
        """Ask only what this system needs."""
        if rij is not None:
            begin = {"is_aan": rij.is_aan, "adres": rij.adres, "client_id": rij.client_id}
            kwargs["initial"] = {**begin, "versie": rij.versie, **self.uit_keuzes(rij.keuzes)}
        else:
            kwargs["initial"] = {"versie": 0, **self.uit_keuzes({})}
        super().__init__(*args, **kwargs)
        if not systeem.met_client_id:
            del self.fields["client_id"]
        self.fields["geheim"].label = systeem.geheim_heet
        if rij is not None and rij.geheim:
            self.fields["geheim"].help_text = "Er is er een ingevuld. Laat leeg om die te houden."

    def uit_keuzes(self, keuzes: Mapping[str, Any]) -> dict[str, Any]:
        """Return how the choices stand in the form."""
        return {}

    def keuzes(self) -> dict[str, Any]:
        """Return the choices as they are kept."""
        return {}

    def panelen(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Return the panels below the address: heading, id and the fields of this kind of system."""
        namen = {"is_aan", "adres", "client_id", "geheim", "versie"}
        velden = [self[naam] for naam in self.fields if naam not in namen]
        return [("Afspraken", "p-afspraken", velden)] if velden else []

    def clean_adres(self) -> str:
        """Take an address of the web; a practice system only where there are any."""
        adres = str(self.cleaned_data["adres"]).strip().rstrip("/")
        if adres and not _is_adres(adres):
            raise forms.ValidationError("Begin het adres met https://.")
        return adres


class BrpForm(SysteemForm):
    """The BRP: the doelbinding per law, and which fields each role may ask."""

    verwerking = forms.CharField(
        label="Verwerking",
        max_length=200,
        help_text="Zo heet deze verwerking in het register van de gemeente. Gaat mee met elke vraag.",
    )
    oin = forms.CharField(
        label="OIN",
        max_length=20,
        required=False,
        help_text="Nummer van de gemeente, als de leverancier erom vraagt.",
    )
    sleutelkop = forms.CharField(
        label="Naam van de kop voor de sleutel", max_length=60, help_text="Gewoon is X-API-KEY."
    )
    bewaar_uren = forms.IntegerField(
        label="Na hoeveel uur halen we opnieuw op", min_value=1, max_value=168, help_text="Gewoon is 24 uur."
    )
    bewaar_dagen = forms.IntegerField(
        label="Na hoeveel dagen gooien we het antwoord weg",
        min_value=1,
        max_value=365,
        help_text="Gewoon is 30 dagen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask a doelbinding for each law, and the groups of fields for each role."""
        super().__init__(*args, **kwargs)
        for wet, naam in WETTEN.items():
            self.fields[f"doelbinding_{wet}"] = forms.CharField(
                label=f"Doelbinding {naam}",
                max_length=242,
                required=False,
                help_text="Zoals afgesproken met de BRP. Laat leeg als je voor deze wet niets mag vragen.",
                initial=self.initial.get(f"doelbinding_{wet}"),
            )
        for rol in ROLLEN:
            self.fields[f"velden_{rol}"] = forms.MultipleChoiceField(
                label=str(Rol(rol).label),
                choices=[(groep.value, GROEPNAMEN[groep]) for groep in Veldgroep],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=self.initial.get(f"velden_{rol}"),
            )

    def uit_keuzes(self, keuzes: Mapping[str, Any]) -> dict[str, Any]:
        """Return how the choices stand in the form; the usual ones where nothing was chosen."""
        nu = BrpKeuzes.uit(keuzes)
        los = {
            naam: getattr(nu, naam)
            for naam in ("verwerking", "oin", "sleutelkop", "bewaar_uren", "bewaar_dagen")
        }
        wetten = {f"doelbinding_{wet}": nu.doelbinding.get(wet, "") for wet in WETTEN}
        return {**los, **wetten, **{f"velden_{rol}": list(nu.velden.get(rol, ())) for rol in ROLLEN}}

    def keuzes(self) -> dict[str, Any]:
        """Return the choices as they are kept."""
        schoon = self.cleaned_data
        return {
            "doelbinding": {
                wet: schoon[f"doelbinding_{wet}"] for wet in WETTEN if schoon[f"doelbinding_{wet}"]
            },
            "velden": {str(rol): schoon[f"velden_{rol}"] for rol in ROLLEN},
            **{n: schoon[n] for n in ("verwerking", "oin", "sleutelkop", "bewaar_uren", "bewaar_dagen")},
        }

    def panelen(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Put the purposes first, and who may ask what in a panel of its own."""
        doelen = [self[f"doelbinding_{wet}"] for wet in WETTEN]
        los = [self[n] for n in ("verwerking", "oin", "sleutelkop", "bewaar_uren", "bewaar_dagen")]
        rollen = [self[f"velden_{rol}"] for rol in ROLLEN]
        return [("Afspraken", "p-afspraken", [*doelen, *los]), ("Wie mag wat opvragen", "p-velden", rollen)]

    def clean_sleutelkop(self) -> str:
        """Refuse what is no name of a header."""
        naam = str(self.cleaned_data["sleutelkop"])
        if not _KOP.fullmatch(naam):
            raise forms.ValidationError("Gebruik alleen letters, cijfers en streepjes.")
        return naam


def _is_adres(adres: str) -> bool:
    return adres.startswith(("https://", "http://")) or (proef.is_proef(adres) and proef.mag_proef())


class ZaaksysteemForm(SysteemForm):
    """The registers of the gemeente itself, and which of their zaaktypen goes with ours."""

    ztc = forms.CharField(
        label="Adres van de Catalogi API",
        max_length=500,
        required=False,
        help_text="Laat leeg als die naast de Zaken API staat (…/catalogi/api/v1).",
    )
    brc = forms.CharField(
        label="Adres van de Besluiten API",
        max_length=500,
        required=False,
        help_text="Laat leeg als je besluiten niet doorgeeft.",
    )
    drc = forms.CharField(
        label="Adres van de Documenten API",
        max_length=500,
        required=False,
        help_text="Laat leeg als je brieven en besluiten op papier niet doorgeeft.",
    )
    rsin = forms.RegexField(
        r"^[0-9]{9}$",
        label="RSIN van de gemeente",
        required=False,
        help_text="Negen cijfers. Laat leeg om het RSIN van onze zaken te gebruiken.",
        error_messages={"invalid": "Een RSIN heeft negen cijfers."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask their zaaktype for each of ours."""
        super().__init__(*args, **kwargs)
        self.fields["adres"].label = "Adres van de Zaken API"
        for onze, naam in ZAAKTYPEN.items():
            self.fields[f"zaaktype_{onze}"] = forms.CharField(
                label=f"Hun zaaktype voor {naam}",
                max_length=50,
                required=False,
                help_text="De identificatie. Laat leeg om deze zaken niet door te geven.",
                initial=self.initial.get(f"zaaktype_{onze}"),
            )

    def uit_keuzes(self, keuzes: Mapping[str, Any]) -> dict[str, Any]:
        """Return how the choices stand in the form."""
        nu = Spiegelkeuzes.uit(keuzes)
        typen = {f"zaaktype_{onze}": nu.zaaktypen.get(onze, "") for onze in ZAAKTYPEN}
        return {"ztc": nu.ztc, "brc": nu.brc, "drc": nu.drc, "rsin": nu.rsin, **typen}

    def keuzes(self) -> dict[str, Any]:
        """Return the choices as they are kept."""
        schoon = self.cleaned_data
        typen = {onze: schoon[f"zaaktype_{onze}"] for onze in ZAAKTYPEN if schoon[f"zaaktype_{onze}"]}
        adressen = {naam: schoon[naam] for naam in ("ztc", "brc", "drc")}
        return {**adressen, "rsin": schoon["rsin"], "zaaktypen": typen}

    def _adres(self, naam: str) -> str:
        adres = str(self.cleaned_data[naam]).strip().rstrip("/")
        if adres and not _is_adres(adres):
            raise forms.ValidationError("Begin het adres met https://.")
        return adres

    def clean_ztc(self) -> str:
        """Take an address of the web."""
        return self._adres("ztc")

    def clean_drc(self) -> str:
        """Take an address of the web."""
        return self._adres("drc")

    def clean_brc(self) -> str:
        """Take an address of the web."""
        return self._adres("brc")


class BerichtenForm(SysteemForm):
    """The Notificaties API of the gemeente, and the key that it sends along."""

    nieuwe_sleutel = forms.BooleanField(
        label="Maak een nieuwe sleutel",
        required=False,
        help_text="De oude sleutel werkt dan niet meer. Druk daarna op Abonneer.",
    )

    def __init__(self, *args: Any, rij: Koppeling | None, **kwargs: Any) -> None:
        """Remember which key holds now."""
        self.sleutel = int(rij.keuzes.get("sleutel", 1)) if rij is not None else 1
        super().__init__(*args, rij=rij, **kwargs)
        self.fields["adres"].label = "Adres van de Notificaties API"

    def keuzes(self) -> dict[str, Any]:
        """Return the choices as they are kept."""
        return {"sleutel": self.sleutel + bool(self.cleaned_data["nieuwe_sleutel"])}


class ObjectenForm(SysteemForm):
    """The Objects API: which type holds forms, and which law goes with which form."""

    objecttype = forms.CharField(
        label="Adres van het objecttype Productaanvraag",
        max_length=500,
        help_text="Het hele adres, zoals het bij een object staat.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask the kinds of form for each law."""
        super().__init__(*args, **kwargs)
        for wet, naam in WETTEN.items():
            self.fields[f"soorten_{wet}"] = forms.CharField(
                label=f"Formulieren voor de {naam}",
                max_length=500,
                required=False,
                help_text="De waarde van “type” in de productaanvraag. Meer dan één? Zet er een komma tussen.",
                initial=self.initial.get(f"soorten_{wet}"),
            )

    def uit_keuzes(self, keuzes: Mapping[str, Any]) -> dict[str, Any]:
        """Return how the choices stand in the form."""
        nu = Objectkeuzes.uit(keuzes)
        soorten = {
            f"soorten_{wet}": ", ".join(sorted(soort for soort, van in nu.wetten.items() if van == wet))
            for wet in WETTEN
        }
        return {"objecttype": nu.objecttype, **soorten}

    def keuzes(self) -> dict[str, Any]:
        """Return the choices as they are kept."""
        schoon = self.cleaned_data
        wetten = {
            soort.strip(): wet
            for wet in WETTEN
            for soort in schoon[f"soorten_{wet}"].split(",")
            if soort.strip()
        }
        return {"objecttype": schoon["objecttype"], "wetten": wetten}


class ContactenForm(SysteemForm):
    """Klantinteracties: an address and a token."""


FORMS: Mapping[Koppelsoort, type[SysteemForm]] = {
    Koppelsoort.BRP: BrpForm,
    Koppelsoort.ZAAKSYSTEEM: ZaaksysteemForm,
    Koppelsoort.NOTIFICATIES: BerichtenForm,
    Koppelsoort.OBJECTEN: ObjectenForm,
    Koppelsoort.KLANTINTERACTIES: ContactenForm,
}
