"""`/netwerk`: who stands around a household, as the household sees them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden
from api.v1.kern.velden import TelefoonVeld, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from modules.dossier.actions.netwerk import VELDEN, add_netwerklid, change_netwerklid, remove_netwerklid
from modules.dossier.models import Netwerklid


class NetwerklidUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    naam = serializers.CharField()
    relatie = serializers.CharField()
    wat = serializers.CharField()
    telefoon = serializers.CharField()
    sterkte = serializers.IntegerField(help_text="Van 1 (heel los) tot 5 (heel sterk).")
    is_gespannen = serializers.BooleanField()
    bekeken_op = serializers.DateField(allow_null=True, help_text="Zoals het was op deze dag.")
    versie = serializers.IntegerField()


class NetwerklidWijzigen(StrengeVorm):
    naam = tekst(120, leeg=False)
    relatie = tekst(80, "Zoals: oma, buurvrouw, voetbaltrainer.")
    wat = tekst(200, "Zoals: past op woensdag op.")
    telefoon = TelefoonVeld(required=False, allow_blank=True)
    sterkte = serializers.IntegerField(min_value=1, max_value=5, required=False)
    is_gespannen = serializers.BooleanField(required=False)


class NetwerklidMaken(NetwerklidWijzigen):
    huishouden_id = serializers.UUIDField()


class Netwerkleden(BijHuishouden):
    bron, naam = "netwerk", "netwerklid"
    uitleg = "Wie er om een huishouden heen staat. Wie de inwoner verborg, staat er niet bij."
    uit = NetwerklidUit
    model = Netwerklid
    scopes_van = "huishoudens"
    schermen = {
        "list": "dossier:netwerk",
        "retrieve": "dossier:netwerk",
        "create": "dossier:netwerk",
        "partial_update": "dossier:netwerklid",
        "destroy": "dossier:netwerklid_weg",
    }
    invoer = {"create": NetwerklidMaken, "partial_update": NetwerklidWijzigen}
    volgorde = ("-sterkte", "naam", "id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        return Netwerklid.objects.filter(huishouden=self.van_het_huishouden(waarden), is_verborgen=False)

    def na_de_deur(self, rij: Netwerklid) -> None:
        if rij.is_verborgen:
            raise Http404

    def maak(self, gegevens: Mapping[str, Any]) -> Netwerklid:
        huishouden = self.huishouden(gegevens["huishouden_id"])
        return add_netwerklid(huishouden=huishouden, gegevens=gegevens, by=self.wie, at=self.nu)

    def wijzig(self, rij: Netwerklid, gegevens: Mapping[str, Any]) -> None:
        velden = {veld: gegevens.get(veld, getattr(rij, veld)) for veld in VELDEN}
        change_netwerklid(rij=rij, gegevens=velden, versie=rij.versie, by=self.wie, at=self.nu)

    def verwijder(self, rij: Netwerklid) -> None:
        remove_netwerklid(rij=rij, by=self.wie, at=self.nu)

    def open(self, pk: UUID, *, lock: bool = False) -> Netwerklid:
        gevonden: Netwerklid = super().open(pk, lock=lock)
        return gevonden
