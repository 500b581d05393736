"""What a gemeente chooses about the Jeugdwet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class JeugdInstellingen:
    """Whether the gemeente uses the verwijsindex: a law to end it is in preparation (Jeugdwet 7.1.4.1)."""

    section: ClassVar[str] = "jeugd"
    verwijsindex: bool = True
