"""The steps of a request as its terms tell them: what a law shows when it has no line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from keukentafel.components.care import Processtap
from keukentafel.components.words import dag_van
from keukentafel.values.datum_tekst import dag_en_maand, datum
from modules.dossier.models import Melding, MeldingSoort, Termijn


def op_dag(dag: date, vandaag: date) -> str:
    """Return a day as a step names it: `20 oktober`, with the year when it is another."""
    return dag_en_maand(dag) if dag.year == vandaag.year else datum(dag)


def uit_termijnen(melding: Melding, termijnen: Sequence[Termijn], vandaag: date) -> list[Processtap]:
    """Return what came in, and then each term of this melding with where it stands."""
    van_melding = [termijn for termijn in termijnen if termijn.melding_id == melding.pk]
    eerste = next((termijn for termijn in van_melding if termijn.gehaald_op is None), None)
    binnen = Processtap(
        str(MeldingSoort(melding.soort).label),
        "klaar",
        f"ontvangen op {op_dag(dag_van(melding.ontvangen_op), vandaag)}",
    )
    return [binnen, *(_stap(termijn, termijn is eerste, vandaag) for termijn in van_melding)]


def _stap(termijn: Termijn, is_eerste: bool, vandaag: date) -> Processtap:
    if termijn.gehaald_op is not None:
        return Processtap(termijn.titel, "klaar", f"op {op_dag(termijn.gehaald_op, vandaag)}")
    uiterlijk = f"uiterlijk {op_dag(termijn.einde, vandaag)}"
    return Processtap(termijn.titel, "nu" if is_eerste else "straks", uiterlijk, uiterlijk=termijn.einde)
