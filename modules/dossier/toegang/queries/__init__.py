"""What people ask about access."""

from modules.dossier.toegang.queries.redenen import OpgegevenReden, opgegeven_redenen

__all__ = ["OpgegevenReden", "opgegeven_redenen"]
