"""What people ask of the connections."""
