"""Klantinteracties 0.9 (Open Klant): the contacts that other parts of the gemeente had with somebody."""
