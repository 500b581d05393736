"""The pages of toegang."""
