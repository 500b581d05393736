"""The forms of bewaren."""
