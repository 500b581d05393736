"""What people do with accounts: sign in, invite, change roles, block."""
