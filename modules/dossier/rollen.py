"""Which roles work with households: who looks, who writes, who brings in, who divides the work."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import voor

ZIET = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.BACKOFFICE, Rol.INLOOPPUNT})
SCHRIJFT = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR})
BRENGT_IN = SCHRIJFT | {Rol.INLOOPPUNT, Rol.BACKOFFICE}
VERDEELT = frozenset({Rol.TEAMLEIDER})

LEZEN = voor(*ZIET)
SCHRIJVEN = voor(*SCHRIJFT)
INBRENGEN = voor(*BRENGT_IN)
VERDELEN = voor(*VERDEELT)
