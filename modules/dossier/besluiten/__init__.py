"""Decisions about help: mandate, beschikking, toewijzing, bezwaar and klacht."""
