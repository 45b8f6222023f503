"""What keeps a library's findings up with its articles: the stages as consumers of the change log.

``intake`` takes articles in and marks what they touch; ``placing``, ``reading``, ``tracing`` and
``telling`` each take what is due, run the pure stage on it, and keep the result and the fact that
it is done in one transaction; ``rounds`` runs them until nothing is due. What ``placing`` groups
becomes stories in ``amending``, by the acts of an analyst that ``correcting`` takes down.
"""
