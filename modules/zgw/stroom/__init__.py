"""The two ways between dossier and registers: what staff do appears there, what a program sends comes in."""
