"""Room for the professional: departing from a rule with reasons, and what the rule learns from it."""
