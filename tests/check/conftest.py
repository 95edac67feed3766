"""The handbook and its patterns, read once for all tests of the checker."""

import pytest

from reflib.check.scan import rules
from reflib.model import load_catalog


@pytest.fixture(scope="session")
def catalog():
    return load_catalog()


@pytest.fixture(scope="session")
def known(catalog):
    return rules(catalog)
