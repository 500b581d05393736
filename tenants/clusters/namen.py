"""What people call a cluster: the code has an empty name for the one with the supplier's own tables."""

from __future__ import annotations

from keukentafel.env import HOOFD
from keukentafel.tenancy import migraties


def naam_van(cluster: str) -> str:
    """Return the name of a cluster for a screen or a command."""
    return cluster or HOOFD


def cluster_van(naam: str) -> str | None:
    """Return the cluster with this name; None when there is no such cluster."""
    cluster = "" if naam == HOOFD else naam
    return cluster if cluster in migraties.clusters() and naam else None


def namen() -> list[str]:
    """Return the names of all clusters there are."""
    return [naam_van(cluster) for cluster in migraties.clusters()]
