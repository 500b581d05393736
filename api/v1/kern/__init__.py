"""What every resource of our own API shares."""
