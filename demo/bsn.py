"""BSNs that are only for tests: 99999xxxx that pass the 11-proef."""

from __future__ import annotations

from collections.abc import Iterator


def testnummers() -> Iterator[str]:
    """Yield every number of the test range once, the highest first; there are about 900.

    The generator of example files begins at the lowest, so that the two do not meet."""
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    for rest in range(9_999, -1, -1):
        nummer = f"99999{rest:04d}"
        if sum(g * int(c) for g, c in zip(gewichten, nummer, strict=True)) % 11 == 0:
            yield nummer
