# topics: topic/39
"""
Linear algebra then and now | 线性代数的新旧接口
================================================

Which product fits which shapes, and what became of ``torch.eig``? This script draws the shapes, finds the main
directions of real measurements with eigenvectors, and lights a photograph as a landscape with cross products.

哪种乘法配哪种形状？``torch.eig`` 变成了什么？本例先画出形状，再用特征向量找出真实数据的主方向，
最后用向量积像打光照地形那样给照片打光。
"""

import warnings

import matplotlib.pyplot as plt
import torch

from reflib.snippets import device, drawing, plots, samples

plots.use_style()
where = device.pick()
A = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], device=where)
B = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], device=where)
v = torch.tensor([1.0, 0.0, -1.0], device=where)
print("A:", tuple(A.shape), "B:", tuple(B.shape), "v:", tuple(v.shape))
assert A.shape == (2, 3) and B.shape == (3, 2) and v.shape == (3,)

# %%
# Products and their shapes | 乘法与形状
# --------------------------------------
#
# :py:obj:`torch.dot` takes two vectors, :py:obj:`torch.mv` a matrix and a vector, :py:obj:`torch.mm` two matrices;
# each takes nothing else. :py:obj:`torch.matmul`, written ``@``, is all three, and batches besides: dimensions
# before the last two are broadcast.
#
# :py:obj:`torch.dot` 是向量乘向量，:py:obj:`torch.mv` 是矩阵乘向量，:py:obj:`torch.mm`
# 是矩阵乘矩阵，各自不接受别的形状。:py:obj:`torch.matmul` 就是 ``@``，
# 三者都能做，还能处理批：最后两维之前的维度会广播。
products = {"dot(v, v)": torch.dot(v, v), "mv(A, v)": torch.mv(A, v), "mm(A, B)": torch.mm(A, B)}
for (name, product), again in zip(products.items(), (v @ v, A @ v, A @ B), strict=True):
    print(f"{name:9} shape {str(tuple(product.shape)):6} {product.tolist()}")
    assert torch.equal(product, again)
batch = A.expand(10, 2, 3)
print("matmul of a batch:", tuple(batch.shape), "@", tuple(B.shape), "->", tuple((batch @ B).shape))
assert (batch @ B).shape == (10, 2, 2)

figure, axis = drawing.canvas(12.6, 11)
column = v.unsqueeze(1)
for row, (name, left, right, result) in enumerate(
    (
        ("dot(v, v)", v, column, v @ v),
        ("mv(A, v)", A, column, (A @ v).unsqueeze(1)),
        ("mm(A, B)", A, B, A @ B),
    )
):
    top = 0.2 + 3.8 * row
    middle = top + 1.5
    axis.text(0.1, middle, name, va="center", fontsize=11)
    drawing.grid(axis, left, 3.6, middle - (0.5 if left.dim() == 1 else 1), tint=0)
    drawing.grid(axis, right, 7.4, top, tint=1)
    axis.text(9.8, middle, "=", ha="center", va="center")
    drawing.grid(axis, result, 10.3, middle - (1 if result.dim() else 0.5), tint=2)
plots.describe(
    figure,
    "Three products: a row by a column gives one number, a matrix by a column gives a column, two matrices a matrix"
    " | 三种乘法：行乘列得一个数，矩阵乘列得一列，矩阵乘矩阵得矩阵",
)

# %%
# What is refused, and in which words:
#
# 会被拒绝的，以及报错的措辞：
for attempt in (lambda: A @ A, lambda: torch.dot(A, A), lambda: torch.mv(A, A), lambda: torch.mm(batch, B)):
    try:
        attempt()
    except RuntimeError as error:
        print("RuntimeError:", error)

# %%
# Eigenvectors | 特征向量
# -----------------------
#
# ``torch.eig`` and ``torch.symeig`` still have their names, and only raise. Their successors are in
# ``torch.linalg``. For a general matrix :py:obj:`torch.linalg.eig` returns complex numbers, because a real matrix need
# not have real eigenvalues: a quarter turn has i and -i.
#
# ``torch.eig`` 与 ``torch.symeig`` 名字还在，但只会报错，后继者都在 ``torch.linalg``
# 里。对一般的矩阵，:py:obj:`torch.linalg.eig` 返回复数，因为实矩阵不一定有实特征值：旋转 90 度的矩阵，
# 特征值是 i 与 -i。
try:
    torch.eig(A)
except RuntimeError as error:
    print("RuntimeError:", str(error).split(". ")[0])
turn = torch.tensor([[0.0, -1.0], [1.0, 0.0]], device=where)
values, vectors = torch.linalg.eig(turn)
print("eigenvalues:", values.tolist(), values.dtype)
assert values.dtype == torch.complex64 and sorted(round(value.imag, 4) for value in values.tolist()) == [-1, 1]
torch.testing.assert_close(turn.to(vectors.dtype) @ vectors, vectors * values)

# %%
# A symmetric matrix has real ones, and ``torch.linalg.eigh`` returns them as real numbers in ascending order. The
# covariance of body mass index and blood pressure is symmetric; its eigenvectors are the directions in which the
# patients differ least and most.
#
# 对称矩阵的特征值是实数，``torch.linalg.eigh``
# 把它们按升序以实数返回。体质指数与血压的协方差矩阵是对称的，它的特征向量就是患者之间差别最小与最大的方向。
features, _, names = samples.diabetes()
pair = features[:, [names.index("bmi"), names.index("bp")]].to(where)
covariance = torch.cov(pair.T, correction=0)
variances, directions = torch.linalg.eigh(covariance)
print("covariance:", [[round(value, 2) for value in row] for row in covariance.tolist()])
print("variances: ", [round(value, 3) for value in variances.tolist()], variances.dtype)
torch.testing.assert_close(directions @ torch.diag(variances) @ directions.T, covariance)
torch.testing.assert_close((pair @ directions).var(dim=0, correction=0), variances)

figure, axis = plt.subplots(figsize=(plots.WIDTH, plots.WIDTH))
axis.plot(pair[:, 0].cpu(), pair[:, 1].cpu(), ".", color="#999999", markersize=4)
for i in range(2):
    x, y = (2 * variances[i].sqrt() * directions[:, i]).tolist()
    axis.plot([-x, x], [-y, y], color=plots.COLORS[i], linestyle="-", linewidth=3, label=f"variance {variances[i]:.2f}")
axis.set(xlabel="bmi, standardised", ylabel="bp, standardised", aspect="equal", xlim=(-3.5, 4), ylim=(-3.5, 4))
axis.legend(loc="upper left")
plots.describe(
    figure,
    "442 patients as points; a long line along the diagonal with variance 1.40, a short one across it with 0.60"
    " | 442 名患者的散点；沿对角线的长线方差为 1.40，与之垂直的短线为 0.60",
)

# %%
# Cross products | 向量积
# -----------------------
#
# :py:obj:`torch.linalg.cross` works along the last dimension. ``torch.cross`` without ``dim`` takes the first dimension
# of size 3, which for three vectors is the wrong one; it warns that this will change. Always name ``dim``, or use the
# one in ``torch.linalg``.
#
# :py:obj:`torch.linalg.cross` 沿最后一维计算。``torch.cross`` 不写 ``dim`` 时，取第一个大小为 3
# 的维度；恰好有三个向量时，取到的就是错的那一维。它会警告这一行为将要改变。要么总是写明 ``dim``，要么用
# ``torch.linalg`` 里的那个。
e = torch.eye(3, device=where)
first, second = e[[0, 1, 2]], e[[1, 2, 1]]
torch.set_warn_always(True)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    legacy = torch.cross(first, second)
torch.set_warn_always(False)
print("linalg.cross:", torch.linalg.cross(first, second).tolist())
print("torch.cross: ", legacy.tolist(), "- warns:", "without specifying the dim" in str(caught[0].message))
assert torch.equal(torch.linalg.cross(first, second), e[[2, 0, 0]] * torch.tensor([[1.0], [1.0], [-1.0]], device=where))
assert torch.equal(torch.cross(first, second, dim=-1), torch.linalg.cross(first, second))
assert not torch.equal(legacy, torch.linalg.cross(first, second))

# %%
# Take the brightness of a photograph for a height. At each pixel two tangents point right and down along the surface;
# their cross product stands upright on it, and its dot product with the direction of the light is how bright that spot
# looks.
#
# 把照片的亮度当作高度。每个像素处，曲面有向右与向下两条切线；它们的向量积垂直于曲面，
# 再与光的方向做点积，就是那一处看上去的明暗。
flower = samples.photograph("flower.jpg").to(where).float().mean(dim=2) / 16
slope_down, slope_right = torch.gradient(flower)
one, zero = torch.ones_like(flower), torch.zeros_like(flower)
right, down = torch.stack([one, zero, slope_right], dim=2), torch.stack([zero, one, slope_down], dim=2)
normal = torch.linalg.cross(right, down)
normal = normal / torch.linalg.vector_norm(normal, dim=2, keepdim=True)
light = torch.tensor([-1.0, -1.0, 1.0], device=where) / 3**0.5
relief = normal @ light
print("tangents:", tuple(right.shape), "normals:", tuple(normal.shape), "relief:", tuple(relief.shape))
torch.testing.assert_close((normal * right).sum(dim=2), zero, atol=1e-5, rtol=0)
assert relief.shape == flower.shape and relief.max() <= 1.0001

figure = plots.show_images({"height": flower, "normal @ light": relief.clamp(min=0)})
plots.describe(
    figure,
    "Left, the brightness of a dahlia; right, the same as a relief lit from the top left"
    " | 左：大丽花的亮度；右：从左上方打光的浮雕",
)

# %%
# Inverse, or solve | 求逆，还是求解
# ----------------------------------
#
# :py:obj:`torch.inverse` is ``torch.linalg.inv``; a singular matrix has none, and says so. For a system of equations
# ``torch.linalg.solve`` does without the inverse. With it, the normal equations give the line of least squares.
#
# :py:obj:`torch.inverse` 就是 ``torch.linalg.inv``；奇异矩阵没有逆，会报错。解方程组用
# ``torch.linalg.solve``，不必求逆。用它解正规方程，就得到最小二乘直线。
x = torch.stack([torch.ones_like(pair[:, 0]), pair[:, 0]], dim=1)
line = torch.linalg.solve(x.T @ x, x.T @ pair[:, 1])
intercept, slope = line.tolist()
print(f"slope {slope:.3f}, intercept {abs(intercept):.3f}")
torch.testing.assert_close(line, torch.inverse(x.T @ x) @ x.T @ pair[:, 1], atol=1e-5, rtol=1e-4)
torch.testing.assert_close(line[1], covariance[0, 1], atol=1e-5, rtol=1e-4)
try:
    torch.inverse(torch.ones(2, 2, device=where))
except torch.linalg.LinAlgError as error:
    print("LinAlgError:", error)
plt.show()

# sphinx_gallery_thumbnail_number = 3
