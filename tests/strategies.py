"""Random texts for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

#: Fragments that make detectors fire, quote, break sentences and paragraphs, or stumble.
FRAGMENTS = (
    "Perhaps the council might, arguably, have known.",
    "It is like a dagger to the heart, y'all!",
    "He’s gonna bet the farm on it, ain’t he?",
    "“We may never know,” said Mayor Ilse Brandt on Tuesday.",
    '"It could be worse," she said. "It could be Tuesday."',
    "“This is the first paragraph of a long speech.\n\n“And this may be the second,” he said.",
    "Clearly, everyone must agree.",
    "The so-called “experts” have spoken.",
    "about 40 people, roughly $3.5m, U.S.-led",
    "A HEADING\n\n",
    "- an item in a list\n",
    "According to some people, it is said that perhaps.",
    "Dr. Smith of St. Ives (b. 1950) wrote to J. R. Hart at 5.30 p.m.",
    "and so the river ran on",
    "\n\n",
    '🙂 — … ‘single’ "',
    "https://example.org/a?b=c",
    "ALL CAPITALS AND NO END",
    "\ud800\x00",
)

fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join)
wild = st.text(max_size=300)
texts = st.one_of(fragments, wild, st.tuples(fragments, wild).map(" ".join))
