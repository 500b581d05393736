"""What people do with a deviation and with a signal for policy."""
