"""Whether a person sent a form, and the number that goes with it: pure functions."""
