"""What holds for all code of the house, whoever writes it."""
