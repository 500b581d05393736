"""What the Catalogi standard asks of types."""
