import torch

from reflib.snippets import device


def test_the_picked_device_can_hold_a_tensor():
    assert torch.ones(3, device=device.pick()).sum().item() == 3


def test_the_cpu_is_picked_exactly_where_there_is_no_cuda():
    assert (device.pick().type == "cpu") == (not torch.cuda.is_available())
