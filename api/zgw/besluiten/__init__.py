"""Besluiten API 1.1.0."""
