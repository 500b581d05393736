"""Keukentafel: het gedeelde fundament van alle gemeenten."""
