"""The pages of sign-in, one's own account and people."""
