"""The questions of bewaren."""
