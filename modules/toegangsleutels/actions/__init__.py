"""What people do with keys to the API."""
