"""Documenten API 1.4.2."""
