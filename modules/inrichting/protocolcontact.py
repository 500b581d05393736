"""Whom a resident can ask about the data that are kept: a section of the choices of a gemeente."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ProtocolContact:
    """What stands at the bottom of the public page. Empty: the general way of the gemeente."""

    section: ClassVar[str] = "protocol_contact"
    fg_email: str = ""
    fg_telefoon: str = ""
    klachten: str = ""
