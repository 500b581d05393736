"""What somebody does with a request, a term of keeping, a list of destruction or a DPIA."""
