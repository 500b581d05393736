"""Which connection the code gets: the one of the cluster that the scope of this moment lives on (ADR 0018).

Everywhere in Django and in our own code a connection is asked by its alias, `default` or `migrator`. Here, and
nowhere else, that alias becomes the one of a cluster: `default@tweede` while the scope is a gemeente that lives
on cluster `tweede`. So transactions, `on_commit`, the ORM and raw cursors follow the scope together.
"""

from __future__ import annotations

import time
from typing import Any, cast

from django.conf import settings
from django.db import OperationalError, connections
from django.db.utils import ConnectionHandler

from keukentafel.tenancy import scope, zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.scope import (
    ClusterWeg,
    Doelschema,
    GemeenteRef,
    GemeenteVerhuisd,
    huidige_scope,
    in_doel,
    in_platform,
)

LOGINS = ("default", "migrator")
_POGINGEN = 3
_WEG = 5.0
"""Seconds that a cluster that did not answer is left alone."""
_weg_tot: dict[str, float] = {}


def alias_op(login: str, cluster: str) -> str:
    """Return the alias of a login (`default`, `migrator`) on a cluster; empty is the control cluster."""
    return f"{login}@{cluster}" if cluster else login


def _van_de_scope(alias: str) -> str:
    if alias not in LOGINS or zaaifouten.staat_aan("cluster_van_de_leverancier"):
        return alias
    doel = huidige_scope()
    return alias if doel is None else alias_op(alias, doel.cluster)


class ClusterKiezer(ConnectionHandler):
    """Django's `connections`, which gives the connection of the scope's cluster."""

    def __getitem__(self, alias: str) -> Any:
        return super().__getitem__(_van_de_scope(alias))

    def all(self, initialized_only: bool = False) -> list[Any]:
        """Return the connections of this thread as they are, whatever the scope."""
        er_zijn = cast(Any, self)._connections  # noqa: SLF001 -- as Django's own `all` does
        return [
            super(ClusterKiezer, self).__getitem__(alias)
            for alias in self
            if not initialized_only or hasattr(er_zijn, alias)
        ]


def volg_de_scope() -> None:
    """Let Django's own `connections` follow the scope. Once per process, when the apps are ready."""
    connections.__class__ = ClusterKiezer
    scope.bij_betreden = betreed


def betreed(ref: GemeenteRef) -> GemeenteRef:
    """Take a place in a gemeente before anything is asked there; return where it lives now.

    While a gemeente moves this waits, a second at most. Our directory may be some seconds old: when the
    gemeente turns out to live elsewhere, it is read again. With one cluster there is nothing to do.

    :raises GemeenteVerhuisd: it is not where the directory says, also not after reading that again.
    :raises ClusterWeg: its cluster does not answer.
    """
    if not settings.KT_CLUSTERS:
        return ref
    for poging in range(_POGINGEN):
        with in_doel(Doelschema(ref.schema_name, ref.schema_name, ref)):
            try:
                _neem_plek(ref.cluster)
            except GemeenteVerhuisd:
                if poging == _POGINGEN - 1:
                    raise
            else:
                return ref
        with in_platform():
            adresboek.vergeet()
            ref = adresboek.zoek_id(str(ref.id)) or ref
    return ref


def _neem_plek(cluster: str) -> None:
    """Take a place on this cluster. One that was away a moment ago is not asked again by every request."""
    if _weg_tot.get(cluster, 0.0) > time.monotonic():
        raise ClusterWeg(f"Cluster {cluster} antwoordt niet.")
    try:
        cast(Any, connections["default"]).neem_plek()
    except OperationalError as fout:
        if cluster:  # without the control cluster nothing works, and its errors are what they were
            _weg_tot[cluster] = time.monotonic() + _WEG
            raise ClusterWeg(f"Cluster {cluster} antwoordt niet.") from fout
        raise
    _weg_tot.pop(cluster, None)
