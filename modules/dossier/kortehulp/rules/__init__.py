"""What may stand in a question without a person."""
