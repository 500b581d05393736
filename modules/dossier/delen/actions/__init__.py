"""What people do about sharing: one file a noun."""
