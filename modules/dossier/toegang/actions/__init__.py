"""What people do about access. Keyword-only, atomic, with `by` and `at`, and a line in the logboek."""
