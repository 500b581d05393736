"""The addresses of billing on the supplier's host."""

from __future__ import annotations

from django.urls import path

from billing.views import contract, factuur, maand, rekening, tarief

app_name = "billing"
urlpatterns = [
    path("facturatie", maand.maand, name="maand"),
    path("facturatie/versturen", maand.verstuur_klaar, name="verstuur_klaar"),
    path("facturatie/facturen", factuur.facturen, name="facturen"),
    path("facturatie/facturen.csv", factuur.facturen_csv, name="facturen_csv"),
    path("facturatie/facturen/<uuid:factuur_id>", factuur.factuur, name="factuur"),
    path("facturatie/facturen/<uuid:factuur_id>/pdf", factuur.pdf, name="pdf"),
    path("facturatie/facturen/<uuid:factuur_id>/e-factuur", factuur.ubl, name="ubl"),
    path("facturatie/facturen/<uuid:factuur_id>/betaling", factuur.betaling, name="betaling"),
    path("facturatie/facturen/<uuid:factuur_id>/terugdraaien", factuur.terugdraaien, name="betaling_terug"),
    path("facturatie/facturen/<uuid:factuur_id>/crediteren", factuur.crediteren, name="crediteren"),
    path("facturatie/facturen/<uuid:factuur_id>/herinneren", factuur.herinneren, name="herinneren"),
    path("facturatie/contracten", contract.contracten, name="contracten"),
    path("facturatie/contracten/nieuw", contract.nieuw, name="contract_nieuw"),
    path("facturatie/contracten/<uuid:contract_id>", contract.contract, name="contract"),
    path("facturatie/contracten/<uuid:contract_id>/wijzigen", contract.wijzigen, name="contract_wijzigen"),
    path("facturatie/contracten/<uuid:contract_id>/modules", contract.module, name="module"),
    path("facturatie/contracten/<uuid:contract_id>/modules/<uuid:regel_id>/stop", contract.stop, name="stop"),
    path("facturatie/contracten/<uuid:contract_id>/inwoners", contract.inwonertal, name="inwonertal"),
    path("facturatie/contracten/<uuid:contract_id>/voorbeeld", maand.voorbeeld, name="voorbeeld"),
    path("facturatie/contracten/<uuid:contract_id>/nagekeken", maand.nakijken, name="nakijken"),
    path("facturatie/contracten/<uuid:contract_id>/versturen", maand.versturen, name="versturen"),
    path("facturatie/tarieven", tarief.tarieven, name="tarieven"),
    path("facturatie/tarieven/nieuw", tarief.nieuw, name="tarief_nieuw"),
    path("facturatie/tarieven/index", tarief.index, name="index"),
    path("facturatie/tarieven/<uuid:tarief_id>", tarief.tarief, name="tarief"),
    path("facturatie/afzender", tarief.afzender, name="afzender"),
    path("facturatie/gemeenten/<uuid:gemeente_id>", rekening.rekening, name="rekening"),
    path("facturatie/gemeenten/<uuid:gemeente_id>/csv", rekening.rekening_csv, name="rekening_csv"),
    path("facturatie/gemeenten/<uuid:gemeente_id>/pdf", rekening.rekening_pdf, name="rekening_pdf"),
    path("facturatie/gemeenten/<uuid:gemeente_id>/alleen-lezen", rekening.lezen, name="lezen"),
    path("facturatie/gemeenten/<uuid:gemeente_id>/weer-open", rekening.weer_open, name="weer_open"),
]
