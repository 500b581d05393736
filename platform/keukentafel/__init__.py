"""Keukentafel: het gedeelde fundament van alle gemeenten."""

__version__ = "0.1.0"
