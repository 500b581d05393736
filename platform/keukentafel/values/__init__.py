"""Values that can be wrong by themselves: immutable, refused in their constructor, no database."""
