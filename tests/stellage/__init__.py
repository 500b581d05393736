"""What the tests stand on: one database cluster per session, one database per worker, a browser."""
