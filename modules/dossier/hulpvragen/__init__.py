"""Asking for help on the website: no account, no DigiD, equal to the telephone and the desk (F032)."""
