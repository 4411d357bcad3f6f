"""Headings asked as questions, in the words of a form: 什么时候签约 -> 签约时间, 拜访了几家商会 -> 拜访商会家数."""

import re

_ASKS = re.compile(
    r"[何哪谁几怎咋啥]|什么|多少|多大|多久|没有|这周|这一周|这个月|还是|与否|是不是|接下来|[去来回签办]的|日子|地方|[用租盘]起来|[用租盘]出去|的人"
)
"""What every rule needs; most headings ask nothing."""
_SAME = (("这一周", "本周"), ("这周", "本周"), ("这个月", "本月"))
"""Everyday words that a form says otherwise."""
_PLANS = re.compile("打算|准备")
_TABLES: dict[str, dict[str, str]] = {
    "of": {
        "个": "个数",
        "家": "家数",
        "次": "次数",
        "趟": "次数",
        "批": "批次",
        "场": "场次",
        "条": "条数",
        "篇": "篇数",
        "人": "人数",
        "个人": "人数",
    },
    "done": {
        **dict.fromkeys(("出去", "去", "跑"), "外出"),
        **dict.fromkeys(("空", "空着", "还空"), "闲置"),
        **dict.fromkeys(("办", "搞"), ""),
        "来": "来访",
        "谈": "洽谈",
        "签": "签约",
        "见": "走访",
        "发": "发布",
        "投": "投资",
        **dict.fromkeys(("计划投", "要投"), "计划投资"),
        "拟投": "拟投资",
        "已投": "已投资",
        **dict.fromkeys(("盘出来", "用起来", "租出去"), "盘活"),
        "到": "到账",
        "剩": "剩余面积",
        "做": "完成",
        "要完成": "目标",
        "一把手出去": "一把手外出",
        "一把手去": "一把手外出",
    },
    "happened": {
        **dict.fromkeys(("去", "走", "出去"), "出发"),
        **dict.fromkeys(("回", "回来", "返"), "返回"),
        **dict.fromkeys(("办", "搞"), "举办"),
        "来": "来访",
        "发": "发布",
        **dict.fromkeys(("签", "签的约", "签的合同", "签的协议"), "签约"),
        "空": "闲置",
        "谈": "洽谈",
        "开始谈": "开始洽谈",
    },
    "who": {
        **dict.fromkeys(("去", "出去"), "外出人员"),
        "来": "来访人",
        **dict.fromkeys(("投", "来投", "投资"), "投资人"),
        **dict.fromkeys(("管", "在管"), "负责人"),
        "在跟": "跟进人",
        **dict.fromkeys(("带的队", "领的队", "带的头"), "带队人"),
        "牵的头": "牵头人",
        "先谈": "首谈单位",
        "引进": "引进单位",
        "在用": "使用人",
        "租": "承租人",
        "": "权属人",
    },
    "where": {
        **dict.fromkeys(("去", "到", "赴", "前往", "去往", "去到", "跑"), "目的地"),
        **dict.fromkeys(("落", "落户", "落地", "放", "建"), "落户地点"),
        **dict.fromkeys(("谈到", "走到", "进行到", "推进到"), "当前阶段"),
        "发": "发布平台",
        "卡": "卡点",
    },
    "met": {"来": "来访", **dict.fromkeys(("去", "见", "跑"), "拜访")},
    "errand": {"来": "来访事由", "去": "外出事由"},
    "named": {
        **dict.fromkeys(("项目", "工程"), "{}名称"),
        "活动": "活动类型",
    },
}
"""What the part of a question that is called so means in a heading; other words stay as they are."""
_ELSE = {"who": "{}人", "where": "{}所在地"}
"""What words that such a table does not know become: 谁带队 -> 带队人."""
_WHEN = r"(?:什么时候|啥时候|何时|几时|哪一?天|几号|几月几号)"
_WHERE = r"(?:哪里|哪儿|哪|何处|何地|什么地方|哪些地方|哪个地方|哪个城市|哪些城市)"
_WHICH = r"(?:哪一?家|哪些|哪个|哪几家|什么)"
_BODY = r"(?P<body>企业|公司|单位|商会|客商)"
_HOW = r"(?:怎么样|怎样|如何|咋样)了?"
_WHAT = r"(?:什么|啥)"
_RULES = tuple(
    (re.compile(asked), said)
    for asked, said in (
        (rf"(?P<lead>预计|计划|拟|实际)?{_WHEN}(?P<happened>.{{0,6}}?)[的了]*", "{lead}{happened}时间"),
        (r"(?P<happened>[去来回签办]|回来|出去)的(?:时间|日期|日子)", "{happened}时间"),
        (r"(?P<noun>.{0,6}?)的?日子", "{noun}时间"),
        (r"地方", "地点"),
        (
            r"(?P<done>.{0,6}?)了?(?:几|多少)(?P<of>个人|[个家次趟批场条篇人])(?P<noun>.{0,6}?)了?",
            "{done}{noun}{of}",
        ),
        (r"(?:还有)?多少没(?:用|利用|盘活)", "未利用"),
        (r"(?P<done>.{1,6}?)了?多少(?:钱|资金)", "{done}金额"),
        (r"(?P<done>.{1,6}?)了?多少(?:面积|平方米|平米|亩)?了?", "{done}"),
        (r"(?:总共|一共|总的?)?有?多大(?:面积)?", "面积"),
        (r"(?:空|闲置|空置)(?:着|了)?多久了?", "闲置时长"),
        (r"(?:为什么|为何|为啥|怎么)(?:会|就)?(?:空|闲置|空置|低效|没用)(?:着|的|了)*", "闲置原因"),
        (r"(?:怎么|如何|怎样|咋)(?P<noun>盘活|处置|利用|去化)的?", "{noun}方式"),
        (r"(?:已经?|累计|总共|一共)*[用租盘](?:起来|出去|出来)了?的?(?:面积)?", "已盘活面积"),
        (r"(?:怎么|如何|怎样|咋)[用租盘](?:出来|起来|出去)?的", "盘活方式"),
        (r"(?:谁家|哪一?家(?:企业|公司|单位)?)在?(?:用|租)[了着的]*", "使用人"),
        (rf"还?[差缺]{_WHAT}|还?[差缺]的", "存在问题"),
        (r"(?P<who>出去|去)的人", "{who}"),
        (r"(?:都|主要)?(?:见|会见|拜访|对接)[了过的]*(?:谁|哪些人|什么人)", "接洽人"),
        (r"[和跟同]谁(?:一起)?[去来]?的?|还有谁(?:去|来|参加)?了?", "同行人员"),
        (r"租给了?谁了?", "承租人"),
        (r"[给归]了?谁在?(?:用|使用)了?", "使用人"),
        (r"归谁(?:所有)?", "权属人"),
        (r"[由是]?谁(?P<who>.{0,6}?)[的了]*", "{who}"),
        (rf"在{_WHERE}(?:发布?|推送)的?", "发布平台"),
        (rf"[位在]?于?{_WHERE}", "所在地"),
        (rf"(?P<where>.{{1,6}}?)[了在于]?{_WHERE}[了的]?", "{where}"),
        (rf"{_WHICH}(?:部门|单位)在?(?:负责|牵头|管)的?", "责任单位"),
        (rf"(?P<met>来|去|见|跑|拜访|走访|对接|接触)[了过的]*{_WHICH}{_BODY}", "{met}{body}"),
        (rf"{_WHICH}{_BODY}(?:来|来访|到访)[的了]?", "来访{body}"),
        (rf"{_WHICH}{_BODY}来?投资?的?", "投资{body}"),
        (rf"{_WHICH}{_BODY}", "{body}名称"),
        (rf"(?:主要)?(?:谈|聊|说|洽谈|商谈)[了的]?些?{_WHAT}(?:内容|事)?", "洽谈内容"),
        (r"(?:谈|聊|洽谈|商谈)[了的]?(?:什么|哪些|哪个)项目", "洽谈项目"),
        (rf"(?P<errand>[去来])[干做]{_WHAT}的?|[干做]{_WHAT}(?P<errand2>[去来])的?", "{errand}{errand2}"),
        (rf"(?P<noun>做|干|建|生产|建设){_WHAT}的?", "{noun}什么"),
        (r"(?P<noun>项目|工程)[叫是]什么(?:名字?)?", "{noun}名称"),
        (rf"叫{_WHAT}(?:名字?)?", "名称"),
        (rf"是{_WHAT}(?:东西)?", "类型"),
        (r"(?P<noun>签约|注册|开工|竣工|投产|盘活)了?(?:没有?|吗)", "是否{noun}"),
        (r"(?:[搞办开]了?)?(?:什么|哪些|哪个)活动", "活动名称"),
        (r"哪[块宗]地", "地块名称"),
        (r"哪一?[处宗](?:资产)?", "资产名称"),
        (r"哪[个栋幢座]楼宇?", "楼宇名称"),
        (r"哪[个处家](?:厂房|厂)", "厂房名称"),
        (r"(?:是|属于|在)?(?:哪一?条|什么)(?:产业)?链", "产业链"),
        (
            r"(?:是|属于|在)?(?:什么|哪个|哪种|哪类)(?P<named>项目|工程|行业|产业|类型|类别|活动|平台|职务|环节)发?的?",
            "{named}",
        ),
        (rf"(?:现在|目前|眼下)?是?(?:{_HOW}|{_WHAT}情况)", "目前情况"),
        (rf"(?:谈|洽谈|聊)[得的]?{_HOW}", "洽谈进展"),
        (rf"(?P<noun>对接|接触|联系|跟进|推进)[得的]?{_HOW}", "{noun}进展"),
        (rf"进展[得的]?{_HOW}", "进展情况"),
        (rf"(?P<noun>结果|成果|效果|成效){_HOW}", "{noun}"),
        (r"是不是(?P<noun>.+)", "是否{noun}"),
        (r"(?P<noun>.+)与否", "是否{noun}"),
        (r"有没有(?P<noun>联系|接触|对接|走访)过?|(?P<noun2>联系|接触|对接|走访)过?没有?", "{noun}{noun2}情况"),
        (r"是?(?P<noun>[^是]{1,4})还是(?P<noun2>.{1,4})", "{noun}/{noun2}"),
        (r"(?:接下来|下面|拟)(?:怎么[做办]|做什么|拟)?", "下一步打算"),
    )
)


def formal(text: str) -> str:
    """The question as a heading; any other text as it is."""
    if not _ASKS.search(text):
        return text
    asked = text.rstrip("?？吗呢")
    for word, instead in _SAME:
        asked = asked.replace(word, instead)
    planned = _PLANS.sub("拟", asked)
    return next((_said(found, said) for rule, said in _RULES if (found := rule.fullmatch(planned))), asked)


def _said(found: re.Match[str], said: str) -> str:
    return said.format(**{name: _meaning(name.rstrip("2"), part) for name, part in found.groupdict("").items()})


def _meaning(name: str, part: str) -> str:
    known = _TABLES.get(name, {})
    return known.get(part, _ELSE.get(name, "{}") if part or name in _ELSE else "").format(part)
