"""The catalogue: which kinds of zaken, documents and decisions there are (Catalogi API 1.3.1)."""
