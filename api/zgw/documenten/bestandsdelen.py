"""`/bestandsdelen`: the pieces of a large document, one by one."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.zgw.documenten.basis import BIJWERKEN, DocumentenBron
from api.zgw.documenten.informatieobjecten import toon_deel
from api.zgw.documenten.vorm import veilig
from api.zgw.kern.blik import Blik
from api.zgw.kern.problemen import Probleem
from api.zgw.kern.velden import LegeTekst
from keukentafel.opslag.ontvangst import Ontvangst, ontvang
from modules.zgw.autorisaties.rules.machtiging import Bereik
from modules.zgw.documenten.actions.inhoud import receive_deel
from modules.zgw.documenten.models import Bestandsdeel, Informatieobject
from modules.zgw.documenten.rules.delen import DEEL
from modules.zgw.fouten import Verboden

TE_GROOT: Final = f"Een bestandsdeel is hoogstens {DEEL // 1024**2} MB."
_OMSLAG: Final = 64 * 1024
"""What a form has around its file."""


class DeelLezer(serializers.Serializer[Any]):
    """A piece."""

    inhoud = serializers.FileField(allow_empty_file=True)
    lock = LegeTekst(max_length=100)


class Bestandsdelen(DocumentenBron):
    """Pieces. They are sent, never read; the whole is downloaded with its document."""

    naam, operatie = "bestandsdelen", "bestandsdeel"
    serializer_class = DeelLezer
    heeft_etag = False
    parser_classes = (MultiPartParser, FormParser)  # type: ignore[assignment]
    scopes = {"update": BIJWERKEN}
    ontvangst: Ontvangst

    def rijen(self) -> QuerySet[Bestandsdeel]:
        return Bestandsdeel.objects.select_related("inhoud")

    def mag_rij(self, rij: Any, bereik: Bereik) -> bool:
        return True  # `document_van` looks: a piece has no rights of its own

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if int(request.META.get("CONTENT_LENGTH") or 0) > DEEL + _OMSLAG:
            raise Probleem(413, TE_GROOT)
        self.ontvangst = ontvang(self.verzoek, maximum=DEEL)

    def document_van(self, deel: Bestandsdeel) -> Informatieobject:
        """Return the document that waits for this piece.

        :raises Http404: none does any more.
        :raises Verboden: it lies outside what the program may reach.
        """
        document = (
            Informatieobject.objects.select_for_update(of=("self",))
            .filter(versie__inhoud=deel.inhoud_id)
            .first()
        )
        if document is None:
            raise Http404
        if not self.bereik().bevat(document.soort_id, document.vertrouwelijkheid):
            raise Verboden
        return document

    @transaction.atomic
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take in one piece."""
        deel: Bestandsdeel = self.zoek(schrijven=True)
        document = self.document_van(deel)
        gegevens = self._lees_vorm(request)
        with veilig():
            deel = receive_deel(
                deel=deel, document=document, stuk=gegevens["inhoud"].read(), slot=gegevens["lock"] or None
            )
        self.noteer("ontvangen", "wijzigen", document)
        return Response(toon_deel(deel, document.slot, Blik()))

    def _lees_vorm(self, request: Request) -> dict[str, Any]:
        gestuurd = request.data
        if self.ontvangst.is_te_groot:
            raise Probleem(413, TE_GROOT)
        return self.lees(gestuurd)
