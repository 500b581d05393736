"""Filters of the screens of the catalogue."""
