"""The forms of sharing: each kind of consent has its own."""
