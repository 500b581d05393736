"""The door to a file that is being read in: it holds content until it is done, so each look is on record."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from keukentafel import audit
from keukentafel.audit import Doel
from modules.dossier.inlezen.models import Inlezing


def inlezing_for(gebruiker: Any, inlezing_id: UUID, *, at: datetime) -> Inlezing:
    """Return a file to somebody who may read files in, and write the visit in the logboek.

    The rights table let this person in already; the file of a colleague may be finished by another.

    :raises Http404: it is not there.
    """
    inlezing = get_object_or_404(Inlezing.objects.select_related("door", "team"), pk=inlezing_id)
    audit.record_inzage(target=inlezing, by=gebruiker, doel=Doel.INLEZEN, at=at)
    return inlezing
