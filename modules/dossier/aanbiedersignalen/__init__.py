"""Signals about the integrity of a provider (F073): apart from any dossier, read by few, every look written down."""
