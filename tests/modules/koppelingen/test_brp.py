"""The BRP at a person: asked for a purpose, compared, and taken over only by a person (P03)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from keukentafel.audit.models import Logboekregel
from keukentafel.exchange import proef
from keukentafel.exchange.brp import fake
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Gezagsrelatie, Huishouden, Inwoner
from modules.koppelingen.actions.brp import remove_old_answers
from modules.koppelingen.models import BrpAntwoord, Koppeling
from tests.factories.dossier import maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.keukentafel.exchange.brp_mensen import KIND, MOEDER, VADER, adres, datum, persoon, samen
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.modules.dossier.verkeer import Zaak, logboek, maak_zaak, vragen, vreemd_huishouden
from tests.modules.koppelingen.conftest import zet_brp

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def met_bsn(inwoner: Inwoner, bsn: str, **velden: Any) -> Inwoner:
    from keukentafel.tenancy.sleutels import blinde_index

    inwoner.bsn, inwoner.bsn_index = bsn, blinde_index("bsn", bsn)
    for veld, waarde in velden.items():
        setattr(inwoner, veld, waarde)
    inwoner.save()
    return inwoner


@pytest.fixture
def klant() -> Client:
    return Client()


@pytest.fixture
def zaak(klant: Client) -> Zaak:
    zaak = maak_zaak(klant)
    met_bsn(
        zaak.inwoner, MOEDER, voornamen="Marieke", geslachtsnaam="Kuiper", geboortedatum=date(1990, 3, 14)
    )
    zaak.inwoner.lidmaatschappen.update(ander_adres="")
    Huishouden.objects.filter(pk=zaak.huishouden.pk).update(
        straat="Lindelaan", huisnummer=12, toevoeging="", postcode="9876AB", plaats="Lindewaard"
    )
    zet_brp(zaak.medewerker)
    fake.ken([persoon(MOEDER, "Marieke Johanna", "Kuiper")])
    return zaak


def adres_van(zaak: Zaak, route: str = "brp", inwoner: Inwoner | None = None) -> str:
    return reverse(f"koppelingen:{route}", args=[zaak.huishouden.pk, (inwoner or zaak.inwoner).pk])


def haal_op(klant: Client, zaak: Zaak, wet: str = "wmo", **meer: Any) -> Any:
    return klant.post(
        adres_van(zaak, "brp_ophalen", meer.pop("inwoner", None)), {"wet": wet, **meer}, follow=True
    )


def neem_over(klant: Client, pagina: Any, zaak: Zaak, *sleutels: str, inwoner: Inwoner | None = None) -> Any:
    stand = pagina.context["over_form"]["stand"].value()
    lading = {"stand": stand, **{f"v-{sleutel}": "on" for sleutel in sleutels}}
    return klant.post(adres_van(zaak, "brp_overnemen", inwoner), lading, follow=True)


def sleutels(pagina: Any) -> list[str]:
    return [v.sleutel for v in pagina.context["verschillen"]]


def test_looking_asks_nothing_and_asking_is_in_the_logboek_with_its_purpose(klant: Client, zaak: Zaak):
    leeg = klant.get(adres_van(zaak))
    assert b"nog niet bevraagd" in leeg.content
    assert logboek("koppelingen.brp.bevraagd") == []

    pagina = haal_op(klant, zaak)

    assert pagina.status_code == 200
    assert b"is hetzelfde als in de BRP" not in pagina.content  # initials are not filled in here
    regel = Logboekregel.objects.get(gebeurtenis="koppelingen.brp.bevraagd")
    assert (regel.grond, regel.doel, regel.resultaat, regel.huishouden_id) == (
        "BRP-Wmo", "koppeling", "gelukt", zaak.huishouden.pk,
    )  # fmt: skip
    assert regel.detail == {"wet": "wmo", "velden": ["identiteit", "overlijden", "adres", "curatele"]}
    assert b"oefen-BRP" in pagina.content


def test_the_person_page_leads_there_only_where_the_gemeente_has_a_brp(klant: Client, zaak: Zaak):
    persoon_url = reverse("dossier:persoon", args=[zaak.huishouden.pk, zaak.inwoner.pk])
    assert adres_van(zaak).encode() in klant.get(persoon_url).content

    rij = Koppeling.objects.get(soort="brp")
    from modules.koppelingen.actions.koppeling import set_koppeling
    from modules.koppelingen.soorten import Koppelsoort

    set_koppeling(
        soort=Koppelsoort.BRP, is_aan=False, adres=rij.adres, keuzes=rij.keuzes, versie=rij.versie,
        by=zaak.medewerker, at=now(),
    )  # fmt: skip

    assert adres_van(zaak).encode() not in klant.get(persoon_url).content
    assert klant.get(adres_van(zaak)).status_code == 404
    assert haal_op(klant, zaak).status_code == 404


def test_nothing_changes_before_somebody_chooses_and_only_what_was_chosen(klant: Client, zaak: Zaak):
    fake.ken([persoon(MOEDER, "Marieke", "Kuiper-Vos", verblijfplaats=adres("Beukenweg", 3, huisletter="A"))])

    pagina = haal_op(klant, zaak)

    assert sleutels(pagina) == ["voorletters", "geslachtsnaam", "geslacht", "adres"]
    assert Inwoner.objects.get(pk=zaak.inwoner.pk).geslachtsnaam == "Kuiper"

    na = neem_over(klant, pagina, zaak, "geslachtsnaam")

    assert b"Overgenomen uit de BRP" in na.content
    assert Inwoner.objects.get(pk=zaak.inwoner.pk).geslachtsnaam == "Kuiper-Vos"
    assert Huishouden.objects.get(pk=zaak.huishouden.pk).straat == "Lindelaan"
    assert "geslachtsnaam" not in sleutels(na)
    regel = Logboekregel.objects.get(gebeurtenis="koppelingen.brp.overgenomen")
    assert (regel.detail, regel.grond) == ({"velden": ["geslachtsnaam"]}, "BRP-Wmo")

    neem_over(klant, na, zaak, "adres", "geslacht")

    huis = Huishouden.objects.get(pk=zaak.huishouden.pk)
    assert (huis.straat, huis.huisnummer, huis.toevoeging, huis.postcode) == ("Beukenweg", 3, "A", "9876AB")


def test_what_a_colleague_changed_meanwhile_is_shown_again_and_nothing_is_taken_over(
    klant: Client, zaak: Zaak
):
    fake.ken([persoon(MOEDER, "Marieke", "Vos")])
    pagina = haal_op(klant, zaak)
    Inwoner.objects.filter(pk=zaak.inwoner.pk).update(geslachtsnaam="Bakker", versie=9)

    na = neem_over(klant, pagina, zaak, "geslachtsnaam")

    assert na.status_code == 409
    assert b"Kijk de verschillen nog een keer na" in na.content
    assert Inwoner.objects.get(pk=zaak.inwoner.pk).geslachtsnaam == "Bakker"


def test_taking_over_nothing_is_refused_in_words(klant: Client, zaak: Zaak):
    fake.ken([persoon(MOEDER, "Marieke", "Vos")])
    pagina = haal_op(klant, zaak)

    na = neem_over(klant, pagina, zaak)

    assert na.status_code == 422
    assert b"Kies wat je wilt overnemen" in na.content


def test_when_the_brp_is_away_the_last_answer_stays_and_work_goes_on(klant: Client, zaak: Zaak):
    fake.ken([persoon(MOEDER, "Marieke", "Vos")])
    haal_op(klant, zaak)
    zet_brp(zaak.medewerker, proef.WEG)

    pagina = haal_op(klant, zaak, opnieuw="True")

    assert pagina.status_code == 200
    assert b"geen nieuwe gegevens opgehaald" in pagina.content
    assert "geslachtsnaam" in sleutels(pagina)
    neem_over(klant, pagina, zaak, "geslachtsnaam")
    assert Inwoner.objects.get(pk=zaak.inwoner.pk).geslachtsnaam == "Vos"
    assert [r.resultaat for r in Logboekregel.objects.filter(gebeurtenis="koppelingen.brp.bevraagd").order_by("tijdstip")] == [
        "gelukt", "mislukt",
    ]  # fmt: skip
    rij = Koppeling.objects.get(soort="brp")
    assert (rij.mislukt_op_rij, rij.doet_het, rij.laatst_gelukt_op is not None) == (1, False, True)


def test_a_refusal_of_the_brp_is_told_and_kept(klant: Client, zaak: Zaak):
    zet_brp(zaak.medewerker, sleutelkop="X-ANDERS")

    pagina = haal_op(klant, zaak)

    assert b"De BRP kent de sleutel niet" in pagina.content
    assert Koppeling.objects.get(soort="brp").laatste_fout.startswith("De BRP kent de sleutel niet")


def test_an_answer_of_today_is_not_asked_again_unless_somebody_says_so(klant: Client, zaak: Zaak):
    haal_op(klant, zaak)

    weer = haal_op(klant, zaak)
    assert b"kort geleden al opgehaald" in weer.content
    assert len(logboek("koppelingen.brp.bevraagd")) == 1

    haal_op(klant, zaak, opnieuw="True")
    assert len(logboek("koppelingen.brp.bevraagd")) == 2

    haal_op(klant, zaak, wet="jeugd")
    assert len(logboek("koppelingen.brp.bevraagd")) == 3


def test_somebody_the_brp_does_not_know_is_said_so(klant: Client, zaak: Zaak):
    fake.vergeet()

    pagina = haal_op(klant, zaak)

    assert b"kent niemand met dit BSN" in pagina.content
    assert BrpAntwoord.objects.get().inhoud is None


def test_without_a_bsn_nothing_is_asked(klant: Client, zaak: Zaak):
    Inwoner.objects.filter(pk=zaak.inwoner.pk).update(bsn=None, bsn_index=None)

    assert b"Vul eerst het BSN in" in klant.get(adres_van(zaak)).content
    assert haal_op(klant, zaak).status_code == 422
    assert logboek("koppelingen.brp.bevraagd") == []


def test_a_secret_address_is_never_written_out_and_is_taken_over_with_one_tick(klant: Client, zaak: Zaak):
    fake.ken(
        [
            persoon(
                MOEDER,
                "Marieke",
                "Kuiper",
                geheimhoudingPersoonsgegevens=True,
                verblijfplaats=adres("Schuilweg", 7),
            )
        ]
    )

    pagina = haal_op(klant, zaak)

    assert b"Schuilweg" not in pagina.content
    assert b"Geef adres en telefoonnummer van deze persoon aan niemand door" in pagina.content
    assert sleutels(pagina)[0] == "geheim"

    na = neem_over(klant, pagina, zaak, "geheim", "adres")

    huis = Huishouden.objects.get(pk=zaak.huishouden.pk)
    assert (huis.is_geheim_adres, huis.straat) == (True, "Schuilweg")
    assert b"Schuilweg" not in na.content


def test_a_death_is_shown_first_and_taken_over(klant: Client, zaak: Zaak):
    fake.ken(
        [persoon(MOEDER, "Marieke", "Kuiper", overlijden={"datum": datum("2026-01-02", "2 januari 2026")})]
    )

    pagina = haal_op(klant, zaak)

    assert sleutels(pagina)[0] == "overleden_op"
    neem_over(klant, pagina, zaak, "overleden_op")
    assert Inwoner.objects.get(pk=zaak.inwoner.pk).overleden_op == date(2026, 1, 2)


class TestGezag:
    @pytest.fixture
    def gezin(self, klant: Client) -> tuple[Zaak, Inwoner]:
        zaak = maak_zaak(klant, personen=("Marieke", "Daan"))
        moeder, kind = [lid.inwoner for lid in zaak.huishouden.leden.order_by("id")]
        met_bsn(moeder, MOEDER, voornamen="Marieke", geslachtsnaam="Kuiper")
        met_bsn(kind, KIND, voornamen="Daan", geslachtsnaam="Kuiper", geboortedatum=date(2014, 2, 1))
        zet_brp(zaak.medewerker)
        fake.ken(
            [
                persoon(
                    KIND,
                    "Daan",
                    "Kuiper",
                    "2014-02-01",
                    gezag=[samen(KIND, (MOEDER, "Marieke Kuiper"), (VADER, "Jan Vos"))],
                )
            ]
        )
        return zaak, kind

    def test_gezag_is_asked_for_a_child_under_the_jeugdwet_only(
        self, klant: Client, gezin: tuple[Zaak, Inwoner]
    ):
        zaak, kind = gezin

        haal_op(klant, zaak, wet="wmo", inwoner=kind)
        haal_op(klant, zaak, wet="jeugd", inwoner=kind)

        gevraagd = [
            r.detail["velden"]
            for r in Logboekregel.objects.filter(gebeurtenis="koppelingen.brp.bevraagd").order_by("tijdstip")
        ]
        assert ["gezag" in velden for velden in gevraagd] == [False, True]
        assert all("curatele" not in velden for velden in gevraagd)

    def test_gezag_is_taken_over_with_the_parent_of_the_household(
        self, klant: Client, gezin: tuple[Zaak, Inwoner]
    ):
        zaak, kind = gezin
        oud = Gezagsrelatie.objects.create(kind=kind, houder_naam="Oom Piet", soort="voogd")

        pagina = haal_op(klant, zaak, wet="jeugd", inwoner=kind)
        gezag = [s for s in sleutels(pagina) if s.startswith("gezag")]
        assert gezag == ["gezag-erbij-1", "gezag-erbij-2", f"gezag-weg-{oud.pk}"]
        na = neem_over(klant, pagina, zaak, *gezag, inwoner=kind)

        assert [s for s in sleutels(na) if s.startswith("gezag")] == []
        nu = list(kind.gezag_door.filter(tot=None).order_by("houder_naam"))
        assert [(g.soort, g.houder.voornamen if g.houder else g.houder_naam) for g in nu] == [
            ("ouder", "Marieke"), ("ouder", "Jan Vos"),
        ]  # fmt: skip
        assert Gezagsrelatie.objects.get(pk=oud.pk).tot is not None
        assert VADER.encode() not in na.content

    def test_gezag_that_the_brp_cannot_tell_is_for_a_person_to_find_out(
        self, klant: Client, gezin: tuple[Zaak, Inwoner]
    ):
        zaak, kind = gezin
        niet = {
            "type": "GezagNietTeBepalen",
            "minderjarige": {"burgerservicenummer": KIND},
            "toelichting": "Geboren in het buitenland.",
        }
        fake.ken([persoon(KIND, "Daan", "Kuiper", "2014-02-01", gezag=[niet])])

        pagina = haal_op(klant, zaak, wet="jeugd", inwoner=kind)

        assert b"Geboren in het buitenland." in pagina.content
        assert "gezag-GezagNietTeBepalen" not in [n[2:] for n in pagina.context["over_form"].fields]


class TestRechten:
    def test_each_role_asks_only_its_own_fields(self, klant: Client, zaak: Zaak):
        zet_brp(zaak.medewerker, velden={"teamlid": ["identiteit"]})

        haal_op(klant, zaak)

        assert Logboekregel.objects.get(gebeurtenis="koppelingen.brp.bevraagd").detail["velden"] == [
            "identiteit"
        ]

    def test_a_role_without_fields_asks_nothing_and_sees_nothing(self, klant: Client, zaak: Zaak):
        fake.ken([persoon(MOEDER, "Marieke", "Geheimzinnig")])
        haal_op(klant, zaak)
        zet_brp(zaak.medewerker, velden={"teamlid": []})

        pagina = klant.get(adres_van(zaak))

        assert b"Geheimzinnig" not in pagina.content
        assert b"Jouw rol mag geen gegevens bij de BRP opvragen" in pagina.content
        assert haal_op(klant, zaak, opnieuw="True").status_code == 422
        assert neem_over(klant, pagina, zaak, "geslachtsnaam").status_code == 422
        assert Inwoner.objects.get(pk=zaak.inwoner.pk).geslachtsnaam == "Kuiper"

    def test_a_law_without_doelbinding_cannot_be_chosen(self, klant: Client, zaak: Zaak):
        assert haal_op(klant, zaak, wet="participatie").status_code == 422
        assert logboek("koppelingen.brp.bevraagd") == []

    def test_another_household_and_another_person_are_not_there(self, klant: Client, zaak: Zaak):
        vreemd = vreemd_huishouden()
        lid = vreemd.leden.first().inwoner
        elders = maak_huishouden("Elders").leden.first().inwoner

        assert (
            klant.post(
                reverse("koppelingen:brp_ophalen", args=[vreemd.pk, lid.pk]), {"wet": "wmo"}
            ).status_code
            == 404
        )
        assert haal_op(klant, zaak, inwoner=elders).status_code == 404
        assert logboek("koppelingen.brp.bevraagd") == []

    def test_an_administrator_does_not_ask_about_people(self, zaak: Zaak):
        ander = Client()
        log_in(ander, maak_gebruiker(rollen=(Rol.BEHEERDER,), met_code_app=False))

        assert ander.get(adres_van(zaak)).status_code == 404


def test_the_leak_tests_turn_red_when_the_product_leaks(klant: Client, zaak: Zaak):
    zet_brp(zaak.medewerker, velden={"teamlid": []})
    fake.ken(
        [
            persoon(
                MOEDER,
                "Marieke",
                "Vos",
                geheimhoudingPersoonsgegevens=True,
                verblijfplaats=adres("Schuilweg", 7),
            )
        ]
    )

    def rol_zonder_velden_vraagt_niets() -> None:
        assert haal_op(klant, zaak, opnieuw="True").status_code == 422

    def geheim_adres_staat_er_niet() -> None:
        zet_brp(zaak.medewerker)
        assert b"Schuilweg" not in haal_op(klant, zaak, opnieuw="True").content

    def collega_gaat_voor() -> None:
        pagina = haal_op(klant, zaak, opnieuw="True")
        Inwoner.objects.filter(pk=zaak.inwoner.pk).update(geslachtsnaam="Bakker", versie=9)
        assert neem_over(klant, pagina, zaak, "geslachtsnaam").status_code == 409

    rol_zonder_velden_vraagt_niets()
    wordt_rood("brp_voor_elke_rol", rol_zonder_velden_vraagt_niets)
    geheim_adres_staat_er_niet()
    wordt_rood("geheim_adres_uit_de_brp", geheim_adres_staat_er_niet)
    wordt_rood("brp_over_een_collega_heen", collega_gaat_voor)


def test_answers_are_kept_no_longer_than_the_gemeente_chose(klant: Client, zaak: Zaak):
    haal_op(klant, zaak)
    assert remove_old_answers(dagen=30, at=now() + timedelta(days=29)) == 0

    assert remove_old_answers(dagen=30, at=now() + timedelta(days=31)) == 1
    assert BrpAntwoord.objects.count() == 0


def test_what_the_brp_told_is_not_readable_in_the_database(klant: Client, zaak: Zaak):
    haal_op(klant, zaak)

    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT inhoud FROM koppelingen_brpantwoord")
        ruw = bytes(cursor.fetchone()[0])
    assert b"Kuiper" not in ruw
    assert MOEDER.encode() not in ruw


def test_the_page_takes_the_same_queries_whatever_differs(klant: Client, zaak: Zaak):
    haal_op(klant, zaak)
    weinig = vragen(klant, adres_van(zaak))
    fake.ken(
        [
            persoon(
                MOEDER,
                "Anna",
                "Anders",
                "1980-01-01",
                verblijfplaats=adres("Weg", 1),
                geheimhoudingPersoonsgegevens=True,
            )
        ]
    )
    haal_op(klant, zaak, opnieuw="True")

    assert vragen(klant, adres_van(zaak)) == weinig
