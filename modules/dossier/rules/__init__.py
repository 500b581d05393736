"""What law and profession say about a dossier: pure functions, without database, clock or request."""
