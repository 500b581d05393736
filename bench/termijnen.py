"""Counting running terms again after a change of a norm: in one go, and as a loop of rows would."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from bench.meting import Meting
from bench.opstelling import maak_gemeenten, opstelling

LOPEND = 100_000
KAAL = 2_000
BIJZONDER = 50  # one in so many stood still or got more time

_TERMIJNEN = """
    INSERT INTO dossier_termijn (
        id, huishouden_id, sleutel, titel, uitleg, waarom, wet, duur, is_afgesproken, begin, ruw_einde, einde,
        dagen_stil, status, oorzaak, vervallen_reden, versie)
    SELECT gen_random_uuid(), %(huishouden)s, 'eerste_contact', 'Eerste contact', '5 werkdagen na de melding', '',
           'wmo', '5 werkdagen', false, dag, dag + 7, dag + 7, 0, 'loopt', '', '', 1
      FROM (SELECT %(vandaag)s::date - (n %% 730) AS dag FROM generate_series(1, %(aantal)s) AS n) AS x
"""
_MEER_TIJD = """
    INSERT INTO dossier_verlenging (id, termijn_id, grond, reden, duur, tot, op, gemaakt_op)
    SELECT gen_random_uuid(), id, 'afgesproken', 'Meting', '', begin + 21, begin, %(nu)s
      FROM (SELECT id, begin, row_number() OVER (ORDER BY id) AS n FROM dossier_termijn) AS t
     WHERE n %% %(een_op)s = 0
"""


def meet() -> Iterator[Meting]:
    """Yield the seconds for 100,000 terms, with the same terms saved one by one as the baseline."""
    with opstelling():
        from keukentafel.tenancy import in_gemeente  # Django is set up by the cluster
        from keukentafel.tenancy.taken import alle_gemeenten

        maak_gemeenten(1)
        with in_gemeente(alle_gemeenten()[0]):
            _vul()
            yield _meting()


def _meting() -> Meting:
    from django.utils import timezone

    from modules.dossier.actions.termijnnorm import change_norm, count_again, te_herrekenen
    from modules.dossier.actions.termijnsom import herreken_termijn
    from modules.dossier.models import Termijn
    from modules.dossier.rules.normen import Duur, Eenheid

    at = timezone.now()
    vandaag = timezone.localdate(at)
    kaal = _seconden(lambda: [herreken_termijn(rij, vandaag=vandaag) for rij in Termijn.objects.all()[:KAAL]])
    _, werk = change_norm(
        sleutel="eerste_contact",
        duur=Duur(3, Eenheid.WERKDAGEN),
        geldig_van=vandaag,
        ook_lopend=True,
        toelichting="",
        by=None,
        at=at,
    )
    assert werk is not None
    duur = _seconden(lambda: count_again(herrekening=werk, at=at))
    werk.refresh_from_db()
    params = {
        "termijnen": werk.gedaan,
        "veranderd": werk.veranderd,
        "overgeslagen": te_herrekenen("eerste_contact").exclude(duur="3 werkdagen").count(),
        "met_stilstand_of_meer_tijd": LOPEND // BIJZONDER,
        "baseline": f"rij voor rij, {KAAL} rijen opgeschaald",
    }
    return Meting("termijnen_herrekenen", duur, "s", kaal / KAAL * LOPEND, params)


def _vul() -> None:
    """Put running terms in the table: two years of begins, one in fifty with more time."""
    from django.db import connection
    from django.utils import timezone

    from modules.dossier.models import Huishouden

    nu = timezone.now()
    huishouden = Huishouden.objects.create(
        naam="Meting", sorteernaam="meting", aangemaakt_op=nu, gewijzigd_op=nu
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _TERMIJNEN, {"huishouden": huishouden.pk, "vandaag": timezone.localdate(nu), "aantal": LOPEND}
        )
        cursor.execute(_MEER_TIJD, {"nu": nu, "een_op": BIJZONDER})
        cursor.execute("ANALYZE dossier_termijn")


def _seconden(werk: Callable[[], object]) -> float:
    begin = time.perf_counter()
    werk()
    return time.perf_counter() - begin
