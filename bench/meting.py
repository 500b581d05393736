"""One measured figure, and what a user would have had otherwise."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

Groepen = dict[str, str]


@dataclass(frozen=True, slots=True)
class Meting:
    """`baseline` was measured in the same run; the ratio is baseline / value, so more is better."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    params: dict[str, object] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """How many times better than the baseline."""
        return None if self.baseline is None or not self.value else self.baseline / self.value

    def als_json(self) -> str:
        """Return the line that `make bench` prints."""
        rond = {"value": self.value, "baseline": self.baseline, "ratio": self.ratio}
        cijfers = {naam: None if getal is None else float(f"{getal:.4g}") for naam, getal in rond.items()}
        return json.dumps(
            {
                "name": self.name,
                "value": cijfers["value"],
                "unit": self.unit,
                "baseline": cijfers["baseline"],
                "ratio": cijfers["ratio"],
                "params": self.params,
            },
            ensure_ascii=False,
        )
