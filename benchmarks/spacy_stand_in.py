"""A spaCy pipeline of the shape of en_core_web_sm, for machines to which that model cannot come.

Its components, widths, tables and numbers of labels are those of en_core_web_sm 3.8 (its
``config.cfg``: a hash embedding of width 96 and four convolutions for tagger and parser, another
for entities). Its weights are drawn by chance, so that what it says is worth nothing; the work that
such networks do for a word does not hang on their weights. Only where sentences end would, so a
rule ends them at full stops, and the parser keeps to that.
"""

from __future__ import annotations

from typing import Any

#: Labels of en_core_web_sm: fine tags, relations, entities.
TAGS, RELATIONS, ENTITIES = 50, 45, 18
_POS = ("NOUN", "VERB", "ADJ")
_ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]
_ROWS = [5000, 1000, 2500, 2500, 50, 50]


def _network() -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": _ATTRIBUTES,
            "rows": _ROWS,
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _transitions(kind: str, network: dict[str, Any]) -> dict[str, Any]:
    return {
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": kind,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "nO": None,
            "tok2vec": network,
        }
    }


def pipeline() -> Any:
    """Return the pipeline; the name of its model is one that pybiber takes."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("en")
    nlp.meta.update(name="core_web_stand_in", version="3.8.0")
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tok2vec", config={"model": _network()})
    tagger = {"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": shared}}
    labels = {
        nlp.add_pipe("tagger", config=tagger): TAGS,
        nlp.add_pipe("parser", config=_transitions("parser", dict(shared))): RELATIONS,
        nlp.add_pipe("ner", config=_transitions("ner", _network())): ENTITIES,
    }
    nlp.add_pipe("sentencizer", before="parser")
    ruler = nlp.add_pipe("attribute_ruler", before="ner")
    nlp.add_pipe("lemmatizer", config={"mode": "rule"}, before="ner")
    for component, number in labels.items():
        for n in range(number):
            component.add_label(f"L{n}")
    words = ["It", "rained", "."]
    said = {"words": words, "tags": ["L0"] * 3, "heads": [1, 1, 1], "deps": ["L0", "ROOT", "L1"]}
    example = Example.from_dict(nlp.make_doc("It rained."), {**said, "entities": ["O"] * 3})
    nlp.initialize(lambda: [example])
    for n in range(TAGS):
        ruler.add([[{"TAG": f"L{n}"}]], {"POS": _POS[n % len(_POS)]})
    return nlp
