"""Stripe: how gemeenten pay. The client, and a server of our own that plays Stripe for demo and tests."""
