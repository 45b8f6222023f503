"""The reader: pages and an interface for programs over a kept library."""

from firsthand.serve.site.application import application, greeting, run, token_for

__all__ = ["application", "greeting", "run", "token_for"]
