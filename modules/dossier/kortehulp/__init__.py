"""Short help: a question and an answer, without a person and without a dossier (P22)."""
