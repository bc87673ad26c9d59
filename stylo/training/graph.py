"""Write the encoder as an ONNX graph of whole-number products, each with scales of its own.

Products run in whole numbers: activations in 8 bits with a scale fixed in training, weights in 7
bits with one scale for each output. So a sentence's scores depend on no other of its batch; and
sums of two products stay below 2**15, so processors with and without VNNI instructions agree.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from stylo.encoder import CUES
from stylo.training.network import (
    ATTENTION_HEADS,
    LAYERS,
    SENTENCE_HEADS,
    TAG_LAYER,
    WEIGHT_STEPS,
    WIDTH,
)

Array = NDArray[np.float32]

OPSET = 20
#: Steps of the words' own vectors, each side of zero.
ROW_STEPS = 127
#: Places in a sentence that are read.
PLACES = 256
#: The states whose means make a sentence's vector.
VECTOR_LAYERS = (3, LAYERS)
#: Scores of a word.
SCORES = 2 + len(CUES) + len(SENTENCE_HEADS)
_EPSILON = 1e-12
_MICROSOFT = "com.microsoft"


class Graph:
    """Nodes and tensors of a graph that is being written."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: dict[str, onnx.TensorProto] = {}

    def tensor(self, name: str, value: NDArray[np.generic] | np.generic) -> str:
        """Add a tensor, once; return its name."""
        if name not in self.tensors:
            self.tensors[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def call(
        self,
        op: str,
        *inputs: str,
        own: bool = False,
        to: str = "",
        kind: int | None = None,
        **options: object,
    ) -> str:
        """Add a node, with `kind` a cast; return the name of its output."""
        name = to or f"{op.lower()}_{len(self.nodes)}"
        if kind is not None:
            options["to"] = kind
        domain = _MICROSOFT if own else ""
        self.nodes.append(
            helper.make_node(op, list(inputs), [name], name=name, domain=domain, **options)
        )
        return name


def whole(weight: Array, steps: int) -> tuple[NDArray[np.int8], Array]:
    """Return a table in whole numbers with a scale for each row."""
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / steps
    found = np.clip(np.rint(weight / scale[:, None]), -steps, steps).astype(np.int8)
    return found, scale.astype(np.float32)


class Writer:
    """Writes the layers of a state of `stylo.training.network.Encoder`."""

    def __init__(self, state: Mapping[str, Array]) -> None:
        self.graph = Graph()
        self.state = state

    def linear(self, x: str, layer: str) -> str:
        """Write a layer in whole numbers; see `stylo.training.network.Linear`."""
        g = self.graph
        scale = g.tensor(f"{layer}.scale", np.float32(self.state[f"{layer}.scale"]))
        zero = g.tensor(f"{layer}.zero", np.uint8(self.state[f"{layer}.zero"]))
        weight, scales = whole(self.state[f"{layer}.weight"], WEIGHT_STEPS)
        return g.call(
            "MatMulIntegerToFloat",
            g.call("QuantizeLinear", x, scale, zero),
            g.tensor(f"{layer}.weight", weight.T),
            scale,
            g.tensor(f"{layer}.weight_scale", scales),
            zero,
            "",
            g.tensor(f"{layer}.bias", self.state[f"{layer}.bias"]),
            own=True,
        )

    def plain(self, x: str, layer: str, to: str = "") -> str:
        """Write a layer as it is."""
        g = self.graph
        weight = g.tensor(f"{layer}.weight", self.state[f"{layer}.weight"].T)
        bias = g.tensor(f"{layer}.bias", self.state[f"{layer}.bias"])
        return g.call("Add", g.call("MatMul", x, weight), bias, to=to)

    def norm(self, x: str, layer: str) -> str:
        """Write a layer normalisation."""
        g = self.graph
        gain = g.tensor(f"{layer}.weight", self.state[f"{layer}.weight"])
        bias = g.tensor(f"{layer}.bias", self.state[f"{layer}.bias"])
        return g.call("LayerNormalization", x, gain, bias, epsilon=_EPSILON, axis=-1)

    def embedding(self, numbers: str, table: str) -> str:
        """Write a look-up of rows that are kept in 8 bits with a scale each."""
        g = self.graph
        rows, scales = whole(self.state[f"{table}.weight"], ROW_STEPS)
        found = g.call("Gather", g.tensor(table, rows), numbers, axis=0)
        scale = g.call("Gather", g.tensor(f"{table}.scale", scales[:, None]), numbers, axis=0)
        return g.call("Mul", g.call("Cast", found, kind=TensorProto.FLOAT), scale)

    def layer(self, x: str, mask: str, name: str) -> str:
        """Write a layer of the transformer."""
        g = self.graph
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        g.nodes.append(
            helper.make_node(
                "Split", [self.linear(x, f"{name}.mixed")], parts, axis=-1, num_outputs=3
            )
        )
        seen = g.call("MultiHeadAttention", *parts, "", mask, own=True, num_heads=ATTENTION_HEADS)
        seen = self.linear(seen, f"{name}.attended")
        x = self.norm(g.call("Add", x, seen), f"{name}.attended_norm")
        inner = g.call("Gelu", self.linear(x, f"{name}.inner"), own=True)
        outer = self.linear(inner, f"{name}.outer")
        return self.norm(g.call("Add", x, outer), f"{name}.outer_norm")


def encoder_graph(state: Mapping[str, Array]) -> onnx.ModelProto:
    """Return the encoder with its heads as a graph.

    Inputs are ``pieces`` and ``shapes`` (sentences × pieces, 0 pads) and ``first``: where, in the
    pieces of all sentences in a row, each word begins. Outputs: ``upos`` (words), ``scores``
    (words × metaphor, novelty, kinds of cue, then what the word adds to each sentence head),
    ``sentence`` (sentences × heads) and ``vector`` (sentences × 2 · width: the means of the
    vectors after a middle and the last layer).
    """
    w = Writer(state)
    g = w.graph
    ones = g.tensor("axis", np.array([1], np.int64))
    zero = g.tensor("nought", np.int64(0))
    real = g.call("Not", g.call("Equal", "pieces", zero))
    mask = g.call("Cast", real, kind=TensorProto.INT32)
    share = g.call(
        "Unsqueeze",
        g.call("Cast", real, kind=TensorProto.FLOAT),
        g.tensor("last_axis", np.array([-1], np.int64)),
    )
    length = g.call("Shape", "pieces", start=1)
    places = g.call(
        "Slice",
        g.tensor("places", state["places.weight"][:PLACES]),
        g.tensor("from", np.array([0], np.int64)),
        length,
    )
    x = g.call("Add", w.embedding("pieces", "words"), places)
    x = g.call(
        "Add",
        x,
        g.call("Gather", g.tensor("shapes.table", state["shapes.weight"]), "shapes", axis=0),
    )
    states = [w.norm(x, "norm")]
    for number in range(LAYERS):
        states.append(w.layer(states[-1], mask, f"layers.{number}"))
    flat = g.tensor("flat", np.array([-1, WIDTH], np.int64))

    def of_words(x: str) -> str:
        return g.call("Gather", g.call("Reshape", x, flat), "first", axis=0)

    last = of_words(states[-1])
    g.call("ArgMax", w.plain(of_words(states[TAG_LAYER]), "upos"), to="upos", axis=-1, keepdims=0)
    both = g.call("Concat", last, of_words(states[0]), axis=-1)
    figure = g.call("Gelu", w.linear(both, "figure"), own=True)
    metaphor = g.call("Sigmoid", w.plain(figure, "metaphor"))
    novelty = w.plain(figure, "novelty")
    doubt = g.call("Gelu", w.linear(last, "doubt"), own=True)
    cue = g.call("Softmax", w.plain(doubt, "cue"), axis=-1)
    far = g.call(
        "Mul",
        g.call("Sub", share, g.tensor("one", np.float32(1))),
        g.tensor("far", np.float32(1e4)),
    )
    look = g.call("Softmax", g.call("Add", w.plain(states[-1], "look"), far), axis=1)
    said = g.call("Mul", look, w.plain(states[-1], "verdict"))
    g.call("ReduceSum", said, ones, to="sentence", keepdims=0)
    heads = g.tensor("heads", np.array([-1, len(SENTENCE_HEADS)], np.int64))
    adds = g.call("Gather", g.call("Reshape", said, heads), "first", axis=0)
    g.call("Concat", metaphor, novelty, cue, adds, to="scores", axis=-1)
    count = g.call("ReduceSum", share, ones, keepdims=0)
    means = [
        g.call("Div", g.call("ReduceSum", g.call("Mul", states[n], share), ones, keepdims=0), count)
        for n in VECTOR_LAYERS
    ]
    g.call("Concat", *means, to="vector", axis=-1)
    numbers, floats = TensorProto.INT64, TensorProto.FLOAT
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        g.nodes,
        "encoder",
        [
            value("pieces", numbers, ["s", "p"]),
            value("shapes", numbers, ["s", "p"]),
            value("first", numbers, ["w"]),
        ],
        [
            value("upos", numbers, ["w"]),
            value("scores", floats, ["w", SCORES]),
            value("sentence", floats, ["s", len(SENTENCE_HEADS)]),
            value("vector", floats, ["s", len(VECTOR_LAYERS) * WIDTH]),
        ],
        list(g.tensors.values()),
    )
    return helper.make_model(
        graph,
        producer_name="stylo",
        ir_version=10,
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(_MICROSOFT, 1)],
    )
