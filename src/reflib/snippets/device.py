"""Which device a script runs on."""

import torch


def pick() -> torch.device:
    """The current CUDA device where there is one, otherwise the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
