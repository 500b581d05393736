"""Delen: consent, the weighing, sharing with partners, the convenant. A small app on the floor of the dossier."""
