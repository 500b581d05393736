"""What a letter must be: pure functions over text."""
