"""What is a good password, how long to wait after a wrong try: pure functions."""
