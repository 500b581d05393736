"""Who may ask for the pages of documents.

A list holds documents of many categories: the door asks for the household itself, and each document
is then filtered (or refused, with the reason) by its own category.
"""

from __future__ import annotations

from keukentafel.rechten import Recht
from modules.dossier.rollen import INBRENGEN, LEZEN

RECHTEN: dict[str, Recht] = {
    "documenten:lijst": LEZEN.over("A"),
    "documenten:bestand": LEZEN.over("A"),
    "documenten:versie": LEZEN.over("A"),
    "documenten:nieuw": INBRENGEN.over("A"),
    "documenten:intrekken": INBRENGEN.over("A"),
    "documenten:terugzetten": INBRENGEN.over("A"),
}
