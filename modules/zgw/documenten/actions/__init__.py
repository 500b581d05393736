"""What changes documents and what hangs on them."""
