"""The facts, typed: entries load from TOML into frozen dataclasses that know their file and line."""

from .catalog import Catalog, load_catalog
from .entry import Entry, Example, Family, Old, Parameter, Section, Text
from .problem import Broken, Location, Problem

__all__ = [
    "Broken",
    "Catalog",
    "Entry",
    "Example",
    "Family",
    "Location",
    "Old",
    "Parameter",
    "Problem",
    "Section",
    "Text",
    "load_catalog",
]
