"""What holds for access: pure functions, no database and no clock."""
