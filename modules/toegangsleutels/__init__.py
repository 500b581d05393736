"""Keys to our own API: personal tokens, programs with their secrets, webhooks."""
