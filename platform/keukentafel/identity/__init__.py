"""Accounts, sign-in, sessions and roles. They live inside one gemeente; the supplier has its own."""
