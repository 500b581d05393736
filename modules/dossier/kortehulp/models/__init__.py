"""`KorteHulp`: one question that somebody got an answer to, written down without a person (P22)."""

from modules.dossier.kortehulp.models.kortehulp import Domein, KorteHulp, Waar

__all__ = ["Domein", "KorteHulp", "Waar"]
