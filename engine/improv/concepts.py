"""What people who talk to someone dear tend to mean, and the words for it in English and Chinese; knows no scene.

A hand-made word list, one idea a line: `idea: english words ; 中文词`, a phrase with `_` between its words. It lets a
paraphrase meet an author's example although they share no word, and a Chinese line meet an English one.
"""

from __future__ import annotations

from functools import cache

IDEAS = """
cold: cold freezing freeze chilly chill shiver frozen ice icy frost numb shivering ; 冷 冻 寒 冰 发抖 凉
warm: warm warmth heat hot cosy cozy blanket fire_place ; 暖 热 取暖
wear_warm: scarf coat jacket cloak gloves mittens shawl sweater blanket ; 围巾 外套 大衣 手套 毯子 披 披上 围上
ill: sick ill fever cough sneeze cold_again catch_cold flu unwell ; 感冒 生病 病 发烧 咳嗽 着凉
tired: tired exhausted weary sleepy sleep worn_out rest yawn drowsy slept nap bed awake lie_down ; 累 困 疲惫 休息 睡 歇 歇歇 歇会 歇一歇 熬夜
hurt: hurt pain painful wound wounded injured bleed bleeding ache bruise injury ; 疼 痛 受伤 伤口 流血
hungry: hungry eat food meal dinner lunch breakfast starving supper snack ; 饿 吃饭 吃点 吃 饭
drink: drink tea coffee wine water soup thirsty cup pour ; 喝 茶 咖啡 酒 水 汤 渴
wet: wet rain umbrella dry soaked drenched storm raining ; 雨 淋 湿 伞 淋湿
near: near close closer beside next_to lean by_my_side come_here sit_with share stay_close side ; 靠 靠近 靠过来 过来 身边 旁边 近
touch: hold hand hands hug embrace touch arms shoulder kiss cuddle ; 抱 拥抱 牵手 手 拉手 握 亲 吻 肩膀
worry: worry worried concern concerned anxious afraid_for care_about ; 担心 不放心 操心 挂念
care_you: are_you_ok are_you_okay are_you_alright are_you_all_right take_care look_after how_are_you feeling how_do_you_feel you_okay you_ok you_alright ; 你还好吗 没事吧 还好吧 照顾 保重 你没事
comfort: comfort soothe calm there_there all_right alright okay fine be_ok it_will_pass everything_will ; 没事 没关系 有我在 我在 会好 好起来 安慰 都会好 会好的
fear: fear afraid scared frightened terrified scare dread nervous ; 怕 害怕 恐惧 吓 紧张
brave: brave courage strong stronger strength bold ; 勇敢 勇气 坚强 强
believe: believe trust faith count_on rely confidence confident ; 相信 信任 信 信心 可靠 依靠 靠你
can_do: you_can you_can_do capable able_to succeed you_will_do manage ; 你可以 你能行 你行 你做得到 一定行 一定可以 一定能
alone: alone lonely lonesome on_your_own by_yourself by_myself solitary ; 一个人 孤单 孤独 寂寞 独自
survive: survive live alive make_it get_through make_it_through pull_through last_through ; 活下来 活下去 活着 撑过去 撑住 熬过 挺过 生还
die: die dead death died perish kill killed dying ; 死 死了 去世 丧命
wait: wait waiting be_patient patience ; 等 等你 等待 等着
time_slow: take_your_time no_hurry no_rush hurry rush slowly whenever_you ; 慢慢 不急 不着急 别急 慢慢来
silent: silence silent quiet listen_to_the say_nothing hush wordless ; 安静 沉默 静静 不说话 不用说
promise: promise swear vow oath word_of_honour my_word give_my_word i_mean_it pledge ; 答应 发誓 保证 承诺 约定 说好 誓
return: come_back return back come_home be_back coming_back ; 回来 归来 回到 回家
stay: stay remain staying not_going_anywhere not_leaving by_your_side with_you ; 留下 留在 陪 陪你 不走 哪儿也不去 哪也不去
never_leave: never_leave not_leave wont_leave will_not_leave not_going_anywhere never_let_you_go not_abandon ; 不离开 不会离开 永远不离开 哪儿也不去 哪也不去 不走 不丢下
forever: forever always never_ever eternity hundred_years rest_of_my_life matter_how_long however_long ; 永远 一直 一辈子 多久 永生
leave: leave go_away depart left went_away went move_away moved_away gone leaving disappear disappeared vanish ; 离开 走 离去 消失 不辞而别 离家
flee: flee run_away run escape get_out get_away ran_away sneak_out elope running_away slip_away break_out ; 逃 逃走 逃跑 私奔 溜走 出走
come_along: come_with_me go_with_me come_away follow_me leave_with_me go_together together with_me ; 跟我走 跟我来 跟我去 一起走 一起去 随我 带你走
tonight: tonight dawn before_dawn right_now this_evening midnight before_sunrise ; 今晚 今夜 天亮前 趁 马上 连夜
fight: fight war battle siege combat fighting sword ; 打仗 战 战争 战斗 仗 打 战场
enemy: enemy enemies soldier soldiers army troops archer archers men rider riders invader ; 敌人 敌军 士兵 军队 兵 弓箭手 人马
attack: attack assault strike invade charge raid ; 进攻 攻击 攻城 攻打 袭击 打过来
defend: defend hold guard wall gate protect defence defense shield fortify ; 守 守住 城门 城墙 防守 保护 守护
order: order orders command captain commander general ordered plan strategy mission ; 命令 队长 将军 指挥 计划 上面 上头 任务 军令
number: how_many how_much number count amount ; 多少 几个 多少人 数量
when_ask: when what_time how_soon how_long ; 什么时候 何时 几时 几点
where_ask: where whereabouts which_place ; 哪里 哪儿 在哪 何处 去哪
why_ask: why how_come what_reason reason what_for whyd ; 为什么 为何 干嘛 怎么会 原因 为啥
what_happened: what_happened happened happen what_went_on what_became what_did_they_do took_place befell ; 出了什么事 发生 怎么了 出什么事 什么事 怎么回事 咋了 发生了什么
who_ask: who whose whom ; 谁 是谁 何人
how_ask: how how_do_you how_did_you ; 怎么 怎样 如何
tell_me: tell_me talk_about talk speak_of tell explain describe let_me_hear share_with_me ; 告诉我 跟我说 跟我讲 讲讲 说说 聊聊 解释 告诉
past: past years ago back_then that_night that_day childhood_memory those_years years_ago used_to_be ; 当年 过去 以前 那年 那天 那晚 那时 往事 从前
childhood: childhood child kid little young boy girl grew_up grow_up school_days were_little small raised when_you_were ; 小时候 童年 长大 孩子 从小 年幼
family: family sister brother sibling siblings mother father mum mom dad parents parent grandmother grandfather uncle aunt relatives son daughter wife husband ; 家人 妹妹 姐姐 哥哥 弟弟 兄弟 姐妹 兄弟姐妹 母亲 父亲 妈妈 爸爸 爹 娘 父母 爷爷 奶奶 亲人
brother: brother brothers ; 哥哥 弟弟 兄弟 兄长 你哥 大哥
hometown: hometown village home_town come_from grew_up where_are_you_from from_originally homeland born home_village home ; 老家 家乡 故乡 长大 出生 哪里人 想家
secret: secret secrets hide hiding hidden keep_from keeping_from conceal truth honest withhold mystery not_telling ; 秘密 隐瞒 瞒 瞒着 真相 藏 实话 隐情 心事
fire: fire burn burned burnt flames blaze arson ; 火 火灾 烧 失火 大火
ask_past: your_past before_we_met what_did_you_do ; 你的过去 你的往事
laugh: laugh laughing smile smiling grin chuckle giggle haha lol funny joke joking kidding hahaha lmao ; 笑 哈哈 微笑 好笑 开玩笑 逗 玩笑 搞笑
serious: serious solemn grim stern grave grumpy frown frowning scowl gloomy brooding long_face moody stoic straight_face sulk sulky pout ; 严肃 一本正经 板着脸 正经 皱眉 冷着脸 阴沉 臭脸 苦着脸
tease: tease teasing careful_or caught_you admit_it blush blushing silly dork nerd ; 逗你 脸红 小心 傻瓜 笨蛋 害羞 嘴硬
appearance: hair handsome cute pretty beautiful good_looking gorgeous dressed dress_up dress comb outfit clothes look_good looks_good look_nice suits_you suit charming attractive lovely fancy ; 帅 好看 漂亮 可爱 头发 打扮 衣服 梳 英俊 适合你 迷人 美
look_good: look_good looks_good look_nice looks_nice suits_you suit handsome cute good_looking look_great look_lovely ; 好看 帅 适合你 漂亮 很配 真配
for_me: for_me just_for_me for_my_sake because_of_me to_see_me ; 为我 为了我 为了见我 特地 特意 专门为我
for_you: for_you only_for_you to_see_you just_for_you because_of_you see_you ; 为了你 来看你 为你 见你 专门 特地来
miss: miss missed missing thinking_about thought_about think_of_me thinking_of ; 想你 想我 想念 思念 惦记 挂念
love: love adore in_love crush fond like_you heart sweetheart darling dear feelings ; 爱 喜欢你 喜欢 心动 心上人 亲爱的 爱上
like: like enjoy favourite favorite prefer fan ; 喜欢 最爱 爱好
date: date go_out walk_with_me dance together_sometime invite ; 约会 散步 跳舞 约你 邀请
stare: eyes gaze stare staring look_at_me face cheek nose lips ; 眼睛 盯着 看着我 脸 脸上 鼻子 嘴唇
sorry: sorry apologise apologize apology my_bad regret pardon forgive forgiveness excuse_me mean_it didnt_mean make_it_up ; 对不起 抱歉 道歉 原谅 不好意思 后悔 赔罪 对不住 请原谅
my_fault: my_fault i_was_wrong my_mistake my_bad i_was_out_of_line i_messed_up i_shouldnt i_should_not shouldnt_have i_went_too_far my_doing i_screwed_up blame_me ; 我的错 我错了 我不好 是我不好 怪我 我不该 不应该 我不应该 我太过分
wrong: wrong mistake fault out_of_line messed_up error ; 错 错误 不对 过错 不好
angry: angry mad upset furious yell yelled shout shouted temper cross annoyed rage scream screamed ; 生气 发火 发脾气 气 愤怒 吼 凶 骂
your_fault: your_fault because_of_you you_started blame_you blame you_did_this youre_to_blame you_ruined started_it thanks_to_you ; 怪你 都怪你 你的错 因为你 是你先 你害 是你害的
lie: lie liar lied lying deceive deceived betray betrayed cheat cheated trick fool ; 骗 骗子 说谎 撒谎 欺骗 背叛 谎言 骗我
break_promise: broke_your_promise break_promise broke_promise you_promised didnt_keep not_come_as werent_there didnt_show never_came never_showed forgot stood_me_up you_forgot ; 没有遵守 不遵守 不算数 食言 失约 没来 忘了 说话不算
not_listen: never_listen dont_listen not_listen didnt_listen not_hear_me ignore ignored ignoring dont_care not_care dont_even_care never_care ; 不听 不听我说话 没听 不在乎 不理 忽视 无视 不在意
listen: listen hear heard listening ; 听 听我说 听着
you_never: you_never you_always never_once ; 你从来 你总是 你老是 你从不 你根本
help: help helping hand a_hand assist assistance lend_a_hand of_use useful support need_help help_out give_you_a_hand ; 帮 帮忙 帮助 帮你 搭把手 出力 忙
offer: let_me i_can i_will i_could shall_i can_i may_i allow_me ill i'll let_me_do should_i ; 让我 我来 我可以 我能 我帮 要不要我 给我 交给我
what_can_i_do: what_can_i_do anything_i_can what_should_i where_to_start where_do_i_start what_needs of_any_use tell_me_what_to_do put_me_to_work ; 我能帮什么 我能做 能做什么 有什么我 做点什么 怎么做 从哪开始
wash: wash dishes washing washing_up clean cleaning scrub rinse sweep tidy plates wipe ; 洗 洗碗 碗 打扫 擦 收拾 盘子
cook: cook bake baking dough knead flour bread stir oven kitchen cake recipe loaf baker bakery pastry whisk mix ; 揉 面团 面粉 面包 烤 做饭 做菜 厨房 蛋糕 搅 炉
dough: dough knead stir mix roll ; 揉 面团 和面 搅 揉面
apron: apron ; 围裙
carry: carry lift tray trays bring fetch box boxes basket load bag bags ; 搬 拿 提 抬 端
teach: teach show_me_how learn lesson ; 教 教我 学
build: build repair fix mend lamp lamps lantern lanterns ladder hook hooks paper bamboo tool tools hammer craft paint ; 修 修理 灯 灯笼 梯子 钩子 纸 竹 做灯 工具
work: work job task working shift trade craft business chores labour ; 工作 干活 活 活计 生意 手艺
thank: thank thanks grateful appreciate thankful cheers ; 谢谢 感谢 多谢 谢
praise: well_done good_job proud impressive amazing wonderful brilliant talented great_work skilled admire ; 厉害 真棒 佩服 骄傲 了不起 干得好 真厉害
insult: idiot stupid hate jerk fool useless pathetic shut_up coward loser bastard ; 笨 蠢 讨厌 恨 滚 闭嘴 没用 懦夫 混蛋
boast: best_at better_than win beat bet challenge compete race ; 比赛 赢 打赌 比一比
refuse: no_way refuse never_mind dont_want wont no_thanks nope ; 不要 不行 拒绝 不想 不愿意 才不
agree: yes yeah of_course sure agree okay deal exactly definitely ; 好 好的 当然 可以 同意 行 没问题 对
greet: hello hi hey good_morning good_evening morning evening ; 你好 早 早上好 晚上好 嗨
bye: goodbye bye farewell good_night see_you_later ; 再见 晚安 拜拜 告辞
dream: dream future hope wish someday one_day ; 梦 梦想 未来 希望 将来 愿望
sad: sad cry crying tears weep grief mourn lonely_heart heartbroken sorrow ; 难过 伤心 哭 眼泪 悲伤 心碎
happy: happy glad joy delighted cheerful fun ; 开心 高兴 快乐 幸福
gift: gift present brought_you brought made_you give_you souvenir for_your_birthday ; 礼物 送你 给你带 带了
music: music song sing singing piano violin guitar melody play_for ; 音乐 歌 唱歌 钢琴 曲子
weather: weather snow wind sun sunny cloud clouds stars star moon sky ; 天气 雪 风 太阳 星星 月亮 天空 晴
animal: cat dog bird horse rabbit goose geese fish pet ; 猫 狗 鸟 马 兔子 鹅 鱼
money: money price cost pay coin coins expensive cheap debt rich poor rent ; 钱 价格 多少钱 付 贵 便宜 债
shop: shop store open_on sunday market sell buy customer ; 店 商店 市场 卖 买 客人
school: school study exam homework class teacher student book books read reading ; 学校 学习 考试 作业 老师 学生 书
place: south north east west road river mountain sea harbour city town street island ; 南方 北方 东 西 河 山 海 城市 路 街
clock: clock watch hour o_clock minute ; 钟 表 小时 分钟
game: game play cards chess ; 游戏 玩 牌 棋
trouble: trouble problem matter danger dangerous risk ; 麻烦 问题 危险 困难
understand: understand know_how_you get_it i_see realise ; 明白 理解 懂 我懂
remember: remember memory memories recall forget_me remind ; 记得 记住 回忆 想起 记忆
think: think opinion thought_of believe_that idea ; 觉得 认为 想法 看法
friend: friend friends friendship pal companion ; 朋友 友情 伙伴
marry: marry marriage wedding propose fiance engaged bride groom ; 结婚 婚 娶 嫁 求婚
jealous: jealous envy other_girl other_man who_is_she who_is_he ; 吃醋 嫉妒 她是谁 他是谁
scold: shouldnt_you how_could_you how_dare ashamed shame disgrace ; 你怎么能 你怎么可以 怎么敢 丢脸 羞耻
magic: magic spell curse witch demon ghost spirit ; 魔法 咒 诅咒 鬼 灵 妖
king: king queen prince princess palace crown throne lord lady noble ; 国王 王 王后 王子 公主 皇 殿下 王位
"""

THEMES = """
care: cold warm wear_warm ill tired hurt hungry drink worry care_you comfort wet
courage: comfort fear brave believe can_do alone survive
bond: stay never_leave return wait promise forever near
going: leave flee come_along
war: fight enemy attack defend order die
kin: family brother childhood hometown
secrets: secret what_happened past fire lie ask_past
mirth: laugh serious tease
looks: appearance look_good stare
fondness: love miss for_you like touch date for_me
remorse: sorry my_fault wrong
reproach: your_fault break_promise lie not_listen you_never angry scold insult
service: help offer what_can_i_do wash cook dough carry teach build
patience: wait time_slow silent listen
"""


@cache
def themes() -> dict[str, tuple[str, ...]]:
    """Idea -> the themes that it belongs to."""
    found: dict[str, list[str]] = {}
    for line in THEMES.strip().splitlines():
        theme, _, members = line.partition(":")
        for idea in members.split():
            found.setdefault(idea, []).append(theme)
    return {idea: tuple(names) for idea, names in found.items()}


@cache
def ideas() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """English word or phrase (words parted by a space) -> ideas, and the same for Chinese."""
    english: dict[str, list[str]] = {}
    chinese: dict[str, list[str]] = {}
    for line in IDEAS.strip().splitlines():
        idea, _, words = line.partition(":")
        for words_of, entries in zip(words.split(";"), (english, chinese), strict=True):
            for word in words_of.split():
                entries.setdefault(word.replace("_", " "), []).append(idea)
    return (
        {word: tuple(dict.fromkeys(names)) for word, names in english.items()},
        {word: tuple(dict.fromkeys(names)) for word, names in chinese.items()},
    )
