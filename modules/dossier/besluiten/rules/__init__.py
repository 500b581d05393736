"""What the law says of decisions: pure functions."""
