"""The forms of room for the professional."""
