"""What people do with short help."""
