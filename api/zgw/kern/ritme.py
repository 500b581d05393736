"""How often a program may ask: enough for a screen full of calls, too little for a loop that ran away."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.throttling import SimpleRateThrottle


class RitmePerClient(SimpleRateThrottle):
    """Count per client and gemeente (the cache's keys carry the gemeente)."""

    scope = "zgw"

    def get_rate(self) -> str:
        return f"{settings.KT_ZGW_PER_MINUUT}/min"

    def get_cache_key(self, request: Any, view: Any) -> str:
        return f"ritme:zgw:{getattr(request.user, 'client_id', '')}"
