"""Methods of stylometry: counting, distances, attribution, contrast, trees and projections.

Plain functions on numpy arrays. Where the R package ``stylo`` (Eder, Rybicki & Kestemont 2016)
departs from a published definition, ``convention="published"`` follows the publication and
``convention="r-stylo"`` the package, figure by figure; ``docs/stylometry.md`` lists every case.
"""
