"""What the six registers share: who asks, errors, pages, addresses, ETags."""
