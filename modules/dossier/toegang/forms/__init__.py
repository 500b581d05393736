"""The forms of toegang."""
