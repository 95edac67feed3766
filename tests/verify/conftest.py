"""A folder of entry files to run for real, and a way to write it."""

import shutil
from pathlib import Path

import pytest

from reflib.verify import emulated

emulated.register()  # before the first backward() of the process, whichever test runs it
SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture
def entries(tmp_path):
    """A copy of the valid sample: `tmp_path/entries`."""
    return Path(shutil.copytree(SAMPLES / "valid", tmp_path / "entries"))
