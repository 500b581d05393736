"""What people do with letters and templates."""
