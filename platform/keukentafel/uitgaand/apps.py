"""The one door through which anything of a gemeente asks something of another machine."""

from __future__ import annotations

from django.apps import AppConfig


class UitgaandConfig(AppConfig):
    name = "keukentafel.uitgaand"
    label = "uitgaand"
    verbose_name = "Uitgaand verkeer"
