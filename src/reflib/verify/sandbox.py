"""Run code as if it were the first thing a fresh interpreter did, and leave no trace."""

import contextlib
import os
import random
import tempfile
import warnings
from collections.abc import Iterator

import numpy as np
import torch

from .devices import on

SEED = 0


@contextlib.contextmanager
def sandbox(device: str) -> Iterator[list[warnings.WarningMessage]]:
    """A block with `device` as default, seeded generators and an empty working folder.

    Yields the list that collects the block's warnings. Default dtype and device, grad mode, print options,
    TF32, determinism, threads, generators and working folder are restored after it.
    """
    with contextlib.ExitStack() as stack:
        stack.enter_context(_torch_state())
        stack.enter_context(_folder())
        caught = stack.enter_context(warnings.catch_warnings(record=True))
        warnings.simplefilter("always")
        random.seed(SEED)
        np.random.seed(SEED)
        torch.default_generator.manual_seed(SEED)  # torch.manual_seed costs 1 ms more on a CPU-only build
        if torch.cuda.is_available():
            torch.cuda.manual_seed_all(SEED)
        stack.enter_context(on(device))
        yield caught


@contextlib.contextmanager
def _torch_state() -> Iterator[None]:
    dtype, threads, grad = torch.get_default_dtype(), torch.get_num_threads(), torch.is_grad_enabled()
    printing = vars(torch._tensor_str.PRINT_OPTS).copy()
    deterministic = torch.are_deterministic_algorithms_enabled()
    precision = torch.get_float32_matmul_precision()
    cudnn_tf32, benchmark = torch.backends.cudnn.allow_tf32, torch.backends.cudnn.benchmark
    generators = random.getstate(), np.random.get_state(), torch.get_rng_state()
    warn_always = torch.is_warn_always_enabled()
    torch.set_warn_always(True)  # a warning that C++ gives once a process must come in every example
    try:
        yield
    finally:
        torch.set_warn_always(warn_always)
        torch.set_default_device(None)
        torch.set_default_dtype(dtype)
        torch.set_grad_enabled(grad)
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
        vars(torch._tensor_str.PRINT_OPTS).update(printing)
        if torch.are_deterministic_algorithms_enabled() != deterministic:
            torch.use_deterministic_algorithms(deterministic)  # imports the compiler: only when it changed
        torch.set_float32_matmul_precision(precision)
        torch.backends.cudnn.allow_tf32, torch.backends.cudnn.benchmark = cudnn_tf32, benchmark
        random.setstate(generators[0])
        np.random.set_state(generators[1])
        torch.set_rng_state(generators[2])


@contextlib.contextmanager
def _folder() -> Iterator[None]:
    before = os.getcwd()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
