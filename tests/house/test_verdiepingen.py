"""The drawing in docs/architectuur.md is true."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

from tests.house.bron import WORTEL


def test_imports_go_down_and_never_up_or_sideways():
    uitkomst = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()",
         "--config", "pyproject.toml", "--no-cache"],
        cwd=WORTEL, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert uitkomst.returncode == 0, uitkomst.stdout + uitkomst.stderr


def test_platform_is_still_that_of_python():
    assert Path(platform.__file__).parent == Path(subprocess.__file__).parent


def test_platform_is_that_of_python_for_a_process_started_in_the_root():
    uit = subprocess.run(
        [sys.executable, "-c", "import platform, subprocess; print(platform.__file__, subprocess.__file__)"],
        cwd=WORTEL, capture_output=True, text=True, check=True,
    )  # fmt: skip
    platform_, ander = uit.stdout.split()

    assert Path(platform_).parent == Path(ander).parent


def test_the_source_root_platform_holds_no_python_file_itself():
    assert list((WORTEL / "platform").glob("*.py")) == []
