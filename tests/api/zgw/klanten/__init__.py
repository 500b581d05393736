"""Programs that drive the clients of others; each runs in an environment of its own, with nothing of ours."""
