"""Who may see what, proved: the rights table, the seeded bugs, the canaries and the edit pairs."""
