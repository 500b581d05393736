"""What people do with a file: choose it, say what its columns are, check, read in, undo."""
