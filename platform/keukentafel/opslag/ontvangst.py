"""Receive files in memory and never on disk, and stop keeping them past their limit."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from keukentafel.opslag.poort import MAX_BYTES


class Ontvangst(FileUploadHandler):
    """Django's own handler would write a large file unencrypted to a temporary folder.

    Put it in `request.upload_handlers` before anything reads the form; see `ontvang`.
    """

    def __init__(self, request: Any = None, *, maximum: int = MAX_BYTES) -> None:
        super().__init__(request)
        self.maximum = maximum
        self.ontvangen = 0
        self._inhoud = io.BytesIO()

    @property
    def is_te_groot(self) -> bool:
        """Whether more came in than we take; what came is thrown away then."""
        return self.ontvangen > self.maximum

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._inhoud = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece, until it is too much."""
        self.ontvangen += len(raw_data)
        if self.is_te_groot:
            lengte = str(self.request.META.get("CONTENT_LENGTH") or "") if self.request else ""
            self.ontvangen = max(self.ontvangen, int(lengte) if lengte.isdecimal() else 0)
            self._inhoud = io.BytesIO()
            raise SkipFile
        self._inhoud.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """Hand the file over."""
        if self.is_te_groot:
            return None
        self._inhoud.seek(0)
        return InMemoryUploadedFile(
            self._inhoud,
            self.field_name,
            self.file_name or "",
            self.content_type,
            file_size,
            self.charset,
            None,
        )


def ontvang(request: Any, *, maximum: int = MAX_BYTES) -> Ontvangst:
    """Let the files of this request come in memory, up to `maximum` bytes together."""
    ontvangst = Ontvangst(request, maximum=maximum)
    request.upload_handlers = [ontvangst]
    return ontvangst
