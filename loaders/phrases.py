"""Phrases that tell what a row of a sheet is: totals, notes, signatures, section numbers, nothing to report."""

import re
from functools import lru_cache

TOTAL = re.compile(
    r"(?:(?:20\d\d年?度?)?(?:(?:1[0-2]|0?[1-9])月(?:份|\d{1,2}[日号])?|第?\d{1,2}[周季期]度?)?|\d{1,3}亿元?(?:以上|以下|及以上))"
    r"[^\d]{0,14}((?:合计|总计|小计|共计)数?|总数|subtotal|grandtotal|total)(\(.*\)|共.*|[^\d]{0,8}\d.*)?"
    r"|([本全今]?[周月期季年]度?|累计|以上)?[一总统]?共计?(外出|走出去|接待|来访|走访|拜访|洽谈|签约|盘活)*"
    r"\d+(个|家|宗|处|批次|批|场次|次|趟|条|场)(项目|地块|企业)?"
)
BARE_TOTAL = re.compile(
    r"[全各](区|县|市|镇|乡|园|街道?|镇街|街镇|单位|部门|板块)(园区|街道)?(汇总|累计|总和)?数?|(累计|汇总|总和?)数?|全部|计|[∑σ]|sum|total|all"
)
"""Words that make a total of a row that names nothing else."""
SUM = re.compile(
    r"(?:(?:20\d\d年度?)?(?:[本全当]?年度?|[本当](?:周|月|期|季度?)|(?:1[0-2]|0?[1-9])月份?|[上下]半年|[一二三四]季度"
    r"|1(?:1[0-2]|[2-9])月份?|今年以来|截[至止]目前))?(?:汇总|累计|汇总累计|累计汇总)数?"
)
"""Totals that also say of which part of the year: 本周累计, 3月汇总, 1-3月累计 (whose folded form has no stroke)."""
COMPARISON = re.compile(
    r"(各?单位|各镇街)?(平均|均值|人均)(值|数|水平)?|average|mean"
    r"|(去年|上年|上周|上月|上期)?(同期)(数|值|累计)?|(去年|上年|上周|上月|上期)(数|值)?|[较比](去年|上年|上周|上月|上期)(同期)?"
    r"|(较|比)?(上年|去年|上周|上月)?(同期)?(同比|环比|增减|增长|增幅)(数|率|幅|%|情况|增长|增减|增幅)*"
)
"""Rows that compare, and report nothing of their own."""
COMPARISON_MARK = re.compile(r"[均去上比增amａｍ]", re.IGNORECASE)
"""What every comparison holds; a quick look before `COMPARISON`, whose folded form costs more than the row."""
TOTAL_MARK = re.compile(r"[计計共]|总数|總數|total", re.IGNORECASE)
"""What every total holds; a quick look before `TOTAL`."""
NOTE = re.compile(
    r"[\s*※★]*(注|备注|附注|(填表|填报|指标|口径|情况)?说明|填报要求|报送要求|填表要求|统计口径|数据来源|指标解释|抄送|抄报"
    r"|备\s*注|note|notes)\s*[:：\d.、]|[※*].{3,}",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"(审核|审批|填报|填表|制表|负责|经办|分管|主要|联系|单位)(人|领导|负责人|电话)?\s*(\(.*\)|（.*）)?\s*[:：]"
)
NUMBERED = re.compile(
    r"[(（【]?[一二三四五六七八九十]{1,3}[)）】]?[、.．:： ]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|第[一二三四五六七八九十]+(类|部分)|【.+】$|[■◆●▲▶]"
)
COUNT = re.compile(r"[(（]?(共|合计)?\s*\d+\s*(个|家|宗|处|项|批次|次)?[^()（）]{0,12}[)）]?$")
MONTH = re.compile(r"(?:(?:20)?\d\d年度?)?(1[0-2]|0?[1-9])月份?(?:[(（].*[)）])?")
"""A section that holds the records of one month."""
YEAR = re.compile(
    r"(20\d\d)年度?(?:外出|走出去|来访|接待|请进来|招商|在谈|签约|开工|盘活|客商|项目|情况|台账|明细|部分)*(?:[(（].*[)）])?[:：]?"
)
"""A section that holds the records of one year."""
PAGE = re.compile(r"[(（]?(第\s*\d+\s*页([,，/、\s]*共\s*\d+\s*页)?|page\s*\d+(\s*(of|/)\s*\d+)?)[)）]?", re.IGNORECASE)
"""What numbers the pages of a printed sheet, beside a title that is repeated on each."""
EXAMPLE = re.compile(
    r"[(（【\[]?(填写|填报|填表)?(示例|样例|范例|举例|例如?|示范|example|sample)(行|数据)?\d?[)）】\]]?[:：]?",
    re.IGNORECASE,
)
"""What stands before the row of a form that shows how to fill it in."""
_NONE_WORDS = (
    r"未外出|未接待|无外出|无来访|无接待|未开展|零报告|无外出招商|未外出招商|无客商来访|无新增|没有来访"
    r"|无此情况|无相关情况|[本今]周无|本[期月]无|无拜访|无走访|未走访|未拜访|未走出去|未组织外出|未组织接待"
    r"|没有?(?:出去|来人|人来|外出|接待|走访|拜访|开展)过?|[本今当这]个?[周月期]没有?"
)
_NONE = rf"(?:{_NONE_WORDS})[^,，]{{0,8}}"
_SO_FAR = (
    r"截[至止](?:目前|今|当前|现在)?|[本今]周|[本当]期|[本当]月|本?季度|今年(?:以来)?|本?年度?|年初以来|目前|近期|至今|暂时?|尚|均|也"
    r"|[我本该](?:镇|乡|街道?|园区?|单位|区)|上述时间"
)
_ELSEWHEN = r"[上下]一?个?(?:周|月|期|季度|半年|年度?)|去年|明年|前年|(?:1[0-2]|0?[1-9])月份?|[一二三四]季度"
NIL_MARK = re.compile(r"[未无没零]")
"""What every way to say so holds; a quick look before the whole words."""
NIL = re.compile(rf"(?:{_SO_FAR})*{_NONE}")
"""Nothing to report of the period at hand."""
NIL_ELSEWHEN = re.compile(rf"(?:{_SO_FAR})*(?:{_ELSEWHEN})(?:{_SO_FAR}|{_ELSEWHEN})*{_NONE}")
"""Nothing to report of another period, as 下周无外出; of this one it says nothing."""
_NONE_ENDING = r"(?:外出|招商|接待|走访|拜访|来访|客商|企业|项目|活动|工作|情况|的|[。.)）】])*"
SECTION_NIL = re.compile(
    rf"(?P<who>.{{2,24}}?)[\s:：,，、(（—\-]*"
    rf"(?P<said>(?:(?P<then>{_ELSEWHEN})|{_SO_FAR}|情况)*(?:{_NONE_WORDS}){_NONE_ENDING}"
    r"|(?<=[\s:：,，、(（—\-])共?0(?:次|批次|场次|批|场|趟|个|宗|项|处)[^\d]{0,4})"
)
"""A section that says in its own row that there is nothing below it: 二、宁海街道：未外出, 三、板浦镇（0次）."""
BY_START = re.compile(r"(?:(?:当|同)[天日]|(?P<later>次日|第二天|隔天|隔日))(?:往?返回?|来回|回来?)?")
"""The end of a trip told by its start: 当天, 次日返回."""
SHORTEST_WORDS = 6
NOTHING = re.compile(r"(无|暂无|没有|—+|-+|/|nil|none|n/a)")

_PLANNED = r"(?:拟|计划|预计|预期|力争|争取|将于)"
_TIME = (
    r"(?:20\d\d年(?:[底末初内中])?|\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|[份初中底末])?|\d{1,2}[日号]|[上下]半年"
    r"|第?[一二三四]季度|[年月]底|[年月]内|[明后今]年|下[月周])"
)
_LATER = (
    rf"(?:{_TIME})*{_PLANNED}(?:(?!总?投资|[再另]|约?[\d.,]+\s*[^\d年月日号)）]*$)(?:{_TIME}|[^\d()（）])*)"
    r"|(?:尚?未|没有|待)(?:完成|盘活|到位|到账|交付|实施|投用)[^\d()（）]*"
)
_STILL_AHEAD = re.compile(
    rf"\s*{_PLANNED}(?!总?投资).*|(?!\s*0+(?:\.0+)?(?![\d.])).*(?:[(（【\[]\s*(?:{_LATER})[)）】\]]|[,，;；]\s*(?:{_LATER}))\s*",
    re.S,
)
_WHOLE = re.compile(r"(?:全部|整体|整[栋幢层]|全[栋幢])(?:闲置|空置|盘活|去化|出租|启用)?")
_OFF = re.compile(r"取消|未成行|未能成行|推迟|延期|改期")
_WHOLLY_OFF = re.compile(
    r"(?:因.{1,10}?)?(?:本次|此次|该次|行程|活动|外出|接待|出行|来访|客商|企业|临时|暂时?|已经?|均)*"
    r"(?:取消|未成行|未能成行|未(?:单独|另行|实际)?(?:外出|出行|成行|来访)|没去成?|没来成?|推迟|延期|改期|改时间)(?:了|行程|出行|外出|来访)?"
    r"(?:[至到为]?(?:20\d\d年)?(?:\d{1,2}月.{0,4}|下周.?|下月.{0,2}|节后|年后|待定))?"
)
_WHOLLY_OVER = re.compile(
    r"(?:该|本)?(?:项目|企业|客商|投资方|双方|对方|洽谈|合作)*(?:目前|现|均|暂时?)?已?经?(?:终止|流失|放弃|暂停|中止|搁置|取消|解约|退出)"
    r"(?:了|洽谈|推进|合作|投资|项目|跟踪|落户|落地|谈判|意向|建设)*"
)
_CLAUSES = re.compile(r"[,，;；。、\s]+")


def instructs(line: str) -> bool:
    """Whether a line above a table says how it is to be filled in: 填报要求：…, or a whole sentence."""
    return bool(NOTE.match(line)) or line.rstrip().endswith(("。", "；", ";"))


def says_none(text: str) -> bool:
    """Whether a text only says that there is nothing: 无, —, /."""
    return 0 < len(text) <= SHORTEST_WORDS and _is_nothing(text)


@lru_cache(maxsize=4_096)
def _is_nothing(text: str) -> bool:
    return bool(NOTHING.fullmatch(text.casefold()))


def says_whole(text: str) -> bool:
    """Whether a text stands for the whole asset in the place of an area: 全部, 整栋闲置."""
    return bool(_WHOLE.fullmatch(text))


def says_planned(text: str) -> bool:
    """Whether the cell of a figure says it is to come: 计划2000, 3000（拟4月到位）.

    计划总投资5亿, 12（计划15） and 0（未到位） say what is.
    """
    return bool(_STILL_AHEAD.fullmatch(text))


def says_over(text: str) -> bool:
    """Whether a clause of a remark says of the whole project that it is over or rests: 已终止洽谈, 企业放弃投资."""
    clauses = [clause for clause in _CLAUSES.split(text) if clause]
    return len(clauses) == 1 and bool(_WHOLLY_OVER.fullmatch(clauses[0]))


def says_off(text: str) -> bool:
    """Whether the cell of a day says that what it dates did not take place: 3月27日（取消）."""
    return bool(_OFF.search(text))


def calls_off(text: str) -> bool:
    """Whether a clause of a remark says of the whole record that it did not take place: 因故取消, 改期至4月, but not
    项目推迟签约."""
    return any(_WHOLLY_OFF.fullmatch(clause) for clause in _CLAUSES.split(text))


def reports_nothing(text: str) -> bool:
    """Whether a text says that there is nothing to report, of whatever period."""
    return bool(NIL.fullmatch(text) or NIL_ELSEWHEN.fullmatch(text))
