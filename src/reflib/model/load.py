"""Read one entry file into a `Family`, or say everything that is wrong with it."""

from pathlib import Path

from .build import build_entry, optional_text
from .entry import Family, Text
from .problem import Location
from .schema import FAMILY
from .source import Source


def load_family(path: Path, family_id: str, shown: str, shared: Source) -> Family:
    """Load `path`, called `shown` in messages. `shared` describes parameters that any family may use.

    Raises `Broken` with all problems of the file.
    """
    source = Source(path, shown, FAMILY)
    data = source.data
    entries = tuple(build_entry(source, family_id, index, shared) for index in range(len(data["entry"])))
    used = {parameter.name.lstrip("*") for entry in entries for parameter in entry.parameters}
    for name in data.get("param", {}).keys() - used:
        source.report(("param", name), f"shared parameter `{name}` is in no signature of this family")
    source.raise_problems()
    return Family(
        id=family_id,
        section=family_id.split("/")[0],
        title=Text(**data["title"]),
        intro=optional_text(data, "intro"),
        entries=entries,
        at=Location(shown, 1),
    )
