"""Chinese in Sphinx's own search page, which otherwise finds nothing: index and query split into character pairs.

Sphinx 9.0 names a stemmer that does not exist (sphinx-doc/sphinx#14229), so its Chinese page stops at the first
query; its splitter needs a dictionary, and that has no 交叉熵. Pairs need none: a phrase is found where all its
pairs are.
"""

import re

from sphinx.application import Sphinx
from sphinx.search import languages
from sphinx.search.en import SearchEnglish

WORD = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9_]+")

SPLIT_QUERY = r"""
var splitQuery = (query) => (query.match(/[\u3400-\u9fff]+|[A-Za-z0-9_]+/g) || []).flatMap((word) =>
  /[\u3400-\u9fff]/.test(word) && word.length > 1
    ? Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
    : [word]);
"""


class SearchPairs(SearchEnglish):
    """English words, stemmed, and pairs of Chinese characters."""

    lang = "zh"
    js_splitter_code = SPLIT_QUERY

    def split(self, input: str) -> list[str]:
        """The words and pairs of a text; a character that stands alone counts as a word."""
        return [part for word in WORD.findall(input) for part in _pairs(word)]

    def word_filter(self, stemmed_word: str) -> bool:
        """Keep every word but the English stop words."""
        return bool(stemmed_word) and stemmed_word not in self.stopwords


def _pairs(word: str) -> list[str]:
    if word.isascii() or len(word) == 1:
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1)]


def setup(app: Sphinx) -> None:
    """Take the place of Sphinx's Chinese splitter."""
    languages["zh"] = SearchPairs
