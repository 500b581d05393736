"""What people fill in about letters."""
