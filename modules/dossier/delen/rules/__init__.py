"""What the law says about consent and sharing: pure functions with their reason."""
