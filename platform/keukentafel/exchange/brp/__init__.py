"""The BRP: BRP API Personen 2.7.0 (Haal Centraal). One operation, `POST /personen`."""
