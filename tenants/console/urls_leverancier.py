"""The addresses of the console itself."""

from __future__ import annotations

from django.urls import path

from tenants.console.views import account, gezondheid, logboek, mensen, weergave, welkom

app_name = "console"
_collega = "mensen/<uuid:account_id>"

urlpatterns = [
    path("inloggen/passkey", welkom.passkey, name="passkey_inloggen"),
    path("uitnodiging/<str:token>", welkom.uitnodiging, name="uitnodiging"),
    path("welkom", welkom.welkom, name="welkom"),
    path("gezondheid", gezondheid.gezondheid, name="gezondheid"),
    path("logboek", logboek.logboek, name="logboek"),
    path("logboek.csv", logboek.logboek_csv, name="logboek_csv"),
    path("weergave", weergave.weergave, name="weergave"),
    path("account", account.account, name="account"),
    path("account/wachtwoord", account.wachtwoord, name="wachtwoord"),
    path("account/code-app", account.code_app, name="code_app"),
    path("account/herstelcodes", account.herstelcodes, name="herstelcodes"),
    path("account/passkey", account.passkey, name="passkey"),
    path("account/passkey/<uuid:passkey_id>/weg", account.passkey_weg, name="passkey_weg"),
    path("account/apparaten", account.sessies_beeindigen, name="sessies_beeindigen"),
    path("mensen", mensen.mensen, name="mensen"),
    path("mensen/uitnodigen", mensen.uitnodigen, name="uitnodigen"),
    path(_collega, mensen.collega, name="collega"),
    path(f"{_collega}/rol", mensen.rol, name="rol"),
    path(f"{_collega}/blokkeren", mensen.blokkeren, name="blokkeren"),
    path(f"{_collega}/heropenen", mensen.heropenen, name="heropenen"),
    path(f"{_collega}/uitnodigen", mensen.opnieuw_uitnodigen, name="opnieuw_uitnodigen"),
    path(f"{_collega}/tweede-factor", mensen.tweede_factor, name="tweede_factor"),
]
