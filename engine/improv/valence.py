"""Whether words are glad or sad, by two short lists: enough to compare the beginning and the end of a talk.

It looks at words, not at what they mean, and serves averages over many talks; nobody is judged by it.
"""

from __future__ import annotations

import re
from functools import lru_cache

GLAD_WORDS = """
glad happy happier love loved lovely like liked kind kindness warm warmer smile smiled laugh laughed laughing thank
thanks good better best beautiful wonderful sweet safe hope hoped hopeful welcome stay together promise gift enjoy
enjoyed calm proud brave gentle bright perfect fun funny delicious home adore adored
"""
SAD_WORDS = """
sad sorry tired cry cried crying alone lonely afraid fear scared angry hate hated hurt hurts lost miss missed worse
worst wrong awful terrible bad cold dark sick pain broken ashamed guilty worry worried nobody never nothing leave
boring bored stupid ugly useless fail failed
"""
GLAD, SAD = frozenset(GLAD_WORDS.split()), frozenset(SAD_WORDS.split())
GLAD_HAN = ("开心", "高兴", "喜欢", "谢谢", "温柔", "温暖", "好看", "可爱", "放心", "幸福", "希望", "一起", "爱")
SAD_HAN = ("难过", "伤心", "好累", "害怕", "孤单", "寂寞", "讨厌", "生气", "对不起", "哭", "疼", "糟", "做不好")
NOT = frozenset(("not", "no", "never", "don't", "isn't", "wasn't", "can't", "didn't", "won't", "without"))
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
MOST = 3


@lru_cache(maxsize=4096)
def valence(text: str) -> int:
    """-3 (sad) to 3 (glad); 0 where nothing tells. A word right after a `not` counts the other way round."""
    words = WORD.findall(text[:2000].lower().replace("’", "'"))
    score = sum(_worth(word) * (-1 if before in NOT else 1) for before, word in zip(["", *words], words, strict=False))
    score += sum(sign in text for sign in GLAD_HAN) - sum(sign in text for sign in SAD_HAN)
    return max(-MOST, min(MOST, score))


def _worth(word: str) -> int:
    return (word in GLAD) - (word in SAD and word not in NOT)
