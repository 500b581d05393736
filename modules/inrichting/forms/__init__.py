"""The forms of the inrichting: they read and check what somebody typed, and change nothing."""
