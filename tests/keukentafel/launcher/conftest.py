"""Folders that another user can reach: as root, the servers run as nobody."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def map_():
    """A folder that another user can reach, as a checkout of root must be; pytest's own are closed."""
    pad = Path(tempfile.mkdtemp(prefix="kt-proef-"))
    pad.chmod(0o755)
    yield pad
    shutil.rmtree(pad)
