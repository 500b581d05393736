"""What the rules say about inrichting: pure functions, no database and no clock."""
