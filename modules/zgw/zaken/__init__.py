"""Zaken as the rest of the municipality sees them (Zaken API 1.5.1): thin, without content of a dossier."""
