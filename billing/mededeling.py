"""What an administrator of a gemeente reads on every page while an invoice is late."""

from __future__ import annotations

from typing import Any

from billing.betaalstand import betaalstanden
from keukentafel.context import Mededeling
from keukentafel.identity.rollen import Rol
from keukentafel.values.geld import Geld


def mededelingen(request: Any) -> list[Mededeling]:
    """Return the banner of a gemeente that was reminded; nobody but an administrator sees it."""
    if Rol.BEHEERDER not in request.user.rollen:
        return []
    stand = betaalstanden.van(request.gemeente.id)
    if stand.leest:
        return [
            Mededeling(
                "fout",
                "De inrichting staat op alleen lezen",
                f"{stand.leest_reden} Het werk met huishoudens gaat gewoon door.",
                "billing:eigen_facturen",
                "Bekijk de facturen",
            )
        ]
    if stand.aantal:
        wat = "Er is een factuur" if stand.aantal == 1 else f"Er zijn {stand.aantal} facturen"
        return [
            Mededeling(
                "let_op",
                f"{wat} te laat",
                f"Er staat {Geld(stand.openstaand_centen)} open. Dit heeft geen gevolgen voor het werk.",
                "billing:eigen_facturen",
                "Bekijk de facturen",
            )
        ]
    return []
