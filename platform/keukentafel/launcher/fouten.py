"""The one way in which starting says no."""

from __future__ import annotations


class StartFout(Exception):
    """This machine cannot start it; the text is one sentence with the remedy. Exit code 2."""
