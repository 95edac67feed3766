"""What older articles say that is not so today: each claim, what is true, and a run that shows it."""

from dataclasses import dataclass
from pathlib import Path

from .entry import Example, Text
from .problem import Broken, Location, Problem
from .schema import TEXT
from .source import Source

VERDICTS = ("wrong", "outdated", "misleading", "mistranslated", "typo", "incomplete", "holds")
CLAIM = {
    "id": str,
    "verdict": VERDICTS,
    "says": TEXT,
    "truth": TEXT,
    "run": str,
    "requires?": [str],
    "not_emulated?": str,
    "see": [str],
}
CHAPTER = {"title": TEXT, "claim": [CLAIM]}


@dataclass(frozen=True)
class Claim:
    """One statement, paraphrased; `see` names the entries or page labels it touches."""

    id: str
    verdict: str
    says: Text
    truth: Text
    run: Example
    see: tuple[str, ...]
    at: Location


@dataclass(frozen=True)
class Chapter:
    """Claims about one part of torch."""

    id: str
    title: Text
    claims: tuple[Claim, ...]


def load_errata(root: Path) -> tuple[Chapter, ...]:
    """All chapters in order of file name. Raises `Broken` with the problems of all files."""
    problems: list[Problem] = []
    chapters = []
    for path in sorted(root.glob("*.toml")):
        try:
            chapters.append(_load_chapter(path, f"{root.name}/{path.name}"))
        except Broken as broken:
            problems += broken.problems
    seen: dict[str, Location] = {}
    for chapter in chapters:
        for claim in chapter.claims:
            if claim.id in seen:
                problems.append(Problem(claim.at, f"duplicate `{claim.id}`, expected only {seen[claim.id]}"))
            seen.setdefault(claim.id, claim.at)
    if problems:
        raise Broken(problems)
    return tuple(chapters)


def _load_chapter(path: Path, shown: str) -> Chapter:
    source = Source(path, shown, CHAPTER)
    claims = []
    for index, raw in enumerate(source.data["claim"]):
        key = ("claim", index)
        run = Example(
            id=raw["id"],
            code=raw["run"],
            requires=tuple(raw.get("requires", ())),
            not_emulated=raw.get("not_emulated", ""),
            about=None,
            at=source.locate_block((*key, "run")),
        )
        try:
            if not any(step.want for step in run.steps):
                source.report(
                    (*key, "run"), f"the run of `{raw['id']}` shows no output, expected at least one line of it"
                )
        except ValueError as error:
            source.report((*key, "run"), f"the run of `{raw['id']}` is not a doctest: {error}")
        claims.append(
            Claim(
                id=raw["id"],
                verdict=raw["verdict"],
                says=Text(**raw["says"]),
                truth=Text(**raw["truth"]),
                run=run,
                see=tuple(raw["see"]),
                at=source.locate(key),
            )
        )
    source.raise_problems()
    return Chapter(path.stem, Text(**source.data["title"]), tuple(claims))
