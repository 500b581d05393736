"""Measurements: `python -m bench GROEP` prints one JSON object per line (architecture §4)."""
