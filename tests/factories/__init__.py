"""Objects for tests: one file per package, nothing surprising."""
