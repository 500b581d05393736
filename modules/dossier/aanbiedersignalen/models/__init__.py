"""The tables of signals about providers."""

from modules.dossier.aanbiedersignalen.models.signaal import Aanbiedersignaal, Signaalweger

__all__ = ["Aanbiedersignaal", "Signaalweger"]
