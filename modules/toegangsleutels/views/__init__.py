"""The screens of keys to the API."""
