"""What an administrator arranges for programs: who may come in, with what secret, and the types they use."""
