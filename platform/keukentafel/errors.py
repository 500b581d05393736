"""`Refusal`: the one family of "no". Its text is a sentence a person can act on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404


class Refusal(Exception):
    """Say no in plain Dutch; a form, a page and the API show the same sentence.

    Give a class a `text`, or pass one to the constructor when it names facts of this case.
    """

    text: str = "Dit kan niet."

    def __init__(self, text: str | None = None) -> None:
        self.reden = str(text if text is not None else self.text)
        super().__init__(self.reden)

    def __str__(self) -> str:
        return self.reden


class Verouderd(Refusal):
    """Somebody else changed the same record first. `huidig` is what stands there now."""

    text = "Iemand anders heeft dit net gewijzigd. Kies welke tekst blijft. Jouw tekst is bewaard."

    def __init__(self, text: str | None = None, *, huidig: object | None = None) -> None:
        super().__init__(text)
        self.huidig = huidig


class GeenZicht(Refusal):
    """The protocol lets this person see the object, but not this kind of data. The page says why.

    `bewaar` writes the line in the logboek after the refused work was undone; `terug` is where the
    page leads back to and `vraag` where access can be asked, both may be empty.
    """

    text = "Je ziet dit niet: het hoort niet bij je taak."

    def __init__(
        self,
        text: str | None = None,
        *,
        bewaar: Callable[[], None] | None = None,
        wat: str = "",
        terug: str = "",
        vraag: str = "",
    ) -> None:
        super().__init__(text)
        self.wat, self.terug, self.vraag = wat, terug, vraag
        self._bewaar = bewaar

    def bewaar(self) -> None:
        """Write the refusal in the logboek."""
        if self._bewaar is not None:
            self._bewaar()


class NietVanJou(Http404):
    """It is not there, or not for this person: the answer is the same. Written in the logboek as refused."""

    def __init__(self, bewaar: Callable[[], None] | None = None) -> None:
        super().__init__("Niet gevonden.")
        self._bewaar = bewaar

    def bewaar(self) -> None:
        """Write the refusal in the logboek."""
        if self._bewaar is not None:
            self._bewaar()
