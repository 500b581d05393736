"""What a program may reach, as a filter in the database (zrc-006)."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from keukentafel.tenancy import zaaifouten
from modules.zgw.autorisaties.rules.machtiging import Bereik


def binnen_bereik(bereik: Bereik, voor: str = "") -> Q:
    """Keep what lies within; `voor` is the road to what has the soort and the rank: `zaak__`."""
    if bereik.alles or zaaifouten.staat_aan("zgw_lijst_buiten_bereik"):
        return Q()
    delen = [
        Q(**{f"{voor}soort__in": soorten, f"{voor}vertrouwelijkheid__lte": maximum})
        for maximum, soorten in sorted(bereik.per_maximum().items())
    ]
    return reduce(or_, delen) if delen else Q(pk__in=[])
