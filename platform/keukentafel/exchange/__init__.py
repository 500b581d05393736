"""Talking with others: one package per outside party (`client.py`, `messages.py`, `fake.py`).

Nothing here knows a household: text goes in, frozen values come out. Every call leaves by
`keukentafel.uitgaand`, or goes to a practice system of the demo (`proef`).
"""
