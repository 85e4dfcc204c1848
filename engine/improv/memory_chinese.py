"""What a Chinese sentence of hers says of her: patterns, each with the kind of memory it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.improv.memory import LONGEST_VALUE, Kind, Proposal, digest
from engine.improv.memory_reader import Make, Pattern, Table, read
from engine.improv.memory_terms import content_of

ADV = (
    "(?:真的|其实|现在|已经|一直|从小|特别|非常|最近|最|很|超|还|也|就|都|更|比较|"
    "有点|真|好|可|只|每天|每周.|经常|常常|总是)*"
)
END = re.compile(r"[，,。．.！!；;~～…：:].*$|(?:但是|不过|因为|可是|所以|而且|然后|如果).*$")
TAIL = re.compile(r"(?:的|了|呢|吧|啊|呀|哦|哟|嘛|就好|就行|就可以|好了|来着)+$")
OTHERS = re.compile("[我你您]|咱")
FAMILY = (
    "妈妈|母亲|爸爸|父亲|哥哥|弟弟|姐姐|妹妹|奶奶|爷爷|外婆|外公|姥姥|姥爷|丈夫|老公|妻子|老婆|儿子|女儿|姨妈|"
    "姑姑|叔叔|舅舅|"
    "表哥|表姐|表妹|表弟|男朋友|女朋友|家人|父母|爸|妈|哥|姐"
)
PEOPLE = "最好的朋友|好朋友|朋友|邻居|老板|老师|同事|室友|同学"
PET = "猫|狗|鸟|兔子|仓鼠|鹦鹉|乌龟|金鱼|小猫|小狗|猫咪|狗狗"
WORK = (
    "护士|医生|老师|教师|学生|大学生|研究生|工程师|设计师|律师|会计|厨师|画家|作家|记者|编辑|翻译|演员|歌手|舞者|"
    "音乐家|摄影师|"
    "程序员|店员|店长|司机|警察|军人|农民|渔民|水手|裁缝|木匠|园丁|花匠|药剂师|研究员|教授|馆长|图书管理员|秘书|"
    "经理|老板|"
    "服务员|理发师|面包师|修表匠|钟表匠|诗人|学者|导游|飞行员|主妇|家庭主妇|自由职业者"
)
AGE = "[0-9]{1,3}|[一二三四五六七八九十]{1,4}"


def found_in_chinese(sentence: str) -> list[Proposal]:
    """What the sentence says of her; where no pattern fits, a statement of hers is kept as it is."""
    return read(TABLE, sentence)


def _tidy(raw: str | None) -> str:
    return TAIL.sub("", END.sub("", (raw or "").strip()))[:LONGEST_VALUE].strip("“”\"' 「」")


def _value(raw: str | None) -> str:
    value = _tidy(raw)
    return "" if OTHERS.search(value) else value


def _topic(value: str) -> str:
    return re.sub(r"^(?:吃|喝|看|听|坐|玩|去|做|穿)(?=..)", "", value)[:30]


def _one(kind: Kind, key: str, importance: int) -> Make:
    def make(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
        yield Proposal(kind, key, sentence, _value(match["v"]), importance)

    return make


def _each(kind: Kind, head: str, importance: int) -> Make:
    def make(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
        for thing in re.split("[、和跟与]|还有", _tidy(match["v"])):
            if thing and not OTHERS.search(thing) and thing not in ("这样", "那样", "这个", "那个", "它", "他", "她"):
                yield Proposal(kind, f"{head}:{_topic(thing)}", sentence, thing, importance)

    return make


def _deed(kind: Kind, head: str, importance: int) -> Make:
    def make(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
        raw = _tidy(match["v"])
        if len(content_of(raw)) > 1:
            yield Proposal(kind, f"{head}:{digest(content_of(raw))}", sentence, _value(raw), importance)

    return make


def _ending(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    yield Proposal("fact", "job", sentence, importance=3, ends=True)


def _unafraid(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    yield Proposal("preference", f"fears:{_topic(_tidy(match['v']))}", sentence, importance=3, ends=True)


def _favourite(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    yield Proposal("preference", f"favourite:{match['k']}", sentence, _value(match["v"]), 4)


def _kin(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    rest = match["rest"]
    called = re.match("(?:的名字)?(?:叫|是叫|名叫|的名字是)(?:做)?([^，,。！!了的]{1,8})", rest)
    facet = "name" if called else digest(content_of(rest))
    yield Proposal("fact", f"family:{match['k']}_{facet}", sentence, _value(called[1]) if called else "", 4)


def _count(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    yield Proposal("fact", f"family:{match['k']}_count", sentence, _value(match["v"]), 4)


def _pet(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    kind = {"小猫": "猫", "猫咪": "猫", "小狗": "狗", "狗狗": "狗"}.get(match["k"], match["k"])
    yield Proposal("fact", f"pet:{kind}", sentence, _value(match["v"]), 4)


def _does(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    value = _tidy(match["v"])
    if value and not OTHERS.search(value):
        yield Proposal("fact", f"does:{value}", sentence, value, 3)


def _otherwise(sentence: str) -> Iterator[Proposal]:
    content = content_of(sentence)
    past = re.search("昨天|昨晚|今天早上|今早|上周|上个月|去年|前天|刚才|以前|那天|小时候|那年", sentence)
    if "我" not in sentence or ("你" in sentence and not past) or len(content) < 3:
        return
    if re.search("^我?(?:觉得|知道|明白|想你|没事|没关系|在这|在听|懂|猜|累|困|饿|冷)", sentence):
        return
    if re.search("小时候|那年", sentence):
        yield Proposal("fact", f"childhood:{digest(content)}", sentence, importance=3)
    elif past:
        yield Proposal("episode", f"told:{digest(content)}", sentence, importance=2)
    else:
        yield Proposal("fact", f"said:{digest(content)}", sentence, importance=2)


def _pattern(sign: str, make: Make) -> Pattern:
    return Pattern(re.compile(sign), make)


NAME = "(?P<v>[^，,。！!？?；; 的了吧就是]{1,8})"
PATTERNS = (
    _pattern(f"(?:^|[，,。 ])(?:你好)?(?:大家都|朋友们?都?|你可以|以后|请|就)?叫我{NAME}", _one("fact", "name", 5)),
    _pattern(f"我(?:的名字)?(?:叫做|名叫|叫|的名字是|名字是|是叫){NAME}", _one("fact", "name", 5)),
    _pattern("我的?生日(?:是|在|就在)?(?P<v>.+)", _one("fact", "birthday", 5)),
    _pattern(
        "我(?:是)?(?:在)?(?P<v>[0-9一二三四五六七八九十]+月[^，。]*?[日号])(?:出生|生的|生日)",
        _one("fact", "birthday", 5),
    ),
    _pattern(f"我(?:今年|已经|刚满|现在|刚)?(?P<v>{AGE})岁(?!那年|时|的时候)", _one("fact", "age", 3)),
    _pattern("我(?:已经|刚刚?)?(?:辞职|离职|失业|不在.+(?:工作|上班))", _ending),
    _pattern(f"我{ADV}(?P<v>在.+?(?:工作|上班|打工|任职|当(?:{WORK})))", _one("fact", "job", 4)),
    _pattern(f"我{ADV}(?P<v>是(?:一名|一个|个|一位|名|位)?[^，。我你]{{0,6}}(?:{WORK}))", _one("fact", "job", 4)),
    _pattern("我的(?:工作|职业)(?P<v>是.+)", _one("fact", "job", 4)),
    _pattern(f"我(?:家)?{ADV}(?P<v>住在?.+)", _one("fact", "home", 4)),
    _pattern("我家(?P<v>在.+)", _one("fact", "home", 4)),
    _pattern(
        "我(?:刚|已经|们)?(?P<v>搬(?:到|去|进|家到).+)",
        lambda match, sentence: iter((Proposal("fact", "home", sentence, "", 4),)),
    ),
    _pattern("我(?:来自|是从)(?P<v>.+?)(?:来的)?$", _one("fact", "origin", 4)),
    _pattern("我是(?P<v>[^，。我你]{1,6})人(?:$|[，。！])", _one("fact", "origin", 4)),
    _pattern("我(?:从小)?(?P<v>在.+?)长大", _one("fact", "grew_up", 3)),
    _pattern("我(?:现在)?最喜欢的(?P<k>[^是，。]{1,6})(?:现在)?是(?P<v>.+)", _favourite),
    _pattern("我对(?P<v>.+?)过敏", _each("fact", "allergy", 5)),
    _pattern(f"我{ADV}(?:不能吃|不吃|不喝|不能喝|吃不了)(?P<v>.+)", _each("fact", "diet", 4)),
    _pattern(f"我{ADV}(?:不喜欢|不爱|讨厌|受不了|厌恶|恨)(?P<v>.+)", _each("preference", "dislikes", 3)),
    _pattern(f"我{ADV}(?:不怕|不再怕|不害怕)(?P<v>.+)", _unafraid),
    _pattern(f"我{ADV}(?:害怕|怕)(?P<v>.+)", _each("preference", "fears", 4)),
    _pattern(
        f"我{ADV}(?<!不)(?:喜欢|喜爱|热爱|钟爱|爱吃|爱喝|爱看|爱听|爱)(?!的)(?P<v>.+)", _each("preference", "likes", 3)
    ),
    _pattern(
        "我(?:答应|保证|发誓|承诺|向你保证)(?:过)?(?:你)?[，, ]?(?:我)?(?:一定)?(?P<v>.+(?:[，,].+)?)",
        _deed("promise", "promise", 5),
    ),
    _pattern("我(?:一定|绝对)(?:会|不会)(?P<v>.+)", _deed("promise", "promise", 4)),
    _pattern("(?:请|要)?(?:记住|别忘了|不要忘了|记得)[，, ：:]*(?P<v>我.+)", _deed("fact", "note", 5)),
    _pattern("我(?:们)?(?:打算|计划|准备|决定)(?P<v>.+)", _deed("fact", "plan", 3)),
    _pattern(
        "(?:明天|后天|下周|下个月|明年|周末|周[一二三四五六日天])我?(?:要|会|得|有|想)(?P<v>.+)",
        _deed("fact", "plan", 3),
    ),
    _pattern(
        "(?:明天|后天|下周|下个月|明年|周末|周[一二三四五六日天])我(?:要|会|得|有|想)(?P<v>.+)",
        _deed("fact", "plan", 3),
    ),
    _pattern("我的(?:梦想|愿望|心愿)(?:就)?是(?P<v>.+)", _deed("preference", "wish", 4)),
    _pattern("我(?:一直|从小|真的?|很|好)+想(?P<v>.+)", _deed("preference", "wish", 3)),
    _pattern(f"我(?:家)?有(?P<v>[一二两三四五六几0-9]+个(?P<k>{FAMILY}))", _count),
    _pattern(
        f"我(?:家)?(?:养了|养着|养|有|领养了)(?:一|两|三)?(?:只|条|个|"
        f"匹)?[^，。]{{0,4}}?(?P<k>{PET})(?:[，,]?(?:它|名字)?叫(?P<v>[^，,。！!了]{{1,8}}))?",
        _pet,
    ),
    _pattern(f"我(?:家)?的?(?P<k>{PET})(?:的名字)?(?:叫|名叫|是叫|的名字是)(?P<v>[^，,。！!了]{{1,8}})", _pet),
    _pattern(f"我(?:家|的)?(?P<k>{FAMILY}|{PEOPLE})(?P<rest>.+)", _kin),
    _pattern(f"我{ADV}(?P<v>(?:会|能)?(?:弹|拉|吹|画|唱|跳|写|收集|修|织|种|教|打(?!算))[^，。]+)", _does),
    _pattern(f"我{ADV}(?:在)?(?P<v>学[^校生，。]+)", _does),
)
TABLE = Table(PATTERNS, late=(_kin, _does), otherwise=_otherwise)
