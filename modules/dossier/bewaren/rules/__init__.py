"""What the law says of requests and of keeping: pure functions."""
