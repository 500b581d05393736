"""Which program may do what (Autorisaties API 1.0.0)."""
