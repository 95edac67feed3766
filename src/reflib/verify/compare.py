"""Compare two printed outputs: an expected one and the one that a run gave.

Text only: nothing is evaluated and no tensor is made again, so neither torch nor a device is needed.
`printed` cuts both texts into items, and the two lists are matched item by item.

What counts as equal:

- Floats in an array: the tolerances of `torch.testing.assert_close` for its dtype. A tensor prints
  rounded numbers, so it gets one unit in the last printed digit on top, from four decimals on.
- Other floats: relative tolerance of float32 and no absolute one (`eps=1e-08` is not `eps=1e-06`), and the
  unit only from four decimals *and* four significant digits on (`0.3466` may be `0.3467`, `lr: 0.0001`
  is exact).
- Integers, booleans and words: exactly. `1` is never `1.`; `nan` and `inf` are floats.
- A device: an expected text that names no device says nothing about devices, so `device='cuda:0'` (also
  `cpu`, `gpu:0`) is dropped from the output. One that names a device is about devices: then nothing is
  dropped, and every tensor must name the expected one. `device='meta'` always counts.
- `...` in the expected text matches anything, `<BLANKLINE>` is an empty line, all white space is one
  space, object addresses and the number that ends a backward's name do not count.
"""

import math
import re
from collections.abc import Callable, Sequence

from .printed import Array, Node, items, kind_of, leaves

# dtype: (relative, absolute), https://docs.pytorch.org/docs/stable/testing.html
TOLERANCES = {
    "float16": (1e-3, 1e-5),
    "bfloat16": (1.6e-2, 1e-5),
    "float32": (1.3e-6, 1e-5),
    "float64": (1e-7, 1e-7),
    "complex64": (1.3e-6, 1e-5),
    "complex128": (1e-7, 1e-7),
}
DEVICE = re.compile(r",\s*device='(?:cuda|cpu|gpu)(?::\d+)?'")
ADDRESS = re.compile(r"(?<=\bat )0x[0-9a-fA-F]+")
BACKWARD = re.compile(r"(?<=Backward)\d+\b")


def difference(want: str, got: str) -> str | None:
    """Say what differs between the expected output `want` and the real output `got`; None if they agree."""
    if want and not got:
        return "output expected, got none"
    if got and not want:
        return f"no output expected, got {_short(got)}"
    if not DEVICE.search(want):
        got = DEVICE.sub("", got)
    want, got = _normal(want), _normal(got)
    if want == got:
        return None
    wanted, found = items(want), items(got)
    if _match(wanted, found, _same) or _match_text(want, got):
        return None
    return _explain(wanted, found) or f"{_short(want)} expected, got {_short(got)}"


def _normal(text: str) -> str:
    text = " ".join(text.replace("<BLANKLINE>", "").split())
    return BACKWARD.sub("", ADDRESS.sub("0x", text))


def _short(text: str, limit: int = 60) -> str:
    text = text.strip()
    return repr(text if len(text) <= limit else text[: limit - 4] + " ...")


def _match(want: Sequence, got: Sequence, same: Callable[..., bool]) -> bool:
    """Whether the sequences agree item by item, where a `"..."` in `want` stands for any run of items."""
    if "..." not in want:
        return len(want) == len(got) and all(map(same, want, got))
    runs: list[list] = [[]]
    for item in want:
        if item == "...":
            runs.append([])
        else:
            runs[-1].append(item)
    first, *middle, last = runs
    start, stop = len(first), len(got) - len(last)
    if start > stop or not all(map(same, first, got)) or not all(map(same, last, got[stop:])):
        return False
    for run in middle:  # the leftmost place is always good enough
        places = range(start, stop - len(run) + 1)
        place = next((i for i in places if all(map(same, run, got[i : i + len(run)]))), None)
        if place is None:
            return False
        start = place + len(run)
    return True


def _match_text(want: str, got: str) -> bool:
    """The same for `...` inside a number, a word or a bracket (`0.33...`, `tensor([...`), by characters."""
    return "..." in want and re.fullmatch(".*".join(map(re.escape, want.split("..."))), got) is not None


def _same(want: Array | str, got: Array | str) -> bool:
    if isinstance(want, Array) and isinstance(got, Array):
        return _array_difference(want, got) is None
    if isinstance(want, Array) or isinstance(got, Array):
        return False
    if want == got or kind_of(want) != kind_of(got) or kind_of(want) not in ("float", "complex"):
        return want == got
    return _close(want, got, TOLERANCES["float32"][0], 0.0, _unit(want, significant=4))


def _array_difference(want: Array, got: Array) -> str | None:
    if want.kind != got.kind:
        return f"{want.kind} expected, got {got.kind}"
    lengths = zip(want.shape, got.shape, strict=False)
    if len(want.shape) != len(got.shape) or any(w not in (g, "...") for w, g in lengths):
        return f"shape {_shape_text(want)} expected, got {_shape_text(got)}"
    if want.dtype != got.dtype:
        return f"dtype {want.dtype} expected, got {got.dtype}"
    if not _match(items(want.options), items(got.options), _same):
        return f"{want.options.strip(', ') or 'no option'} expected, got {got.options.strip(', ') or 'none'}"

    def same(w: Node, g: Node) -> bool:
        if isinstance(w, str) and isinstance(g, str):
            return _same_value(w, g, want)
        return isinstance(w, list) and isinstance(g, list) and _match(w, g, same)

    return None if same(want.values, got.values) else _values_difference(want, got)


def _values_difference(want: Array, got: Array) -> str:
    wanted, found = list(leaves(want.values)), list(leaves(got.values))
    if any(value == "..." for _, value in wanted):
        return "the values around '...' differ"
    if [i for i, _ in wanted] != [i for i, _ in found]:
        return f"{len(wanted)} values expected, got {len(found)} or other rows"
    pairs = ((i, w, g) for (i, w), (_, g) in zip(wanted, found, strict=True))
    unequal = [(i, w, g) for i, w, g in pairs if not _same_value(w, g, want)]
    index, w, g = max(unequal, key=lambda row: _distance(row[1], row[2]))
    at = f" at index {list(index)}" if index else ""
    return f"{len(unequal)} of {len(wanted)} values differ, most{at}: {w} expected, got {g}"


def _same_value(want: str, got: str, array: Array) -> bool:
    if want == got or kind_of(want) != kind_of(got) or kind_of(want) not in ("float", "complex"):
        return want == got
    unit = _unit(want) if array.kind == "tensor" else 0.0
    return _close(want, got, *TOLERANCES.get(array.dtype, TOLERANCES["float32"]), unit)


def _unit(number: str, significant: int = 0) -> float:
    """One unit in the last printed digit; 0 below four decimals or `significant` digits: not a rounding."""
    m = re.match(r"[+-]?(\d*)\.(\d{4,})(?:[eE]([+-]?\d+))?", number)
    if m is None or len((m[1] + m[2]).lstrip("0")) < significant:
        return 0.0
    return 1.001 * 10.0 ** (int(m[3] or 0) - len(m[2]))


def _close(want: str, got: str, relative: float, absolute: float, unit: float) -> bool:
    w, g = complex(want), complex(got)
    limit = absolute + unit + (relative * abs(w) if math.isfinite(abs(w)) else 0.0)

    def close(a: float, b: float) -> bool:
        return a == b or (a != a and b != b) or abs(a - b) <= limit

    return close(w.real, g.real) and close(w.imag, g.imag)


def _distance(want: str, got: str) -> float:
    try:
        distance = abs(complex(want) - complex(got))
    except ValueError:
        return math.inf
    return math.inf if math.isnan(distance) else distance


def _explain(wanted: list[Array | str], found: list[Array | str]) -> str | None:
    arrays = [[item for item in side if isinstance(item, Array)] for side in (wanted, found)]
    count = len(arrays[0])
    if count != len(arrays[1]):
        return None if "..." in wanted else f"{count} arrays expected, got {len(arrays[1])}"
    for number, (w, g) in enumerate(zip(*arrays, strict=True), 1):
        if says := _array_difference(w, g):
            return says if count == 1 else f"array {number} of {count}: {says}"
    if "..." in wanted:
        return None
    same = list(map(_same, wanted, found))  # up to the end of the shorter one
    at = same.index(False) if False in same else len(same)
    texts = ["".join(v if isinstance(v, str) else v.kind for v in side[at:]) for side in (wanted, found)]
    return f"text {_short(texts[0])} expected, got {_short(texts[1])}"


def _shape_text(array: Array) -> str:
    return str(array.shape).replace("'", "")
