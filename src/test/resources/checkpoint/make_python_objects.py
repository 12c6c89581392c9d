"""Writes python_objects_protocol{2,3,4,5}.pth: what torch.save makes of tensors and of the other
things that training scripts put beside them, by Python's own pickler and without PyTorch.

Needs Python 3 and NumPy. Tensors only know how PyTorch pickles them.
"""

import argparse
import collections
import datetime
import decimal
import io
import pathlib
import pickle
import sys
import types
import zipfile

import numpy as np


class Storage:
    def __init__(self, kind, array):
        self.kind, self.bytes, self.length = kind, array.tobytes(), array.size


class Tensor:
    def __init__(self, storage, offset, shape, stride):
        self.arguments = (storage, offset, shape, stride, False, collections.OrderedDict())

    def __reduce__(self):
        return (torch_utils._rebuild_tensor_v2, self.arguments)


class Parameter:
    def __init__(self, tensor, state=None):
        self.tensor, self.state = tensor, state

    def __reduce__(self):
        hooks = collections.OrderedDict()
        if self.state is None:
            return (torch_utils._rebuild_parameter, (self.tensor, True, hooks))
        return (torch_utils._rebuild_parameter_with_state, (self.tensor, True, hooks, self.state))


class Buffer:
    def __init__(self, tensor):
        self.tensor = tensor

    def __reduce__(self):
        arguments = (torch_utils._rebuild_tensor_v2, Buffer, self.tensor.arguments, {"seen": 1})
        return (torch_tensor._rebuild_from_type_v2, arguments)


class Schedule:
    def __init__(self):
        self.steps = [1, 2, 3]

    def __setstate__(self, state):
        self.__dict__.update(state)


def module(name, **members):
    made = types.ModuleType(name)
    for key, member in members.items():
        member.__module__, member.__qualname__, member.__name__ = name, key, key
        setattr(made, key, member)
    sys.modules[name] = made
    return made


def function():
    return lambda *arguments: None


KINDS = "Float Double Half BFloat16 Char Byte Short Int Long Bool".split()
torch = module("torch", **{kind + "Storage": type(kind, (), {}) for kind in KINDS})
torch_utils = module(
    "torch._utils",
    _rebuild_tensor_v2=function(),
    _rebuild_parameter=function(),
    _rebuild_parameter_with_state=function(),
)
torch_tensor = module("torch._tensor", _rebuild_from_type_v2=function())
module("training", Buffer=Buffer, Schedule=Schedule)


def whole(kind, array):
    strides = tuple(s // array.itemsize for s in array.strides)
    return Tensor(Storage(kind, array), 0, array.shape, strides)


def checkpoint():
    shared = Storage("Float", np.arange(12, dtype=np.float32))
    model = collections.OrderedDict()
    model["module.rows"] = Tensor(shared, 0, (3, 4), (4, 1))
    model["module.columns"] = Tensor(shared, 0, (4, 3), (1, 4))
    model["module.tail"] = Tensor(shared, 8, (4,), (1,))
    model["module.every_second"] = Tensor(shared, 1, (2, 3), (6, 2))
    model["module.parameter"] = Parameter(whole("Double", np.array([0.5, -2.0])))
    model["module.with_state"] = Parameter(whole("Float", np.float32([7])), {"no_decay": True})
    model["module.of_type"] = Buffer(whole("Float", np.float32([8, 9])))
    model["module.half"] = whole("Half", np.float16([1.5, -0.25]))
    model["module.bfloat16"] = whole("BFloat16", np.uint16([0x3FC0, 0xC000]))
    model["module.char"] = whole("Char", np.int8([-128, 127]))
    model["module.byte"] = whole("Byte", np.uint8([0, 255]))
    model["module.short"] = whole("Short", np.int16([-32768, 32767]))
    model["module.int"] = whole("Int", np.int32([-(2**31), 2**31 - 1]))
    model["module.long"] = whole("Long", np.int64([-(2**63), 2**63 - 1]))
    model["module.bool"] = whole("Bool", np.bool_([True, False]))
    model["module.scalar"] = whole("Long", np.array(42))
    model["module.empty"] = whole("Float", np.zeros((0, 5), np.float32))
    arguments = argparse.Namespace(
        output=pathlib.PurePosixPath("out/run"), names={"a", "b"}, frozen=frozenset([1]), lr=1e-3)
    arguments.itself = arguments
    return {
        "epoch": np.int64(299),
        "model_ema": {"rows": Tensor(shared, 0, (2, 2), (2, 1))},
        "model": model,
        "optimizer": {
            "state": {0: {"step": whole("Float", np.float32(3))}},
            "param_groups": [{"lr": 0.1, "betas": (0.9, 0.999), "params": [0, 1]}],
        },
        "scheduler": Schedule(),
        "best": np.float64(81.6),
        "history": np.linspace(0, 1, 5),
        "args": arguments,
        "when": datetime.datetime(2024, 2, 29, 12, 30, tzinfo=datetime.timezone.utc),
        "price": decimal.Decimal("1.25"),
        "huge": 2**3000,
        "raw": b"\x00\xff" * 200,
        "complex": 1 + 2j,
        "error": ValueError("diverged"),
        "counts": collections.Counter("abca"),
        "by_name": collections.defaultdict(list, {"x": [1]}),
    }


class Pickler(pickle.Pickler):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.storages = []

    def persistent_id(self, value):
        if not isinstance(value, Storage):
            return None
        if value not in self.storages:
            self.storages.append(value)
        kind = getattr(torch, value.kind + "Storage")
        return ("storage", kind, str(self.storages.index(value)), "cuda:0", value.length)


for protocol in (2, 3, 4, 5):
    out = io.BytesIO()
    pickler = Pickler(out, protocol)
    pickler.dump(checkpoint())
    name = "python_objects_protocol%d" % protocol
    with zipfile.ZipFile(name + ".pth", "w") as archive:
        def add(entry, data):
            archive.writestr(zipfile.ZipInfo(name + "/" + entry), data)
        add("data.pkl", out.getvalue())
        add("byteorder", "little")
        for key, storage in enumerate(pickler.storages):
            add("data/%d" % key, storage.bytes)
        add("version", "3\n")
