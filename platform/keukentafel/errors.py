"""`Refusal`: the one family of "no". Its text is a sentence a person can act on."""

from __future__ import annotations


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
