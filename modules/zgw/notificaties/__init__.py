"""Telling others that something changed (Notificaties API 1.0.0): channels, subscriptions, messages."""
