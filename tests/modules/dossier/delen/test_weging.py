"""Sharing without consent: six points, another pair of eyes, and an FG who sees the list (F077)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.dossier.delen.actions.weging import (
    AlBeoordeeld,
    NietAanJou,
    WegingNietRond,
    begin_weging,
    end_weging,
    judge_weging,
    tell_inwoner,
)
from modules.dossier.delen.models import Weging
from modules.dossier.delen.rules.afwegen import PUNTEN
from modules.dossier.models import Tijdlijnregel, Toegangsgrond
from modules.dossier.toegang.models import Attendering
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.modules.dossier.delen.toneel import Deeltoneel, deel, maak_deeltoneel
from tests.modules.dossier.verkeer import logboek, vragen

pytestmark = pytest.mark.django_db
NU = timezone.now


def collega(team: Any = None) -> Any:
    mens = maak_gebruiker(naam="Daan Visser", met_code_app=False)
    maak_teamlid(mens, team or maak_team())
    return mens


def gegevens(toneel: Deeltoneel, met: Any, **anders: Any) -> dict[str, Any]:
    return {
        "inwoner": toneel.kind, "wat": "Dat Sem gisteren is geslagen", "categorieen": ["I"],
        "aan_functie": "wmo_consulent", "collega": met, "verteld_op": localdate(), "nog_niet_omdat": "",
        "van": localdate(), "tot_en_met": localdate() + timedelta(days=14),
        **dict.fromkeys(PUNTEN, "Dat staat hier uitgelegd."), **anders,
    }  # fmt: skip


def weging(toneel: Deeltoneel, met: Any, **anders: Any) -> Weging:
    return begin_weging(
        huishouden=toneel.huishouden,
        gegevens=gegevens(toneel, met, **anders),
        by=toneel.zaak.medewerker,
        at=NU(),
    )


def test_nothing_opens_until_the_colleague_confirmed_with_an_own_sign_in(in_lindewaard: GemeenteRef) -> None:
    toneel, daan = maak_deeltoneel(), collega()
    rij = weging(toneel, daan)
    assert Toegangsgrond.objects.count() == 0
    for ander in (toneel.zaak.medewerker, maak_gebruiker(met_code_app=False)):
        with pytest.raises(NietAanJou):
            judge_weging(weging=rij, is_eens=True, reactie="", by=ander, at=NU())

    judge_weging(weging=rij, is_eens=True, reactie="Mee eens.", by=daan, at=NU())

    grond = Toegangsgrond.objects.get(bron_id=rij.pk)
    assert (grond.soort, grond.functie, grond.categorieen) == ("gevaar", "wmo_consulent", ["I"])
    assert Tijdlijnregel.objects.get(object_soort="weging").categorie == "I"
    with pytest.raises(AlBeoordeeld):
        judge_weging(weging=rij, is_eens=True, reactie="", by=daan, at=NU())


def test_a_colleague_who_does_not_agree_keeps_it_closed(in_lindewaard: GemeenteRef) -> None:
    toneel, daan = maak_deeltoneel(), collega()
    rij = weging(toneel, daan)

    judge_weging(weging=rij, is_eens=False, reactie="Vraag het eerst.", by=daan, at=NU())

    rij.refresh_from_db()
    assert (rij.stand, Toegangsgrond.objects.count()) == ("niet_eens", 0)
    assert not rij.geldt_op(localdate())


def test_a_weighing_that_misses_a_point_is_refused_and_the_database_wants_four_eyes(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel, daan = maak_deeltoneel(), collega()
    with pytest.raises(WegingNietRond, match="wat je deed om toestemming te krijgen"):
        weging(toneel, daan, geprobeerd="nee")
    with pytest.raises(WegingNietRond, match="waarom nu nog niet"):
        weging(toneel, daan, verteld_op=None)
    rij = weging(toneel, daan)

    with pytest.raises(IntegrityError), transaction.atomic():
        Weging.objects.filter(pk=rij.pk).update(collega=rij.door_id)


def test_the_danger_is_over_and_access_ends(in_lindewaard: GemeenteRef) -> None:
    toneel, daan = maak_deeltoneel(), collega()
    rij = weging(toneel, daan)
    judge_weging(weging=rij, is_eens=True, reactie="", by=daan, at=NU())

    end_weging(weging=rij, by=toneel.zaak.medewerker, at=NU())

    assert Toegangsgrond.objects.geldig(NU()).count() == 0
    assert logboek("delen.weging.gestopt") == ["delen.weging.gestopt"]


def test_when_the_resident_hears_of_it_is_written_down_later(in_lindewaard: GemeenteRef) -> None:
    toneel, daan = maak_deeltoneel(), collega()
    rij = weging(toneel, daan, verteld_op=None, nog_niet_omdat="Dan loopt Sem gevaar.")

    assert (
        tell_inwoner(weging=rij, op=localdate(), by=toneel.zaak.medewerker, at=NU()).verteld_op == localdate()
    )


def test_a_confirmed_weighing_carries_a_part_to_a_partner_and_an_unconfirmed_one_does_not(
    in_lindewaard: GemeenteRef,
) -> None:
    from modules.dossier.delen.actions.deling import GrondGeldtNiet

    toneel, daan = maak_deeltoneel(), collega()
    rij = weging(toneel, daan, aan_functie="", aan_organisatie=toneel.school, categorieen=["D"])
    with pytest.raises(GrondGeldtNiet):
        deel(toneel, rij, tot_en_met=localdate() + timedelta(days=7))
    judge_weging(weging=rij, is_eens=True, reactie="", by=daan, at=NU())
    rij.refresh_from_db()

    gedeeld = deel(toneel, rij, tot_en_met=localdate() + timedelta(days=7)).deling

    assert gedeeld.is_open_op(localdate())
    assert len(gedeeld.doelen) == 1


# -- pages -----------------------------------------------------------------------------------------


def _post(toneel: Deeltoneel, met: Any) -> dict[str, Any]:
    dag = localdate()
    return {
        "inwoner": str(toneel.kind.pk), "wat": "Dat Sem is geslagen", "categorieen": ["I"], "aan": "functie",
        "functie": "wmo_consulent", "collega": str(met.pk), "nog_niet_omdat": "Dan loopt Sem gevaar.",
        "van": f"{dag:%d-%m-%Y}", "tot_en_met": f"{dag + timedelta(days=9):%d-%m-%Y}",
        **dict.fromkeys(PUNTEN, "Dat staat hier uitgelegd."),
    }  # fmt: skip


def test_the_colleague_needs_no_part_in_the_household_to_confirm(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel, daan = maak_deeltoneel(client), collega()
    antwoord = client.post(f"/huishoudens/{toneel.huishouden.pk}/delen/afweging", _post(toneel, daan))
    assert antwoord.status_code == 303
    rij = Weging.objects.get()
    assert Attendering.objects.get(soort="weging").voor_id == daan.pk
    ander = Client()
    log_in(ander, daan)

    assert ander.get(f"/huishoudens/{toneel.huishouden.pk}").status_code == 404
    assert ander.get(f"/delen/afwegingen/{rij.pk}").status_code == 200
    assert ander.post(f"/delen/afwegingen/{rij.pk}/oordeel", {"is_eens": "ja"}).status_code == 303

    rij.refresh_from_db()
    assert rij.stand == "bevestigd"
    assert ander.get(f"/delen/afwegingen/{rij.pk}").status_code == 404  # the question is answered


def test_the_writer_cannot_confirm_by_the_page(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel, daan = maak_deeltoneel(client), collega()
    rij = weging(toneel, daan)

    antwoord = client.post(f"/delen/afwegingen/{rij.pk}/oordeel", {"is_eens": "ja"})

    assert antwoord.status_code == 422
    assert "Jij kunt dat niet zelf doen." in antwoord.content.decode()


def test_somebody_of_another_team_finds_no_weighing(in_lindewaard: GemeenteRef) -> None:
    toneel, daan = maak_deeltoneel(), collega()
    rij = weging(toneel, daan)
    klant = Client()
    log_in(klant, collega())

    assert klant.get(f"/delen/afwegingen/{rij.pk}").status_code == 404


def test_the_fg_sees_the_list_without_content_in_a_fixed_number_of_queries(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel, daan = maak_deeltoneel(), collega()
    weging(toneel, daan)
    fg = maak_gebruiker(rollen=[Rol.FG], naam="Fatima", met_code_app=False)
    log_in(client, fg)
    client.get("/delen/afwegingen")
    eerst = vragen(client, "/delen/afwegingen")
    for _ in range(3):
        weging(toneel, daan)

    tekst = client.get("/delen/afwegingen").content.decode()

    assert vragen(client, "/delen/afwegingen") == eerst == LIJST
    assert "Veiligheid" in tekst
    for geheim in ("Sem", "Kuiper", "geslagen", "Dat staat hier uitgelegd."):
        assert geheim not in tekst


LIJST = 8


def test_the_words_of_a_weighing_do_not_pass_to_a_colleague_who_may_not_see_safety(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel, daan = maak_deeltoneel(), collega()
    rij = weging(toneel, daan, aan_functie="", aan_organisatie=toneel.school, categorieen=["D"])
    judge_weging(weging=rij, is_eens=True, reactie="", by=daan, at=NU())
    ambtenaar, klant = maak_gebruiker(naam="Tom", team=toneel.huishouden.team, met_code_app=False), Client()
    maak_teamlid(ambtenaar, toneel.huishouden.team, protocolfunctie="wmo_consulent", ambtelijke_status=True)
    log_in(klant, ambtenaar)

    tekst = klant.get(f"/huishoudens/{toneel.huishouden.pk}/delen").content.decode()

    assert "Deel met De Regenboog" in tekst
    assert "geslagen" not in tekst
    assert "Er is 1 afweging over gegevens die jij niet ziet." in " ".join(tekst.split())
    assert klant.get(f"/delen/afwegingen/{rij.pk}").status_code == 403
