"""The parts every page is built from: typed functions, offered to templates as tags.

One file per kind of part. `templatetags/components.py` offers them all as `{% load components %}`;
the gallery page shows each in every state.
"""
