"""Speed and growth; see ``__main__``."""
