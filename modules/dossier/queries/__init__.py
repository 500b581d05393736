"""What people ask about households, one question a file."""
