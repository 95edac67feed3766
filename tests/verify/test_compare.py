import pytest

from reflib.verify.compare import difference

EQUAL = {
    "the last digit": ("tensor([0.3333, 2.0000])", "tensor([0.3334, 2.0000])"),
    "a formatted number": ("loss 0.3466", "loss 0.3467"),
    "a repr from another device": ("0.6931471824645996", "0.6931472063064575"),
    "the device": ("tensor([1., 2.])", "tensor([1., 2.], device='cuda:0')"),
    "the device in a tuple": (
        "torch.return_types.max(\nvalues=tensor(2.),\nindices=tensor(1))",
        "torch.return_types.max(\nvalues=tensor(2., device='gpu:0'),\nindices=tensor(1, device='gpu:0'))",
    ),
    "line breaks": ("tensor([1.], grad_fn=<A>)", "tensor([1.], device='cuda:0',\n       grad_fn=<A>)"),
    "the number of a backward": ("tensor(1., grad_fn=<MulBackward0>)", "tensor(1., grad_fn=<MulBackward1>)"),
    "nan": ("tensor([nan, 1.])", "tensor([nan, 1.])"),
    "an address": ("<f object at 0x7f01>", "<f object at 0x5e02>"),
    "a blank line": ("a\n<BLANKLINE>\nb\n", "a\n\nb\n"),
    "dots for values": ("tensor([0.3333, ..., 3.0000])", "tensor([0.3334, 1.0000, 2.0000, 3.0000])"),
    "dots for items": ("(tensor([1.]), ...)", "(tensor([1.]), tensor([2]), 3)"),
    "dots in a number": ("0.333...", "0.3333333"),
    "dots in an option": ("tensor(1., grad_fn=<...>)", "tensor(1., grad_fn=<SumBackward0>)"),
    "float32 in NumPy": ("array([0.33333334], dtype=float32)", "array([0.3333333], dtype=float32)"),
    "a device on both sides": ("tensor(1, device='cuda:0')", "tensor(1, device='cuda:0')"),
}


@pytest.mark.parametrize("want, got", EQUAL.values(), ids=EQUAL)
def test_equal(want, got):
    assert difference(want, got) is None


DIFFERENT = [
    ("tensor([[1, 2]])", "tensor([[1], [2]])", "shape (1, 2) expected, got (2, 1)"),
    ("tensor([], size=(0, 3))", "tensor([], size=(0, 4))", "shape (0, 3) expected, got (0, 4)"),
    ("tensor([1, 2])", "tensor([1., 2.])", "dtype int64 expected, got float32"),
    ("tensor([nan, 1.])", "tensor([nan, 1])", "dtype float32 expected, got mixed"),
    ("array([1.], dtype=float32)", "array([1.])", "dtype float32 expected, got float64"),
    ("np.float64(1.0)", "np.float32(1.0)", "dtype float64 expected, got float32"),
    ("tensor([1])", "array([1])", "tensor expected, got array"),
    (
        "tensor([[1, 2], [3, 4], [5]])",
        "tensor([[1, 2], [3], [4, 5]])",
        "5 values expected, got 5 or other rows",
    ),
    (
        "tensor([[1., 2.], [3., 4.]])",
        "tensor([[1., 2.5], [9., 4.]])",
        "2 of 4 values differ, most at index [1, 0]: 3. expected, got 9.",
    ),
    (
        "(tensor(1), tensor(2))",
        "(tensor(1), tensor(3))",
        "array 2 of 2: 1 of 1 values differ, most: 2 expected, got 3",
    ),
    ("(tensor(1), tensor(2))", "(tensor(1),)", "2 arrays expected, got 1"),
    (
        "tensor(1., grad_fn=<ToCopyBackward0>)",
        "tensor(1., grad_fn=<AddBackward0>)",
        "grad_fn=<ToCopyBackward> expected, got grad_fn=<AddBackward>",
    ),
    ("tensor(1., requires_grad=True)", "tensor(1.)", "requires_grad=True expected, got none"),
    ("tensor(1, device='cuda:0')", "tensor(1)", "device='cuda:0' expected, got none"),
    ("tensor(1, device='cpu')", "tensor(1, device='cuda:0')", "device='cpu' expected, got device='cuda:0'"),
    ("tensor([0, ..., 9])", "tensor([0, 1, 8])", "the values around '...' differ"),
    ("a ... c", "a b d", "'a ... c' expected, got 'a b d'"),
    ("eps: 1e-08", "eps: 1e-06", "text '1e-08' expected, got '1e-06'"),
    ("lr: 0.0001", "lr: 0.0002", "text '0.0001' expected, got '0.0002'"),
    ("2", "2.0", "text '2' expected, got '2.0'"),
    ("0xff", "0xfe", "text '0xff' expected, got '0xfe'"),
    ("1", "", "output expected, got none"),
    ("...", "", "output expected, got none"),
    ("", "1\n", "no output expected, got '1'"),
]


@pytest.mark.parametrize("want, got, says", DIFFERENT, ids=[says for *_, says in DIFFERENT])
def test_different(want, got, says):
    assert difference(want, got) == says


# A real output, and edits (old, new) of it that must each be noticed.
MUTATIONS = {
    "tensor([1, 2, 3])": [("2", "5"), ("1,", "-1,"), ("1, 2, 3", "1., 2., 3."), (", 3", "")],
    "tensor([7], dtype=torch.int32)": [("int32", "int16"), (", dtype=torch.int32", ""), ("7", "7.")],
    "tensor([nan, 1., inf])": [("1.", "1"), ("nan", "0."), ("inf", "-inf"), ("1.", "-1."), ("1.", "2.")],
    "tensor([-1.0000,  0.5000])": [("-", ""), ("0.5000", "0.5002"), ("0.5000", "0"), ("[-1", "[[-1")],
    "tensor([1.0000e-03, 1.0000e+05])": [("e-03", "e-02"), ("e+05", "e+04"), ("1.0000e+05", "1.0003e+05")],
    "tensor([ True, False])": [("True", "False"), ("True, False", "1, 0"), ("True, False", "1., 0.")],
    "tensor([1.+2.j, 3.-4.j])": [("+", "-"), ("4.", "5."), ("2.j", "2j"), ("1.+2.j, 3.-4.j", "1., 3.")],
    "tensor(3.1416, dtype=torch.float64)": [("float64", "float16"), ("3.1416", "3.1418"), ("3.1416", "3")],
    "tensor([1.5000], dtype=torch.bfloat16)": [("1.5", "1.6"), (", dtype=torch.bfloat16", "")],
    "tensor(0.2500, grad_fn=<MeanBackward0>)": [
        ("Mean", "Sum"),
        ("0.25", "0.26"),
        ("<MeanBackward0>", "None"),
    ],
    "tensor([[0, 1], [2, 3]])": [("], [", ", "), ("3", "4"), ("[[0, 1], [2, 3]]", "[[0, 1, 2, 3]]")],
    "torch.Size([2, 3])": [("2", "3"), ("3", "-3"), ("3", "3.0"), ("2, 3", "3, 2")],
    "(tensor([4., 2.]), tensor([0, 2]))": [("4.", "4"), ("0,", "1,"), ("0, 2", "0., 2.")],
    "Linear(in_features=3, out_features=2, bias=True)": [("3", "4"), ("True", "False"), ("2", "2.0")],
    "array([0.1, 0.2, 0.3])": [("0.1", "0.2"), ("0.3", "-0.3"), ("0.2", "2"), (")", ", dtype=float32)")],
    "{'loss': 0.125, 'step': 3}": [("3", "4"), ("0.125", "0.126"), ("3", "3.0"), ("loss", "lost")],
}
CASES = [(text, text.replace(old, new, 1)) for text, edits in MUTATIONS.items() for old, new in edits]


@pytest.mark.parametrize("text, edited", CASES, ids=[edited for _, edited in CASES])
def test_every_edit_is_noticed(text, edited):
    assert text != edited
    assert difference(text, text) is None
    assert difference(text, edited) is not None
    assert difference(edited, text) is not None
