from reflib.sphinxext.usage import used_names

KNOWN = {"torch.nn.Linear", "torch.optim.SGD", "torch.sum", "torch.nn.functional.relu"}
SCRIPT = '''
"""A title"""
import torch.nn.functional as F
from torch import nn, optim

# %%
# Text that names :py:obj:`torch.sum`, and ``torch.mean``.
sum = 1
model = nn.Linear(1, 1)
optim.SGD(model.parameters(), lr=0.1)
F.relu(model)
'''


def test_calls_through_aliases_and_roles_are_found():
    assert used_names(SCRIPT, KNOWN) == tuple(sorted(KNOWN))


def test_what_is_not_known_or_local_is_left_out():
    assert used_names("import torch\nnn = 3\nnn.Linear(1)\ntorch.mean(1)\n", KNOWN) == ()
