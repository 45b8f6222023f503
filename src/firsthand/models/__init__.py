"""Loading of models: the only place that touches their files.

Everything is found by content (``files``), parsed behind ``parser.Parser`` and put into vectors
behind the encoder's protocol, so that the stages know neither spaCy nor numpy weights.
"""
