"""Sharing a part of the plan: exactly that part, for that organisation, while its ground counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.geheim import afdruk
from keukentafel.identity.rollen import Rol
from keukentafel.outbox import bezorg
from keukentafel.tenancy import GemeenteRef, in_gemeente, zaaifouten
from modules.dossier.actions.plan import agree_plan, begin_plan
from modules.dossier.delen.actions.deellink import LinkWerktNiet, open_link
from modules.dossier.delen.actions.deling import (
    DOEL,
    BuitenDeGrond,
    GrondGeldtNiet,
    NietsTeDelen,
    mail_link,
    stop_deling,
)
from modules.dossier.delen.actions.toestemming import withdraw_toestemming
from modules.dossier.delen.deelbeeld import Keuze, beeld, beeld_van, te_delen
from modules.dossier.delen.models import Deelbezoek, Deellink, Deling
from modules.dossier.models import Contactnotitie, Tijdlijnregel
from modules.dossier.toegang.models import Attendering
from modules.inrichting.models import Organisatie
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.modules.dossier.delen.toneel import (
    Deeltoneel,
    aan_school,
    deel,
    gegeven,
    maak_deeltoneel,
    maak_partner,
)
from tests.modules.dossier.verkeer import logboek, vragen

pytestmark = pytest.mark.django_db
NU = timezone.now
CODE_FOUT = "Deze link en deze code werken niet samen"


def test_a_school_gets_the_goal_about_school_and_nothing_else(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    alles = Keuze(
        doelen=tuple(doel.pk for doel in toneel.plan.doelen.all()),
        acties=tuple(actie.pk for actie in toneel.plan.acties.all()),
        met_afspraken=True,
        met_overdracht=True,
        vraag="contact_gelukt",
        vraag_antwoord="ja",
    )

    gedeeld = deel(toneel, aan_school(toneel), keuze=alles).deling

    gezien = beeld_van(gedeeld)
    assert [doel.titel for doel in gezien.doelen] == ["Sem gaat weer naar school"]
    assert [actie.wat for actie in gezien.acties] == ["Mentor belt elke week"]
    assert (gezien.afspraken, gezien.overdracht) == ("", "")
    assert (gezien.vraag, gezien.vraag_antwoord) == ("Is het contact gelukt? Ja of nee", "ja")
    assert gedeeld.doelen == [toneel.doel(0).pk]


def test_a_goal_of_another_household_is_never_taken_up(in_lindewaard: GemeenteRef) -> None:
    toneel, ander = maak_deeltoneel(), maak_deeltoneel()

    with pytest.raises(NietsTeDelen):
        deel(toneel, aan_school(toneel), keuze=Keuze(doelen=(ander.doel(0).pk,)))


def test_nothing_is_shared_without_a_ground_that_counts_or_past_its_end(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    grond = aan_school(toneel)
    with pytest.raises(BuitenDeGrond):
        deel(toneel, grond, tot_en_met=grond.tot_en_met + timedelta(days=1))
    withdraw_toestemming(toestemming=grond, wie="Sem", by=toneel.zaak.medewerker, at=NU())
    grond.refresh_from_db()

    with pytest.raises(GrondGeldtNiet):
        deel(toneel, grond)

    assert Deling.objects.count() == 0


def test_a_preview_shows_what_was_chosen_and_a_leak_in_it_is_found(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    grond = gegeven(toneel, aan_organisatie=_welzijn(), leefgebieden=("dagbesteding", "financien"))
    aanbod = te_delen(toneel.huishouden, grond, grond.aan_organisatie)

    def proef() -> None:
        gezien = beeld(aanbod, Keuze(doelen=(toneel.doel(1).pk,)))
        assert [doel.titel for doel in gezien.doelen] == ["De huur is betaald"]
        assert gezien.acties == ()

    proef()
    wordt_rood("voorbeeld_lekt", proef)


def _welzijn() -> Organisatie:
    return Organisatie.objects.get_or_create(naam="Welzijn", defaults={"soort": "welzijn"})[0]


def test_a_goal_goes_along_into_the_next_version_of_the_plan(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    gedeeld = deel(toneel, aan_school(toneel)).deling
    by = toneel.zaak.medewerker
    concept = begin_plan(huishouden=toneel.huishouden, casus=toneel.zaak.casus, by=by, at=NU())
    toneel.plan.status = "vervangen"
    toneel.plan.save()
    concept.status, concept.op_basis_van = "actief", toneel.plan
    concept.save()
    gedeeld.refresh_from_db()

    assert concept.doelen.count() == 3
    assert [doel.titel for doel in beeld_van(gedeeld).doelen] == ["Sem gaat weer naar school"]
    assert agree_plan is not None


# -- a partner with an account --------------------------------------------------------------------


def test_a_partner_sees_the_part_of_the_own_organisation_and_the_look_is_on_record(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_deeltoneel()
    gedeeld = deel(toneel, aan_school(toneel)).deling
    partner = maak_partner(toneel.school, client)

    lijst = client.get("/met-mij-gedeeld").content.decode()
    pagina = client.get(f"/met-mij-gedeeld/{gedeeld.pk}").content.decode()

    assert "Sem Kuiper" in lijst
    assert "Sem gaat weer naar school" in pagina
    for geheim in ("De huur is betaald", "Marieke slaapt weer", "oom Henk", "Merelstraat", "Marieke"):
        assert geheim not in pagina
    regel = Logboekregel.objects.get(gebeurtenis="delen.deling.bekeken")
    assert (regel.gebruiker_id, regel.huishouden_id) == (partner.pk, toneel.huishouden.pk)
    assert [bezoek.zag for bezoek in Deelbezoek.objects.all()] == [["1 doel", "1 actie"]]


def test_a_partner_of_another_organisation_finds_nothing(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_deeltoneel()
    gedeeld = deel(toneel, aan_school(toneel)).deling
    maak_partner(toneel.corporatie, client)

    def proef() -> None:
        assert client.get(f"/met-mij-gedeeld/{gedeeld.pk}").status_code == 404
        assert "Sem" not in client.get("/met-mij-gedeeld").content.decode()

    proef()
    wordt_rood("partner_ziet_ander_deel", proef)


def test_what_is_for_one_person_is_not_for_a_colleague_at_the_same_school(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_deeltoneel()
    ander = maak_partner(toneel.school)
    gedeeld = deel(toneel, aan_school(toneel), gebruiker=ander).deling
    maak_partner(toneel.school, client)

    assert client.get(f"/met-mij-gedeeld/{gedeeld.pk}").status_code == 404


@pytest.mark.parametrize("hoe", ["toestemming", "deling", "partner"])
def test_stopping_closes_the_page_at_the_next_click(
    in_lindewaard: GemeenteRef, client: Client, hoe: str
) -> None:
    toneel = maak_deeltoneel()
    grond = aan_school(toneel)
    gedeeld = deel(toneel, grond).deling
    partner = maak_partner(toneel.school, client)
    assert client.get(f"/met-mij-gedeeld/{gedeeld.pk}").status_code == 200

    by = toneel.zaak.medewerker
    if hoe == "toestemming":
        withdraw_toestemming(toestemming=grond, wie="Sem", by=by, at=NU())
    elif hoe == "deling":
        stop_deling(deling=gedeeld, omdat="Klaar", by=by, at=NU())
    else:
        partner.partnerleden.update(tot=localdate())

    def proef() -> None:
        assert client.get(f"/met-mij-gedeeld/{gedeeld.pk}").status_code == 404

    proef()
    if hoe == "toestemming":
        wordt_rood("ingetrokken_blijft_open", proef)


def test_a_partner_ticks_the_own_action_and_no_other(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_deeltoneel()
    gedeeld = deel(toneel, aan_school(toneel)).deling
    maak_partner(toneel.school, client)
    eigen = toneel.plan.acties.get(wat="Mentor belt elke week")
    ander = toneel.plan.acties.get(wat="Regeling treffen")
    assert "Mentor belt elke week" in client.get("/mijn-acties").content.decode()

    adres = f"/met-mij-gedeeld/{gedeeld.pk}/acties"
    assert client.post(f"{adres}/{eigen.pk}", {"klaar": "1"}).status_code == 303
    assert client.post(f"{adres}/{ander.pk}", {"klaar": "1"}).status_code == 404

    eigen.refresh_from_db()
    ander.refresh_from_db()
    assert (eigen.status, ander.status) == ("klaar", "open")


def test_the_menu_of_a_partner_has_two_lines_and_nothing_of_the_team(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_deeltoneel()
    maak_partner(toneel.school, client)

    tekst = client.get("/met-mij-gedeeld").content.decode()

    assert "Mijn acties" in tekst
    for ander in ("/huishoudens", "/signalen", "/mijn-dag", "/teamoverzicht", "/logboek", "/zoeken"):
        assert f'href="{ander}"' not in tekst
    assert client.get("/mijn-dag", follow=True).request["PATH_INFO"] == "/met-mij-gedeeld"
    for pad in ("/huishoudens", f"/huishoudens/{toneel.huishouden.pk}", "/convenant"):
        assert client.get(pad).status_code == 404


def test_an_aanbieder_sees_only_the_help_it_gives_itself(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_deeltoneel()
    eigen, ander = _welzijn(), toneel.corporatie
    resultaat = toneel.doel(0).resultaten.create(omschrijving="Elke dag op tijd", volgorde=0)
    for organisatie, wat in ((eigen, "Huishoudelijke hulp, 3 uur"), (ander, "Woonbegeleiding")):
        resultaat.oplossingen.create(kader="maatwerk", omschrijving=wat, organisatie=organisatie)
    maak_partner(eigen, client, Rol.AANBIEDER)

    tekst = client.get("/met-mij-gedeeld").content.decode()

    assert "Huishoudelijke hulp, 3 uur" in tekst
    assert "Woonbegeleiding" not in tekst


def test_the_list_of_a_partner_takes_as_many_queries_for_one_as_for_many(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_deeltoneel()
    grond = aan_school(toneel)
    deel(toneel, grond)
    maak_partner(toneel.school, client)
    eerst = vragen(client, "/met-mij-gedeeld"), vragen(client, "/mijn-acties")

    for _ in range(4):
        deel(toneel, grond)

    assert (vragen(client, "/met-mij-gedeeld"), vragen(client, "/mijn-acties")) == eerst == (LIJST, ACTIES)


LIJST = 8
ACTIES = 12


# -- a link -----------------------------------------------------------------------------------------


def _link(toneel: Deeltoneel) -> tuple[Any, str, str]:
    gedeeld = deel(
        toneel, aan_school(toneel), wijze="link", email="mentor@regenboog.voorbeeld.nl", bericht="Kwam Sem?"
    )
    return gedeeld.deling, gedeeld.teken, gedeeld.code


def _open(klant: Client, teken: str, code: str) -> Any:
    klant.get(f"/veilige-link/{teken}")
    return klant.post("/gedeeld/code", {"code": code})


@pytest.fixture
def bezoeker() -> Client:
    return Client(HTTP_HOST="lindewaard.localhost")


def test_a_link_opens_one_page_once_and_the_answer_lands_in_the_case(
    in_lindewaard: GemeenteRef, bezoeker: Client
) -> None:
    toneel = maak_deeltoneel()
    gedeeld, teken, code = _link(toneel)
    assert _open(bezoeker, teken, f"{code[:4]} {code[4:]}").status_code == 302

    pagina = bezoeker.get("/gedeeld/lezen").content.decode()
    assert "Sem gaat weer naar school" in pagina
    for geheim in ("De huur is betaald", "Marieke", "Merelstraat", "oom Henk"):
        assert geheim not in pagina
    klaar = bezoeker.post("/gedeeld/lezen", {"tekst": "Ja, elke dag.", "naam": "Juf Anna"})

    assert klaar.status_code == 200
    notitie = Contactnotitie.objects.get(huishouden=toneel.huishouden)
    assert notitie.tekst == "Ja, elke dag.\n\nAntwoord van De Regenboog (Juf Anna), via een veilige link."
    assert (notitie.door, notitie.met_wie) == (None, "De Regenboog (Juf Anna)")
    assert Tijdlijnregel.objects.get(object_id=notitie.pk).titel == "Antwoord van De Regenboog"
    bericht = Attendering.objects.get(soort="antwoord_van_partner")
    assert (bericht.voor_id, bericht.tekst) == (
        gedeeld.door_id,
        "De Regenboog gaf antwoord op wat je deelde.",
    )
    assert bezoeker.get("/gedeeld/lezen").status_code == 404
    assert Logboekregel.objects.get(gebeurtenis="delen.deling.bekeken").gebruiker_naam == (
        "De Regenboog, met een veilige link"
    )


def test_a_link_does_not_open_twice(in_lindewaard: GemeenteRef, bezoeker: Client) -> None:
    toneel = maak_deeltoneel()
    _, teken, code = _link(toneel)
    assert _open(bezoeker, teken, code).status_code == 302

    def proef() -> None:
        ander = Client(HTTP_HOST="lindewaard.localhost")
        assert _open(ander, teken, code).status_code == 422
        assert ander.get("/gedeeld/lezen").status_code == 404

    proef()
    wordt_rood("link_twee_keer", proef)


def test_a_link_of_another_gemeente_opens_nothing_even_for_the_same_row(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    with in_gemeente(lindewaard):
        gedeeld, teken, code = _link(maak_deeltoneel())
        link = gedeeld.links.get()
    geheim = _geheim(lindewaard, teken)
    with in_gemeente(hoogmeren):
        daar = deel_met_dezelfde_link(link.pk, geheim, code)

    def proef() -> None:
        with in_gemeente(hoogmeren):
            Deellink.objects.filter(pk=daar).update(gebruikt_op=None, pogingen=0, dicht_op=None)
            with pytest.raises(LinkWerktNiet):
                open_link(teken=teken, code=code, adres="1.2.3.4", at=NU())

    proef()
    with zaaifouten.zaai("sleutels_zonder_gemeente"):
        with in_gemeente(lindewaard):
            _, teken, code = _link(maak_deeltoneel())
            link_id = _laatste_link()
        geheim = _geheim(lindewaard, teken)
        with in_gemeente(hoogmeren):
            deel_met_dezelfde_link(link_id, geheim, code)
            assert open_link(teken=teken, code=code, adres="1.2.3.4", at=NU())[0].pk == link_id


def _laatste_link() -> UUID:
    return Deellink.objects.order_by("-gemaakt_op", "-id").first().pk  # type: ignore[union-attr, no-any-return]


def _geheim(gemeente: GemeenteRef, teken: str) -> str:
    from keukentafel.tenancy.sleutels import ontteken

    with in_gemeente(gemeente):
        return ontteken(DOEL, teken)[1]  # type: ignore[index, no-any-return]


def deel_met_dezelfde_link(link_id: UUID, geheim: str, code: str) -> UUID:
    """Make the worst case: a row with the same key and the same secrets in this gemeente."""
    toneel = maak_deeltoneel()
    gedeeld = deel(toneel, aan_school(toneel), wijze="link", email="x@voorbeeld.nl").deling
    gedeeld.links.all().delete()
    Deellink.objects.create(
        id=link_id, deling=gedeeld, afdruk=afdruk(DOEL, geheim), code_afdruk=afdruk(f"{DOEL}.code", f"{link_id}|{code}"),
        gemaakt_op=NU(), verloopt_op=NU() + timedelta(days=3),
    )  # fmt: skip
    return link_id


def test_every_wrong_try_says_the_same_and_five_close_the_link(
    in_lindewaard: GemeenteRef, bezoeker: Client
) -> None:
    toneel = maak_deeltoneel()
    gedeeld, teken, code = _link(toneel)

    fout = [
        _open(bezoeker, een, "12345678")
        for een in ("onzin", teken, f"{teken}x", "", teken, teken, teken, teken)
    ]

    assert {antwoord.status_code for antwoord in fout if antwoord.status_code != 404} == {422}
    assert all(CODE_FOUT in antwoord.content.decode() for antwoord in fout)
    assert gedeeld.links.get().dicht_op is not None
    assert _open(bezoeker, teken, code).status_code == 422


def test_a_link_is_over_after_two_weeks_and_when_what_it_rests_on_is_withdrawn(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel = maak_deeltoneel()
    gedeeld, teken, code = _link(toneel)
    link = gedeeld.links.get()
    assert link.verloopt_op <= NU() + timedelta(days=14)

    with pytest.raises(LinkWerktNiet):
        open_link(teken=teken, code=code, adres="5.6.7.8", at=link.verloopt_op)
    withdraw_toestemming(toestemming=gedeeld.toestemming, wie="Sem", by=toneel.zaak.medewerker, at=NU())
    with pytest.raises(LinkWerktNiet):
        open_link(teken=teken, code=code, adres="1.2.3.4", at=NU())


def test_withdrawing_also_closes_a_page_that_is_open(in_lindewaard: GemeenteRef, bezoeker: Client) -> None:
    toneel = maak_deeltoneel()
    gedeeld, teken, code = _link(toneel)
    _open(bezoeker, teken, code)
    assert bezoeker.get("/gedeeld/lezen").status_code == 200

    withdraw_toestemming(toestemming=gedeeld.toestemming, wie="Sem", by=toneel.zaak.medewerker, at=NU())

    def proef() -> None:
        assert bezoeker.get("/gedeeld/lezen").status_code == 404

    proef()


def test_the_mail_holds_a_link_and_no_name(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    gedeeld, teken, code = _link(toneel)
    mail_link(deling=gedeeld, adres=f"https://lindewaard.voorbeeld.nl/veilige-link/{teken}", at=NU())

    assert bezorg(at=NU()) == 1

    (bericht,) = mail.outbox
    tekst = f"{bericht.subject} {bericht.body}"
    assert f"/veilige-link/{teken}" in tekst
    for geheim in ("Sem", "Kuiper", "Marieke", code, "school"):
        assert geheim not in tekst


def test_nothing_that_opens_a_link_is_kept(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    gedeeld, teken, code = _link(toneel)

    rij = Deellink.objects.values().get(deling=gedeeld)

    tekst = " ".join(str(waarde) for waarde in rij.values())
    assert code not in tekst
    assert teken not in tekst
    assert logboek("delen.deling.gemaakt") == ["delen.deling.gemaakt"]


# -- pages of the worker ------------------------------------------------------------------------------


def _lichaam(toneel: Deeltoneel, **anders: Any) -> dict[str, Any]:
    dag = localdate()
    return {
        "doelen": [str(toneel.doel(0).pk)], "wijze": "link", "email": "mentor@school.nl", "contactpersoon": "Juf Anna",
        "van": dag.strftime("%d-%m-%Y"), "tot_en_met": (dag + timedelta(days=9)).strftime("%d-%m-%Y"), **anders,
    }  # fmt: skip


def test_preview_check_and_send_show_the_same_part_and_the_code_once(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_deeltoneel(client)
    grond = aan_school(toneel)
    adres = f"/huishoudens/{toneel.huishouden.pk}/delen/met/{grond.pk}"

    voorbeeld = client.post(adres, _lichaam(toneel, stap="voorbeeld"))
    controle = client.post(adres, _lichaam(toneel, stap="controleer"))
    assert Deling.objects.count() == 0
    klaar = client.post(adres, _lichaam(toneel, stap="verstuur"))

    assert [a.status_code for a in (voorbeeld, controle, klaar)] == [200, 200, 200]
    assert "Dit ziet de school straks" in voorbeeld.content.decode()
    assert "Sem gaat weer naar school" in controle.content.decode()
    assert "De huur is betaald" not in controle.content.decode()
    assert Deling.objects.get().doelen == [toneel.doel(0).pk]
    assert "Geef deze code door" in klaar.content.decode()


def test_a_goal_that_may_not_go_there_is_no_choice(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_deeltoneel(client)
    grond = aan_school(toneel)

    antwoord = client.post(
        f"/huishoudens/{toneel.huishouden.pk}/delen/met/{grond.pk}",
        _lichaam(toneel, doelen=[str(toneel.doel(1).pk)], stap="verstuur"),
    )

    assert antwoord.status_code == 422
    assert Deling.objects.count() == 0


def test_the_worker_sees_what_they_saw_and_stops(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_deeltoneel(client)
    gedeeld = deel(toneel, aan_school(toneel)).deling
    partner = Client()
    maak_partner(toneel.school, partner)
    partner.get(f"/met-mij-gedeeld/{gedeeld.pk}")
    adres = f"/huishoudens/{toneel.huishouden.pk}/delen/gedeeld/{gedeeld.pk}"

    assert "Juf Anna: 1 doel, 1 actie" in client.get(adres).content.decode()
    assert client.post(f"{adres}/stop").status_code == 303

    assert partner.get(f"/met-mij-gedeeld/{gedeeld.pk}").status_code == 404
    assert "Gestopt" in client.get(adres).content.decode()
