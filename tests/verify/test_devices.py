"""The emulated device prints what the CPU prints, and refuses what CUDA would refuse."""

import copy
import io

import numpy as np
import pytest
import torch
from torch import nn

from reflib.verify.compare import difference
from reflib.verify.devices import DEVICES, available, device_name, on


def gru():
    model = nn.GRU(2, 2)
    for parameter in model.parameters():
        nn.init.constant_(parameter, 0.1)
    output, _ = model(torch.ones(3, 1, 2))
    output.sum().backward()
    return output, [p.grad for p in model.parameters()]


def lstm():
    model = nn.LSTM(2, 2, bidirectional=True)
    for parameter in model.parameters():
        nn.init.constant_(parameter, 0.1)
    packed = nn.utils.rnn.pack_padded_sequence(torch.ones(3, 2, 2), [3, 1])
    output, lengths = nn.utils.rnn.pad_packed_sequence(model(packed)[0])
    output.sum().backward()
    return output.detach(), lengths, [p.grad for p in model.parameters()]


def adam():
    weight = nn.Parameter(torch.tensor([1.0, -2.0]))
    optimizer = torch.optim.Adam([weight], lr=0.1, foreach=True)
    for _ in range(3):
        optimizer.zero_grad()
        weight.square().sum().backward()
        optimizer.step()
    return weight


def saved():
    file = io.BytesIO()
    torch.save({"weight": nn.Parameter(torch.arange(3.0))}, file)
    file.seek(0)
    return torch.load(file)


def changed_view():
    x = torch.zeros(2, 3)
    x.view(6)[1::2] = torch.ones(3)
    x.t_().mul_(2)
    return x, x.stride()


def conjugate():
    z = torch.tensor([1 + 2j, 3 - 4j]).conj()
    return z, z.is_conj(), z.imag.is_neg(), z.imag, z @ z, z[0].item()


CALLS = {
    "creation": lambda: (torch.arange(3), torch.ones(2, dtype=torch.float16), torch.eye(2), torch.tensor([])),
    "seeded": lambda: (torch.manual_seed(0), torch.rand(2), torch.randn(2), torch.randperm(4))[1:],
    "indexing": lambda: torch.arange(6).reshape(2, 3)[:, [0, 2]],
    "reduction": lambda: torch.arange(6.0).reshape(2, 3).max(dim=1),
    "linalg": lambda: torch.linalg.solve(torch.tensor([[2.0, 0.0], [1.0, 4.0]]), torch.ones(2)),
    "gradient": lambda: torch.autograd.grad((x := torch.ones(2, requires_grad=True)).exp().sum(), x),
    "per-sample gradient": lambda: torch.func.vmap(torch.func.grad(torch.sin))(torch.arange(3.0)),
    "second derivatives": lambda: torch.func.hessian(lambda x: x.pow(3).sum())(torch.arange(3.0)),
    "a converted model": lambda: copy.deepcopy(nn.BatchNorm1d(3, device="cpu").to(torch.ones(0).device)).weight,
    "a view that is changed": changed_view,
    "a complex conjugate": conjugate,
    "GRU": gru,
    "LSTM, packed": lstm,
    "Adam": adam,
    "saved and loaded": saved,
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_emulated_prints_what_the_cpu_prints(call):
    printed = {}
    for device in ("cpu", "emulated"):
        with on(device):
            printed[device] = repr(call())
    assert "device='gpu:0'" in printed["emulated"]
    assert difference(printed["cpu"], printed["emulated"]) is None


MISTAKES = {
    "a CPU operand": lambda: torch.ones(2) + torch.ones(2, device="cpu"),
    "a model left on the CPU": lambda: nn.Linear(2, 1, device="cpu")(torch.ones(2)),
    "a CPU value to put": lambda: torch.ones(2).index_put_((torch.tensor([0]),), torch.ones(1, device="cpu")),
    "a CPU tensor that is indexed": lambda: torch.ones(2, device="cpu")[torch.tensor([1])],
    "a CPU generator": lambda: torch.rand(2, generator=torch.Generator()),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_emulated_refuses_mixed_devices(mistake):
    with on("emulated"), pytest.raises(RuntimeError, match="Expected (all tensors|a 'gpu' device)"):
        mistake()


@pytest.mark.parametrize("convert", [lambda x: x.numpy(), np.asarray], ids=["numpy", "asarray"])
def test_emulated_refuses_numpy(convert):
    with on("emulated"), pytest.raises(TypeError, match="can't convert gpu:0 device type tensor to numpy"):
        convert(torch.ones(2))


def test_emulated_moves_to_the_cpu_and_back():
    with on("emulated"):
        x = torch.arange(2.0)
        assert (x.device.type, x.cpu().device.type, x.cpu().to("gpu").device.type) == ("gpu", "cpu", "gpu")
        assert (x.cpu().numpy().tolist(), x.tolist(), f"{x[1]:.2f}") == ([0.0, 1.0], [0.0, 1.0], "1.00")


def test_the_default_device_is_restored():
    with on("emulated"):
        pass
    assert torch.ones(1).device.type == "cpu"


def test_unknown_device():
    with pytest.raises(ValueError, match="device 'tpu': expected one of cpu, cuda, emulated"), on("tpu"):
        pass


def test_absent_gpu(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(RuntimeError, match="device 'cuda': torch .* finds no GPU"), on("cuda"):
        pass


def test_device_name(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "NVIDIA H100")
    assert [device_name(device) for device in DEVICES] == ["CPU", "NVIDIA H100", "emulated"]


@pytest.mark.parametrize(
    "requirement, device, expected",
    [
        ("cuda", "cuda", True),
        ("cuda", "cpu", False),
        ("cuda:2", "cuda", False),
        ("cuda:1", "cuda", True),
        ("numpy", "cpu", True),
        ("no_such_module", "cpu", False),
        ("no_such_module.part", "cpu", False),
        ("torch>=2.9", "cpu", True),  # a version, not a string: 2.13 follows 2.9
        ("torch>=99.0", "cpu", False),
        ("cpu build", "cpu", False),
        ("cuda build", "cpu", True),
    ],
)
def test_available(requirement, device, expected, monkeypatch):
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    monkeypatch.setattr(torch.version, "cuda", "13.0")
    assert available(requirement, device) is expected


def test_assigning_data_replaces_values_and_type():
    with on("emulated"):
        weight = nn.Parameter(torch.ones(2))
        weight.data = torch.zeros(2, dtype=torch.float64)
        assert (weight.tolist(), weight.dtype) == ([0.0, 0.0], torch.float64)
        assert nn.Linear(1, 1).double()(torch.ones(1, 1, dtype=torch.float64)).dtype == torch.float64
