"""The stories that are under way, found by the words they hold."""

from firsthand.stories.vector import Words

#: words of an article by which stories are looked up, the weightiest first
ASKED_WORDS = 40
#: stories visited for one word, those that used it last. A story takes one place however many
#: articles it has, so a text reprinted ten thousand times crowds nobody out
STORIES_A_WORD = 64
#: stories kept for one word; the ones that used it longest ago leave the window
KEPT_STORIES_A_WORD = 256
#: stories handed on for exact comparison
CANDIDATES = 12


class Window:
    """Word -> stories that used it, in order of last use."""

    def __init__(self) -> None:
        self._stories: dict[str, dict[int, None]] = {}

    def note(self, story: int, words: Words) -> None:
        """Note that ``story`` uses the words of ``words`` now."""
        for word in words:
            stories = self._stories.setdefault(word, {})
            stories.pop(story, None)
            stories[story] = None
            if len(stories) > KEPT_STORIES_A_WORD:
                del stories[next(iter(stories))]

    def forget(self, story: int, words: Words) -> None:
        """Take ``story`` out, which used ``words``."""
        for word in words:
            self._stories.get(word, {}).pop(story, None)

    def near(self, words: Words) -> list[int]:
        """Stories that share telling words with ``words``, the nearest first."""
        scores: dict[int, float] = {}
        for asked, (word, weight) in enumerate(words.items()):
            if asked == ASKED_WORDS:
                break
            stories = self._stories.get(word)
            if not stories:
                continue
            for visited, story in enumerate(reversed(stories)):
                if visited == STORIES_A_WORD:
                    break
                scores[story] = scores.get(story, 0.0) + weight * weight
        return sorted(scores, key=lambda story: (-scores[story], story))[:CANDIDATES]
