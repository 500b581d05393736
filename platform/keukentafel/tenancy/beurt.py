"""One at a time within this process, for a library that cannot do two things at once.

It holds no gemeente and reads no row, so whoever waits for it stays in the scope it was in. For what
must wait across processes there is `keukentafel.tenancy.sleutels.slot`.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from threading import Lock


def beurt() -> AbstractContextManager[bool]:
    """Return what `with` waits for: keep it at the top of a module, one for each library.

    Not for a call that comes back to itself: that waits for ever.
    """
    return Lock()
