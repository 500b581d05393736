"""Letters: templates of the gemeente, the letter in plain language, its PDF, and the post."""
