"""Rules of the Documenten API, without a database."""
