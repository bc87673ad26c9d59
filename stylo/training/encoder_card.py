"""The model card of the encoder."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = {
    "upos": "parts of speech, accuracy (EWT and GUM dev)",
    "metaphor": "metaphor-related words, F1 (VUA fragments left for choosing)",
    "novelty": "novelty of metaphor-related words, r (the same fragments)",
    "cue": "words of semantic uncertainty, F1 (Szeged wiki and news documents left for choosing)",
    "weasel": "sentences vague or hedged, F1 (CoNLL-2010 wiki train documents left for choosing)",
    "subjective": "subjective sentences, F1 (NewsSD-ENG dev)",
}


def card(figures: Mapping[str, float]) -> str:
    """Return the card; `figures` are those on the parts left for choosing, as shipped."""
    rows = "\n".join(f"| {_NAMES[n]} | {figures[n]:.3f} |" for n in _NAMES if n in figures)
    return f"""# encoder.onnx, encoder.json, encoder.pieces.json.gz

One pass over each sentence: part of speech, metaphor and its novelty, uncertainty and its type for
each word; subjectivity and vagueness for each sentence; a vector for heads on top.

- **Used by**: `stylo.encoder.read`, and through it `stylo.annotate`.
- **Content**: an ONNX graph of a BERT with six layers, 384 wide, and its heads. Products run in
  whole numbers: activations in 8 bits with scales fixed in training, weights in 7 bits with a
  scale for each output, word vectors in 8 bits. So a sentence's scores depend on nothing else
  in its batch, and no sum overflows where a processor lacks VNNI instructions. `encoder.json`:
  from where on scores count. `encoder.pieces.json.gz`: the word pieces of the base model.
- **Base**: all-MiniLM-L6-v2 (Wang et al. 2020, Reimers & Gurevych 2019; Apache-2.0, see
  NOTICE-encoder). What capitals tell is added to each word's vector, as the base reads lower
  case.
- **Data**, all openly licensed: VU Amsterdam Metaphor Corpus as VUA-18 and the shared task of
  2020 (Steen et al. 2010; CC BY-SA 3.0), novelty of its metaphors (Do Dinh et al. 2018; CC BY
  4.0), UD English EWT and GUM (CC BY-SA 4.0, CC BY 4.0), Szeged Uncertainty Corpus (Szarvas et
  al. 2012; CC BY-SA) with the sentence labels of CoNLL-2010 (Farkas et al. 2010), NewsSD-ENG
  (Antici et al. 2024; CC BY 4.0). Without labels: 9,000 sentences of `allsides-abp`
  (Baly et al. 2020), none of an outlet that the voice classifier is tested on.
- **Licence**: CC BY-SA 4.0.
- **Split**: by fragment and document. A group whose SHA-256 is 0 modulo 10 chose (thresholds);
  the 27 fragments of the VUA-18 test, the test parts of the treebanks and every second news
  document of the Szeged corpus (by hash) trained and chose nothing. Eleven of the 27 test
  fragments come from books and papers that have other fragments in training.
- **Training**: all heads at once, AdamW, rates planned for five epochs and stopped after four, as
  metaphor is learnt by heart from then on; from the fourth on in whole numbers (Jacob et al. 2018).
  The mean of the moving averages of the weights after epochs three and four then learns for two
  more epochs from what a teacher says (Hinton et al. 2015): all-mpnet-base-v2 (Song et al. 2020;
  Apache-2.0), trained on the same training parts for two epochs, labels the sentences of every
  head, and those without labels; a person's label and the teacher's are averaged.
- **Figures** on the parts left for choosing (best threshold on the same part), as shipped;
  those on tests stand in docs/benchmarks.md:

| | |
|---|---:|
{rows}

- **Limits**: MIPVU marks worn metaphor and prepositions; novelty was judged by crowds on
  British text of 1985-94. Uncertainty as the Szeged corpus has it: no approximators, no shields
  such as "in my view". The weasel head knows what Wikipedia's editors tagged: "some", "many",
  "is considered". Subjectivity was learned from 950 sentences. English only.
- **Make it again**: `stylo train tagger --data DATA` (three hours on one core; goes on
  where a stopped run left off). The figures: `python -m benchmarks metaphor`, `hedging`, `tagging`.
"""
