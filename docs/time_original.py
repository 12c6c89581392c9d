"""Times the original Vim-Ti or VMamba-T on the CPU, as README.md compares with.

    python3 time_original.py vim    CHECKOUT-OF-hustvl/Vim        [BATCH] [ROUNDS]
    python3 time_original.py vmamba CHECKOUT-OF-MzeroMiko/VMamba  [BATCH] [ROUNDS]

Needs torch and einops. The model's code runs as it is. What exists for CUDA only is replaced: the
selective scan by the reference function beside it, the fused convolution and normalisation by the
operators that they fuse. Of timm, fvcore and triton only names are needed.
"""

import contextlib
import importlib
import statistics
import sys
import time
import types

import torch
from torch import nn
from torch.nn import functional


def module(name, **names):
    made = types.ModuleType(name)
    made.__dict__.update(names)
    made.__path__ = []
    sys.modules[name] = made
    return made


class DropPath(nn.Identity):
    def __init__(self, probability=0.0):
        super().__init__()


def timm():
    layers = dict(
        DropPath=DropPath,
        trunc_normal_=nn.init.trunc_normal_,
        lecun_normal_=lambda weight: nn.init.normal_(weight, std=0.02),
        to_2tuple=lambda x: tuple(x) if isinstance(x, (tuple, list)) else (x, x),
    )
    module("timm")
    module("timm.models")
    module("timm.models.layers", **layers)
    module("timm.models.registry", register_model=lambda function: function)
    module(
        "timm.models.vision_transformer",
        VisionTransformer=nn.Module,
        _cfg=lambda **settings: settings,
        _load_weights=None,
    )


def vmamba(checkout):
    def nothing(*_, **__):
        return None

    def undecorated(*_, **__):
        return lambda function: function

    names = ("FlopCountAnalysis", "flop_count_str", "flop_count", "parameter_count")
    module("fvcore")
    module("fvcore.nn", **{name: nothing for name in names})
    language = module("triton.language", constexpr=int, tensor=object)
    module(
        "triton", language=language, jit=lambda function: function, autotune=undecorated
    )
    module("mamba2")
    module("mamba2.ssd_minimal", selective_scan_chunk_fn=None)
    torch.cuda.device = lambda device: contextlib.nullcontext()
    sys.path.insert(0, checkout + "/classification/models")
    return importlib.import_module("vmamba").vmamba_tiny_s1l8()


def root_mean_square(x, weight, bias, residual=None, prenorm=False, eps=1e-6, **_):
    x = x if residual is None else x + residual
    y = x * torch.rsqrt(x.square().mean(-1, keepdim=True) + eps) * weight
    return (y, x) if prenorm else y


class RMSNorm(nn.Module):
    def __init__(self, width, eps=1e-5, device=None, dtype=None):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(width))
        self.bias = None

    def forward(self, x):
        return root_mean_square(x, self.weight, None, eps=self.eps)


def causal_convolution(x, weight, bias=None, activation=None):
    taps = weight.shape[-1]
    y = functional.conv1d(
        x, weight.reshape(-1, 1, taps), bias, padding=taps - 1, groups=x.shape[1]
    )[..., : x.shape[-1]]
    return functional.silu(y) if activation else y


def vim(checkout):
    root = checkout + "/mamba-1p1p1/mamba_ssm"
    for name in ("", ".ops", ".modules", ".utils", ".ops.triton"):
        module("mamba_ssm" + name).__path__ = [root + name.replace(".", "/")]
    module("selective_scan_cuda")
    module("causal_conv1d_cuda")
    module("causal_conv1d", causal_conv1d_fn=causal_convolution, causal_conv1d_update=None)
    module("mamba_ssm.utils.generation", GenerationMixin=object)
    module("mamba_ssm.utils.hf", load_config_hf=None, load_state_dict_hf=None)
    module("mamba_ssm.ops.triton.selective_state_update", selective_state_update=None)
    module(
        "mamba_ssm.ops.triton.layer_norm",
        RMSNorm=RMSNorm,
        layer_norm_fn=root_mean_square,
        rms_norm_fn=root_mean_square,
    )
    scans = importlib.import_module("mamba_ssm.ops.selective_scan_interface")

    def without_out_projection(
        xz, taps, offset, x_weight, step_weight, A, B, C, D, delta_bias, delta_softplus
    ):
        x, z = xz.chunk(2, 1)
        x = causal_convolution(x, taps, offset, "silu")
        images, channels, tokens = x.shape
        selected = functional.linear(x.transpose(1, 2), x_weight)
        step, b, c = selected.split([step_weight.shape[1], A.shape[1], A.shape[1]], -1)
        return scans.selective_scan_ref(
            x,
            functional.linear(step, step_weight).transpose(1, 2),
            A,
            b.transpose(1, 2).contiguous(),
            c.transpose(1, 2).contiguous(),
            D,
            z=z,
            delta_bias=delta_bias,
            delta_softplus=delta_softplus,
        )

    mixer = importlib.import_module("mamba_ssm.modules.mamba_simple")
    mixer.mamba_inner_fn_no_out_proj = without_out_projection
    sys.path.insert(0, checkout + "/vim")
    models = importlib.import_module("models_mamba")
    name = "vim_tiny_patch16_224_bimambav2_final_pool_mean_abs_pos_embed_with_midclstok_div2"
    return getattr(models, name)()


def main():
    family, checkout = sys.argv[1:3]
    batch = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 20
    timm()
    model = {"vim": vim, "vmamba": vmamba}[family](checkout).eval()
    images = torch.randn(batch, 3, 224, 224)
    times = []
    with torch.inference_mode():
        for index in range(rounds + 2):
            start = time.perf_counter()
            model(images)
            if index >= 2:
                times.append((time.perf_counter() - start) * 1e3)
    print(
        "%s, batch %d, PyTorch %s, %d threads: median %.1f ms, fastest %.1f ms"
        % (
            family,
            batch,
            torch.__version__,
            torch.get_num_threads(),
            statistics.median(times),
            min(times),
        )
    )


main()
