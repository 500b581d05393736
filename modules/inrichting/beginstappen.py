"""The part of the inrichting in making a new gemeente."""

from __future__ import annotations

from keukentafel.begin import Begin, registreer_beginstap
from modules.inrichting.actions.begin import begin_modules, begin_teammodel


def _teammodel(begin: Begin) -> None:
    begin_teammodel(variant=begin.variant, by=None, at=begin.at)


def _woorden(begin: Begin) -> None:
    begin_modules(at=begin.at)


def register() -> None:
    """Hand in the two steps that fill the inrichting of a new schema."""
    registreer_beginstap("inrichting", _teammodel)
    registreer_beginstap("woorden", _woorden)
