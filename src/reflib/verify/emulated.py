"""An emulated accelerator: tensors on device `gpu:0` that hold CPU data and refuse to mix with CPU tensors.

It finds device mistakes (a tensor left on the CPU, `.numpy()` without `.cpu()`) where there is no GPU. Its
results are the CPU's, so it says nothing about CUDA's numbers, memory or speed, and is never shown as CUDA.

Source: torch's Python backend for the device slot PrivateUse1, still experimental
(`torch.utils.backend_registration._setup_privateuseone_for_python_backend`).

Known gaps:

- Call `register` before the process's first `backward()`: autograd counts the kinds of device there, once.
- Only `EmulatedMode` makes new tensors; they outlive its block, but `.to("gpu")` does not work there.
- `type(x)` is `EmulatedTensor`, also for a parameter; `data_ptr()` is 0; `storage()` and dlpack raise.
- A CPU tensor without dimensions mixes with every operation, on CUDA with element-wise ones only.
- No `Generator("gpu")`, `map_location="gpu"`, autocast, streams, pinned memory, nested tensors, CSR or BSR
  to dense. Tracing (`torch.compile`, `torch.func.linearize`) gives wrong numbers.
- `grad_fn` of an LSTM or GRU is not the one that the CPU prints.
"""

from collections import OrderedDict
from functools import cache
from typing import Any

import torch
from torch.utils import _pytree as pytree
from torch.utils._python_dispatch import (
    TorchDispatchMode,
    _disable_current_modes,
    return_and_correct_aliasing,
)
from torch.utils.backend_registration import _setup_privateuseone_for_python_backend

from . import fused_cells

NAME = "gpu"

# Where CUDA takes CPU tensors: anywhere (None), or as these positional arguments.
MAY_BE_ON_CPU: dict[str, set[int] | None] = {
    "aten::copy_": None,
    "aten::_to_copy": None,
    "aten::is_same_size": None,
    "aten::index": {1},
    "aten::index_put": {1},
    "aten::index_put_": {1},
    "aten::_index_put_impl_": {1},
    "aten::_pack_padded_sequence": {1},
    "aten::_pack_padded_sequence_backward": {2},
}

# Operations that need another one on the CPU. Forward-mode gradients make zero tensors that have no memory:
# these do not survive the wrapping.
KERNELS = {**fused_cells.KERNELS, "aten::_efficientzerotensor": torch.zeros}


@cache
def register() -> None:
    """Name the device slot `gpu`, once a process and before its first `backward()`."""
    _setup_privateuseone_for_python_backend(NAME)


class EmulatedTensor(torch.Tensor):
    """A tensor on `gpu:0`, of any shape and dtype, around the CPU tensor `data_on_cpu`."""

    data_on_cpu: torch.Tensor
    __torch_function__ = torch._C._disabled_torch_function_impl  # type: ignore[assignment]

    @staticmethod
    def __new__(cls, data: torch.Tensor) -> "EmulatedTensor":
        strided = data.layout is torch.strided
        tensor = torch.Tensor._make_wrapper_subclass(
            cls,
            data.size(),
            strides=data.stride() if strided else None,
            storage_offset=data.storage_offset() if strided else None,
            dtype=data.dtype,
            layout=data.layout,
            device=torch.device(NAME, 0),
        )
        if strided and data.is_conj():
            torch._C._set_conj(tensor, True)
        if strided and data.is_neg():
            torch._C._set_neg(tensor, True)
        tensor.data_on_cpu = data
        return tensor

    @property
    def data(self) -> torch.Tensor:  # type: ignore[override]
        return torch.Tensor.data.__get__(self)  # type: ignore[attr-defined]

    @data.setter
    def data(self, value: torch.Tensor) -> None:
        torch.Tensor.data.__set__(self, value)  # type: ignore[attr-defined]
        if isinstance(value, EmulatedTensor):
            self.data_on_cpu = value.data_on_cpu

    @classmethod
    def __torch_dispatch__(cls, func, types, args=(), kwargs=None):
        return dispatch(func, args, kwargs or {})

    def __repr__(self, *, tensor_contents: Any = None) -> str:  # type: ignore[override]
        with torch._C.DisableTorchFunction(), _disable_current_modes():
            text = repr(self.data_on_cpu.detach())
        text = f"{text[:-1]}, device='{self.device}'"
        if self.grad_fn is not None:
            text += f", grad_fn=<{type(self.grad_fn).__name__}>"
        elif self.requires_grad:
            text += ", requires_grad=True"
        is_parameter = isinstance(self, torch.nn.Parameter)
        return f"Parameter containing:\n{text})" if is_parameter else f"{text})"

    def __format__(self, spec: str) -> str:
        return format(self.item(), spec) if self.dim() == 0 else format(repr(self), spec)

    def tolist(self) -> Any:
        return self.data_on_cpu.tolist()

    def numpy(self, *, force: bool = False) -> Any:
        if not force:
            raise TypeError(
                f"can't convert {self.device} device type tensor to numpy. "
                "Use Tensor.cpu() to copy the tensor to host memory first."
            )
        return self.data_on_cpu.numpy(force=True)

    def __reduce_ex__(self, protocol: Any) -> tuple:
        # What torch does for a device whose tensors have no storage; torch.load allows it.
        if isinstance(self, torch.nn.Parameter):
            return torch._utils._rebuild_parameter, (self.detach(), self.requires_grad, OrderedDict())
        rebuild = torch._utils._rebuild_device_tensor_from_cpu_tensor
        return rebuild, (self.data_on_cpu.detach(), self.dtype, str(self.device), self.requires_grad)


class EmulatedMode(TorchDispatchMode):
    """Inside this block `device="gpu"` makes emulated tensors."""

    def __init__(self) -> None:
        register()
        super().__init__()

    def __enter__(self):
        # As FakeTensorMode does: torch.tensor(data, device=d) first builds on the CPU, then moves through us.
        self.lift_before = torch._C._only_lift_cpu_tensors()
        torch._C._set_only_lift_cpu_tensors(True)
        return super().__enter__()

    def __exit__(self, *exception):
        torch._C._set_only_lift_cpu_tensors(self.lift_before)
        return super().__exit__(*exception)

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        return dispatch(func, args, kwargs or {})


def dispatch(func: Any, args: tuple, kwargs: dict[str, Any]) -> Any:
    """Run one operation on the CPU data; RuntimeError where its tensors are on two devices."""
    name = func._schema.name
    tensors = [t for t in pytree.tree_leaves((args, kwargs)) if isinstance(t, torch.Tensor)]
    emulated = any(isinstance(t, EmulatedTensor) for t in tensors)
    device = None if kwargs.get("device") is None else torch.device(kwargs["device"])
    target = emulated if device is None else device.type == NAME
    if emulated and device is None:
        _check_one_device(name, args, kwargs)
    generator = kwargs.get("generator")
    if target and generator is not None:
        raise RuntimeError(f"Expected a 'gpu' device type for generator but found '{generator.device.type}'")

    cpu_args, cpu_kwargs = pytree.tree_map(_unwrap, (args, kwargs))
    if target and device is not None:
        cpu_kwargs["device"] = torch.device("cpu")
    out = KERNELS.get(name, func)(*cpu_args, **cpu_kwargs)
    if name == "aten::copy_":
        return args[0]
    if name == "aten::_pack_padded_sequence":
        return EmulatedTensor(out[0]), out[1]  # batch_sizes stays on the CPU
    if not target:
        return out
    known = {id(t.data_on_cpu): t for t in tensors if isinstance(t, EmulatedTensor)}

    def wrap(t: torch.Tensor) -> EmulatedTensor:
        return known[id(t)] if id(t) in known else EmulatedTensor(t)

    wrapped = pytree.tree_map_only(torch.Tensor, wrap, out)
    return return_and_correct_aliasing(func, args, kwargs, wrapped) if emulated else wrapped


def _unwrap(value: Any) -> Any:
    return value.data_on_cpu if isinstance(value, EmulatedTensor) else value


def _check_one_device(name: str, args: tuple, kwargs: dict[str, Any]) -> None:
    allowed = MAY_BE_ON_CPU.get(name, set())
    if allowed is None:
        return
    checked = [arg for i, arg in enumerate(args) if i not in allowed]
    for t in pytree.tree_leaves((checked, kwargs)):
        if isinstance(t, torch.Tensor) and not isinstance(t, EmulatedTensor) and t.dim() > 0:
            raise RuntimeError(
                "Expected all tensors to be on the same device, "
                f"but found at least two devices, {NAME}:0 and {t.device}! (in {name})"
            )
