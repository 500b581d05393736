"""The one family of refusals of a value."""


class OngeldigeWaarde(ValueError):
    """Say in one Dutch sentence why a value cannot exist.

    `str()` of it is that sentence, ready for a form field or a cell of an import report. It
    never holds the value itself: a refused BSN must not reach a log by way of its refusal.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
