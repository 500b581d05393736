"""The forms of the dossier: they read and check what somebody typed, and change nothing."""
