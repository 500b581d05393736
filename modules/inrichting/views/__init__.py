"""The screens of the inrichting. Each works without JavaScript; htmx only makes it quicker."""
