"""Our own API, `/api/v1`: what the screens can do, a program can do, with the same rights."""
