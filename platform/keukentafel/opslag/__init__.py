"""Files of a gemeente: encrypted, in a folder of its own, gone when their row never came (H38).

`bewaar` writes a file at once and takes it back when the transaction does not commit; `verwijder`
waits for the commit. So there is never a row without its file, and a file without a row is an
orphan that `ruim_wezen` finds.
"""

from keukentafel.opslag.bestanden import (
    BestandWeg,
    Bewaard,
    bewaar,
    haal,
    ruim_wezen,
    verwijder,
)

__all__ = ["BestandWeg", "Bewaard", "bewaar", "haal", "ruim_wezen", "verwijder"]
