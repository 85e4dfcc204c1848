"""Sentences with which a simulated reader tells something of herself, of every kind that a line may say back."""

from __future__ import annotations

ENGLISH = {
    "name": "My name is Mei.",
    "job": "I work as a baker.",
    "home": "I live in Harbour Town.",
    "origin": "I come from the coast.",
    "birthday": "My birthday is on the third of May.",
    "age": "I am twenty-four years old.",
    "likes": "I like warm plum wine.",
    "dislikes": "I hate cold soup.",
    "fears": "I am afraid of thunder.",
    "pet": "I have a cat called Miso.",
    "does": "I play the violin.",
    "wish": "I want to see the sea one day.",
    "plan": "Tomorrow I am going to paint the door.",
    "promise": "I promise to plant a pear tree.",
    "told.fact": "I have a brother in Salt Town.",
    "told.preference": "I like rain on a tin roof.",
    "told.promise": "I promise I will come back on Thursday.",
}
CHINESE = {
    "name": "我叫小梅。",
    "job": "我是一名面包师。",
    "home": "我住在海港镇。",
    "origin": "我来自海边。",
    "birthday": "我的生日是五月三日。",
    "age": "我今年二十四岁。",
    "likes": "我喜欢温热的梅子酒。",
    "dislikes": "我讨厌冷汤。",
    "fears": "我怕打雷。",
    "pet": "我养了一只猫，叫小味噌。",
    "does": "我会拉小提琴。",
    "wish": "我一直想去看海。",
    "plan": "我明天要给门刷漆。",
    "promise": "我保证会种一棵梨树。",
    "told.fact": "我有一个哥哥住在盐镇。",
    "told.preference": "我喜欢雨打铁皮屋顶的声音。",
    "told.promise": "我答应你，星期四一定回来。",
}


def sentence(slot: str, language: str) -> str:
    """What she says, so that this can be said back; in Chinese where that is spoken, else in English."""
    words = CHINESE if language.startswith("zh") else ENGLISH
    return words.get(slot, words["told.fact"])
