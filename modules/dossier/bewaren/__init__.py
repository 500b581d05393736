"""Rights of residents, how long data is kept, its destruction, and the accounts of it (AVG, Archiefwet)."""
