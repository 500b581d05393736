"""What people change in the inrichting: one file per noun, each with its line in the logboek."""
