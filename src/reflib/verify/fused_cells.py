"""The fused LSTM and GRU cells that torch calls on an accelerator and does not have for the CPU.

The formulas are those of `torch.nn.LSTM` and `torch.nn.GRU`. `x_gates` and `h_gates` are the products of the
input and of the hidden state with their weights: (batch, 4 * hidden) for LSTM, (batch, 3 * hidden) for GRU.
The last output of a forward cell keeps what its backward needs.
"""

import torch

aten = torch.ops.aten


def _add(gates: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
    return gates if bias is None else gates + bias


def _lstm_cell(x_gates, h_gates, c, x_bias=None, h_bias=None):
    gates = _add(x_gates, x_bias) + _add(h_gates, h_bias)
    i, f, g, o = gates.chunk(4, 1)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return o.sigmoid() * c.tanh(), c, gates


def _lstm_cell_backward(grad_h, grad_c, c, c_next, gates, has_bias):
    grads = aten._thnn_differentiable_lstm_cell_backward(
        grad_h, grad_c, gates, torch.zeros_like(gates), None, None, c, c_next
    )
    return grads[0], grads[2], grads[0].sum(0) if has_bias else None


def _gru_cell(x_gates, h_gates, h, x_bias=None, h_bias=None):
    x_gates, h_gates = _add(x_gates, x_bias), _add(h_gates, h_bias)
    xr, xz, xn = x_gates.chunk(3, 1)
    hr, hz, hn = h_gates.chunk(3, 1)
    r, z = (xr + hr).sigmoid(), (xz + hz).sigmoid()
    n = (xn + r * hn).tanh()
    return (1 - z) * n + z * h, torch.cat([x_gates, h_gates, h], 1)


def _gru_cell_backward(grad_h, workspace, has_bias):
    x_gates, h_gates, h = workspace.split([3 * grad_h.size(1), 3 * grad_h.size(1), grad_h.size(1)], 1)
    grads = aten._thnn_differentiable_gru_cell_backward(grad_h, x_gates, h_gates, h, None, None)
    return *grads[:3], *((grads[0].sum(0), grads[1].sum(0)) if has_bias else (None, None))


KERNELS = {
    "aten::_thnn_fused_lstm_cell": _lstm_cell,
    "aten::_thnn_fused_lstm_cell_backward_impl": _lstm_cell_backward,
    "aten::_thnn_fused_gru_cell": _gru_cell,
    "aten::_thnn_fused_gru_cell_backward": _gru_cell_backward,
}
