"""The inbox: what came in by a connection and what a person has to look at."""
