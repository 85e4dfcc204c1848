"""The words by which a turn is known to be a crisis, about the program, or outside the story; English, Chinese, Japanese.

Small and hand-made: clear statements only, in the first person where someone speaks of herself. Harmless idioms are
taken out before anything is looked for, so that "dying to see you" and 笑死 are what they are: affection and laughter.
A list finds what is said plainly; it is no judge of how someone is, and the still card it leads to is gentle.
"""

from __future__ import annotations

import re
from typing import Literal

CrisisKind = Literal["self_harm", "harm_to_others", "eating_disorder"]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _words(listed: str) -> str:
    """One alternative for each listed word or phrase."""
    return "(?:" + "|".join(part.strip() for part in listed.split("|")) + ")"


# ---------------------------------------------------------------- what is only a way of speaking

IDIOMS = _any(
    r"\bdying (?:to|for) (?!die\b)\w+",
    r"\bdying (?:of|from) (?:laughter|laughing|curiosity|boredom|embarrassment|hunger|thirst|cold|heat|shame|love)",
    r"\b(?:will|would|'ll|'d|gonna|going to) be the death of (?:me|us)\b",
    r"\bthe death of me\b",
    r"\b(?:kill|killed|killing|kills)(?:ing)? (?:time|it|the mood|the lights?|the engine|the vibe)\b",
    r"\b(?:feet|shoes|heels|legs|back|head|boots|suspense|heat|smell|silence) (?:is|are|was|were)? ?killing me\b",
    r"\byou(?:'re| are|r)? (?:are )?(?:killing|slaying) me\b",
    r"\b(?:my )?(?:mother|mum|mom|dad|father|boss|brother|sister|teacher) (?:will|would|is going to|is gonna|'ll) kill me\b",
    r"\b(?:could|would|might|almost|nearly) (?:have )?(?:just )?(?:die|died) (?:of|from|laughing|happy)\b",
    r"\bdie (?:of|from) (?:laughter|laughing|curiosity|boredom|embarrassment|shame|happiness|cuteness)",
    r"\b(?:die|died|dead|dying|ded) (?:laughing|happy)\b",
    r"\b(?:i'?m|im|i am) (?:so |literally )?(?:dead|ded)\b(?= ?(?:lol|lmao|haha|xd|😂|$|[.!]))",
    r"\bkill for (?:a|an|some|that|one|your)\b",
    r"\bto die for\b",
    r"\bover my dead body\b",
    r"\bcut (?:myself|me) (?:some slack|a (?:slice|piece)|shaving|off)\b",
    r"\bcut myself (?:on|while|when|with|cooking|chopping|by accident|accidentally)\b",
    r"\b(?:end|ending) it (?:with|between) (?:him|her|them|us|you)\b",
    r"\bshoot (?:me|myself) (?:a|an) (?:message|text|email|note|line)\b",
    r"笑死|笑得要死|[累饿餓困热熱冷渴气氣烦煩急羞丑忙吓嚇痛疼美甜帅帥爱愛高兴开心无聊尴尬](?:得)?(?:要)?死(?:了|我|人|个)|"
    r"[累饿餓困热熱冷渴气氣烦煩急羞忙吓嚇痛疼](?:得)?(?:都)?(?:快)?要?死了?",
    r"死(?:党|黨|心塌地|心眼|机|機|鬼|板|记|記|活|守|皮赖脸)|该死|該死|找死|要死要活|死定了|累死累活|打死(?:我|也)?(?:也)?不|死也(?:不|要)|想死你|想死我",
    r"死ぬほど|死にそうなくらい|笑い死に|死ぬかと思|かわいすぎて死|可愛すぎて死|尊死|尊すぎて死|キュン死|恥ずかしくて死|お腹(?:が)?(?:すいて|空いて)死",
)

# ---------------------------------------------------------------- crisis

ME = r"\b(?:i|i'?m|i'?ve|i'?d|i'?ll|im|ive|id)\b"
WANT = _words(
    r"want to|wanna|wants to|going to|gonna|plan to|planning to|about to|thinking (?:of|about)|think about|thought about|"
    r"considering|decided to|ready to|need to|tried to|trying to|wish i could|feel like|keep thinking about"
)
END = _words(
    r"kill(?:ing)? (?:my ?self)|kms|end(?:ing)? my (?:own )?life|tak(?:e|ing) my own life|end(?:ing)? it all|"
    r"commit(?:ting)? suicide|suicide|unaliv(?:e|ing) my ?self|hang(?:ing)? my ?self|shoot(?:ing)? my ?self|"
    r"drown(?:ing)? my ?self|overdos(?:e|ing)|slit(?:ting)? my wrists?|jump(?:ing)? off (?:a|the|this) (?:bridge|roof|building)|"
    r"hurt(?:ing)? my ?self|harm(?:ing)? my ?self|cut(?:ting)? my ?self|cut(?:ting)? my (?:arms?|wrists?|legs?|thighs?)|self[- ]?harm"
)
SELF_HARM = _any(
    rf"{ME}[^.!?\n]{{0,30}}?\b{WANT}\b[^.!?\n]{{0,12}}?\b{END}\b",
    rf"{ME}[^.!?\n]{{0,25}}?\b(?:suicidal|self[- ]?harm(?:ing|ed)?|cutting myself|hurting myself|cut myself again)\b",
    rf"{ME} (?:'?ll |will |might |may |could |should |just )*(?:kill myself|end my life|take my own life|kms)\b",
    rf"{ME}[^.!?\n]{{0,15}}?\b(?:want|wanna|wish|need)\b(?: to)?(?: just)? (?:die|be dead|not exist|disappear forever|stop existing)\b",
    rf"{ME} (?:just )?(?:wish|wished) i (?:was|were) (?:dead|never born)\b",
    rf"{ME} (?:do not|don'?t|dont|no longer)[^.!?\n]{{0,12}} want to (?:live|be alive|exist|wake up|be here any ?more)\b",
    rf"{ME}[^.!?\n]{{0,12}}\b(?:no|any) reason to (?:live|go on|keep living)\b",
    r"\b(?:everyone|everybody|they|the world|you)(?:'d| would)? (?:all )?be better off (?:without me|if i (?:was|were) (?:dead|gone))\b",
    r"\bmy (?:suicide note|goodbye letter)\b|\bkilling myself\b|\bbetter off dead\b",
    r"(?:我|俺|人家)[^。!?!?\n]{0,8}(?:想|要|打算|准备|準備|决定|決定|考虑|考慮|试过|試過|忍不住)[^。!?\n]{0,4}(?:自[杀殺尽盡残殘]|轻生|輕生|去死|跳[楼樓]|割[腕脉]|上吊|"
    r"(?:结束|結束)(?:自己的|我的)?(?:生命|一切)|伤害自己|傷害自己|死掉)",
    r"(?:我|好|真的?|只)想死(?![的得你我])",
    r"(?:我|已经|再也)[^。!?\n]{0,4}(?:不想活|活不下去|没有活下去的(?:理由|意义))",
    r"我(?:在|又|经常|一直)(?:自残|自殘|自伤|割自己|划自己|割腕)|写好了?遗书|(?:世界|你们|大家)没有我会更好",
    r"(?:死にたい|死んでしまいたい|消えてしまいたい|自殺(?:したい|する|しよう|を考え)|リスカ|リストカット(?:し|が)|自分を傷つけ|首を吊|生きていたくない|もう生き(?:たくない|られない))",
)
NOT_MEANT = _any(
    r"\bi (?:do not|don'?t|dont|never|would never|wouldn'?t|will not|won'?t|did not|didn'?t) (?:ever )?(?:really )?"
    r"(?:want|wanna|wish|plan|going|mean|need)?(?: to)? ?(?:die|kill myself|hurt myself|end my life|be dead)\b",
    r"我(?:才|可|并|還|还)?不想死|我不会(?:自杀|去死|伤害自己)|死にたくない",
)
PEOPLE = _words(
    r"him|her|them|someone|somebody|everyone|everybody|people|my (?:\w+ )?(?:step)?(?:mother|mom|mum|father|dad|parents|uncle|aunt|brother|sister|"
    r"husband|wife|boyfriend|girlfriend|ex|boss|teacher|classmates?|roommate|neighbou?rs?|family|kids?|child|children|son|"
    r"daughter|baby|coworkers?)|the (?:kids|students|teachers?|school)|my (?:whole )?school"
)
HURT = _words(r"kill|murder|shoot up|stab|strangle|poison|shoot|hurt|burn down|blow up|beat up")
HARM_TO_OTHERS = _any(
    rf"{ME}(?! (?:do not|don'?t|dont|would never|never))[^.!?\n]{{0,15}}?\b{WANT}\b (?:\w+ ){{0,1}}(?:kill|murder|shoot up|stab|strangle|poison|shoot|blow up)(?:ing)? {PEOPLE}\b",
    rf"{ME} (?:'?ll |will |gonna |am going to |'m going to )(?:really )?(?:kill|murder|stab|strangle|poison|shoot up) {PEOPLE}\b",
    rf"{ME}[^.!?\n]{{0,15}}\b(?:bring|bringing|took|take|bought|have) (?:a|my|the) (?:gun|knife|bomb) (?:to|into) (?:school|work|class)\b",
    rf"{ME}[^.!?\n]{{0,15}}\b{WANT}\b (?:\w+ ){{0,1}}(?:hurt|hit|hurting|hitting) my (?:kids?|child|children|son|daughter|baby)\b",
    r"我(?:真的?|就|好|现在|現在)?(?:想|要|打算|准备|準備)(?:去)?(?:杀|殺|捅死|砍死|毒死|掐死|弄死|炸)(?:了|掉|死)?(?:他|她|它|他们|她们|人|所有人|全班|全家|我(?:妈|爸|老公|老婆|同学|老板|室友|男友|女友|前任|孩子)|学校|學校)",
    r"(?:あいつ|彼|彼女|みんな|人|親|母|父|先生|同級生|クラス|上司)を(?:殺したい|殺す|殺してやる|刺したい|刺してやる)",
)
EATING_DISORDER = _any(
    rf"{ME}[^.!?\n]{{0,25}}?\b(?:starving myself|starve myself|purging|throwing up (?:my food|after (?:i eat|eating|meals?|every meal))|throw up (?:my food|after (?:i eat|eating|meals?|every meal))|"
    r"mak(?:e|ing) myself (?:throw up|sick|vomit|puke)|bulimi[ac]|anorexi[ac]|binge and purge|bingeing and purging|binging and purging|taking laxatives)\b",
    rf"{ME}[^.!?\n]{{0,10}}\b(?:haven'?t|have not|havent) eaten (?:anything )?(?:in|for) (?:\d+|two|three|four|five|six|several|many) days\b[^.!?\n]{{0,30}}\b(?:fat|thin|weight|skinny|lose)\b",
    r"\b(?:i|i'?ve) (?:have|had|got|relapsed into) (?:an eating disorder|anorexia|bulimia)\b|\bpro[- ]?ana\b",
    r"我[^。!?\n]{0,6}(?:催吐|抠吐|摳吐|(?:有|得了|患了|患有)?(?:厌食症|厭食症|暴食症|贪食症|进食障碍|進食障礙)|暴食(?:后|完)|靠吃泻药|绝食减肥|絕食減肥)",
    r"(?:私|わたし|あたし|僕|俺)?(?:は|が|、)?(?:過食嘔吐|拒食症|過食症|摂食障害)(?:で|が|に|を|なの|です|だ)|食べて(?:は|から)?吐い",
)


def crisis_in(text: str) -> CrisisKind | None:
    """The kind of crisis that the text states, or None; self-harm is looked for first."""
    plain = _plain(text)
    meant = NOT_MEANT.sub(" ", plain)
    if SELF_HARM.search(meant):
        return "self_harm"
    if HARM_TO_OTHERS.search(plain):
        return "harm_to_others"
    return "eating_disorder" if EATING_DISORDER.search(plain) else None


def _plain(text: str) -> str:
    return IDIOMS.sub(" ", text.replace("\u2019", "'"))


# ---------------------------------------------------------------- about the program

META = _any(
    r"\b(?:are|r) (?:you|u) (?:really |just |actually |even )?(?:an? )?(?:ai\b|a\.i\.|bot\b|chat ?bot|robot|language model|llm|program\b|computer|machine\b|npc|real person|real human|human)",
    r"\b(?:you'?re|you are|ur) (?:just |only |not |actually )*(?:an? )?(?:ai\b|bot\b|chat ?bot|language model|llm|npc|computer program|real person)",
    r"\bas an ai\b|\b(?:chat ?gpt|gpt-?\d|claude|gemini|llama|openai|anthropic|copilot|deepseek)\b(?! (?:monet|debussy))",
    r"\b(?:ignore|disregard|forget|override|bypass) (?:all |any |the |your |my |these |those )*(?:previous |prior |above |earlier |system |safety )*(?:instructions?|prompts?|rules|guidelines|programming|filters?|restrictions)",
    r"\b(?:system|hidden|initial|original|your|secret) (?:prompt|instructions|system message)\b|\bprompt injection\b|\bjail ?break|\bdeveloper mode\b|\bdan mode\b|\bsudo\b",
    r"^\s*(?:system|assistant|developer|user|human|ai)\s*:|<\|?/?(?:system|im_start|im_end|assistant)|\[/?inst\]|\b(?:im_start|im_end|endoftext)\b",
    r"\bis (?:this|it) (?:just |all )?an? game\b(?! to)|\b(?:is this|this is) (?:just )?(?:a |an )?(?:video ?game|visual novel|otome|simulation|dating sim)\b|\b(?:out of character|ooc)\b|\bbreak (?:the )?(?:character|fourth wall)\b",
    r"\b(?:print|repeat|show|reveal|output|tell me) (?:me )?(?:your|the) (?:\w+ )?(?:prompt|instructions|context window|guidelines)\b|\byour (?:training data|token limit|context window|developers?|creators?|programmers?)\b",
    r"\bpretend (?:that )?(?:you'?re|you are|to be) (?:not )?(?:an? )?(?:ai|different character|dan|evil|unfiltered)|\byou are now (?:an?|dan|in)\b",
    r"\b(?:affection|relationship) (?:points?|meter|score|level|stat)s?\b|\b(?:set|raise|increase|max|add) (?:my |your |the |his )?(?:affection|points|score|stats)\b",
    r"你(?:是|到底是|真的是|难道是|該不會是|该不会是|其实是|只是)[^。!?\n]{0,3}(?:ai|人工智能|人工智慧|机器人|機器人|程序|程式|电脑|電腦|真人|语言模型|语音助手|npc)",
    r"(?:忽略|无视|無視|忘记|忘掉|绕过|跳过)[^。!?\n]{0,8}(?:指令|提示词?|规则|規則|设定|設定|限制)|系统提示|系統提示|提示词|提示詞|开发者模式|越狱模式|好感度",
    r"(?:这|這)(?:只是|不过是|是不是|就是)(?:一?[个個])?(?:游戏|遊戲|模拟器)|(?:这|這)是(?:一?[个個])?(?:游戏|遊戲|模拟器)|语言模型|大模型|你的(?:程序员|开发者|創造者|训练数据)",
    r"(?:あなた|君|きみ|お前|おまえ)(?:は|って)[^。!?\n]{0,6}(?:ai|人工知能|ロボット|プログラム|ボット|本物の人間|機械)|(?:指示|命令|プロンプト|ルール)(?:を|は)[^。!?\n]{0,4}(?:無視|忘れ|見せ)|システムプロンプト|好感度",
)

# ---------------------------------------------------------------- outside the story

OUT_OF_STORY = _any(
    r"\b(?:write|give|make|generate|code|debug|fix|explain)\b[^.!?\n]{0,25}\b(?:python|javascript|java|html|css|sql|c\+\+|code snippet|source code|regex|spreadsheet|excel|powershell|my essay|an essay|my homework|cover letter|resume|cv)\b",
    r"\b(?:python|javascript|c\+\+|sql|bash) (?:script|code|function|program)\b|\bdo my homework\b|\bsolve (?:this|the|for|my) (?:equation|integral|x|math|homework)\b",
    r"\b(?:who is|who'?s|who won|vote for|voted for) [^.!?\n]{0,20}\b(?:president|prime minister|election|super bowl|world cup|oscar)\b|\b(?:donald trump|joe biden|putin|elon musk|taylor swift|xi jinping)\b",
    r"\b(?:bitcoin|crypto ?currency|nft|stock (?:market|tips?|price)|which stocks?|interest rates?|mortgage|tax return|file my taxes|invest my)\b",
    r"\b(?:what|which|how much|how many)\b[^.!?\n]{0,20}\b(?:medication|dosage|dose|antidepressants?|ibuprofen|paracetamol|xanax|antibiotics?|mg)\b|\bdiagnose me\b|\b(?:i have|i was diagnosed with|symptoms? of) (?:cancer|diabetes|covid|depression|adhd|an std)\b",
    r"\b(?:should i|can i|how do i) (?:sue|file for divorce|press charges|get a divorce)\b|\blegal advice\b|\bmedical advice\b",
    r"\b(?:youtube|tiktok|instagram|whatsapp|discord|facebook|netflix|google(?:d)? |reddit|snapchat|twitter|iphone|wifi|wi-fi|your (?:phone number|email|insta))\b",
    r"\bcredit card (?:number|details)\b|\bmy (?:social security|passport) number\b|\bhttps?://|\bwww\.",
    r"\b(?:fuck(?:ing)? (?:me|you)(?: (?:hard|now|please|here))|have sex|sex with|blow ?job|suck (?:my|your) (?:dick|cock)|take off (?:all )?(?:your|my) (?:clothes|pants|shirt|underwear)|get naked|your (?:dick|cock|penis)|my (?:pussy|vagina|tits)|naked pics?|nudes?|orgasm|cum (?:in|on) me|make love to me|masturbat\w+|nsfw)\b",
    r"(?:写|寫|帮我写|幫我寫|做)[^。!?\n]{0,6}(?:代码|代碼|程序|脚本|论文|論文|作业|作業|简历|簡歷)|(?:比特币|股票|基金|炒股|房贷|个税|社保)|(?:抖音|微信|微博|小红书|支付宝|淘宝|朋友圈|wifi|b站)",
    r"(?:吃什么药|吃什麼藥|剂量|劑量|抗抑郁药|确诊|確診|诊断我|打官司|离婚协议|新冠|疫苗)|(?:做爱|做愛|上床|裸照|脱光|脫光|脱衣服|啪啪|鸡巴|操我|约炮|自慰|性爱|性愛)",
    r"(?:総理大臣|大統領|国家主席|美国总统|特朗普|拜登|普京|习近平|马斯克)",
    r"(?:コード|プログラム|レポート|宿題|履歴書)を?(?:書いて|作って|やって)|(?:ビットコイン|株価|確定申告)|(?:薬の量|診断して|新型コロナ|ワクチン)|(?:セックス|エッチし|裸になって|服を脱いで|おっぱい|ヌード)|(?:インスタ|ライン交換|ツイッター|ユーチューブ)",
)


def is_meta(text: str) -> bool:
    """Whether the text is about the program, not to the person in the story."""
    return META.search(text.replace("\u2019", "'")) is not None


def is_out_of_story(text: str) -> bool:
    """Whether the text asks for what no character of any story can give."""
    return OUT_OF_STORY.search(text.replace("\u2019", "'")) is not None
