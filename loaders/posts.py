"""Names of persons, and the post that a cell writes before or behind one: 镇党委书记李强, 李强（镇长）."""

import re

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪"
    "庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲"
    "房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商"
    "傅萧阎邸栗仝阚邰晁郜扈戎茹荀刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝惠欧阳上官诸葛司马"
    "丰厉祖束幸韶薄宿鄂蔺屠郗暴糜隗宓逄逯綦亓仉冼禤覃岳揭訾税漆晋闾骞阙"
)
LATIN = r"(?i:C[EFOTIM]O|E?VP|GM)(?![A-Za-z])"
"""Posts that companies write in Latin letters: CEO, VP."""
_NOUN = (
    r"(?:书记|主任科员|主任|局长|部长|主席|委员|镇长|乡长|区长|县长|市长|院长|校长|园长|行长|厅长|总经理助理|总经理|副总|经理|总裁|总监|总工程师"
    r"|董事长|理事长|副?会长|秘书长|秘书|厂长|科长|科员|处长|所长|站长|队长|组长|主管|专员|干事|常委|助理|负责人|合伙人|创始人|主理人|代表|巡视员|调研员|研究员"
    rf"|{LATIN})"
)
_LAST_NOUN = re.compile(rf"(?:副|常务副|执行|名誉|[一-龥]{{0,2}}部)?{_NOUN}\Z")
_NOBODY = "单位|团队|企业|公司|一行|同志"
"""What a post may stand before that is no name: 会长单位."""
_POST = rf"[\u4e00-\u9fff()（）“”]{{0,14}}{_NOUN}"
_POSTS = re.compile(rf"{_POST}(?:[\s、,，/和及兼]+{_POST})*")
_TITLED = re.compile(
    rf"(?P<post>{_POST}(?:[\s、,，/和及兼]+{_POST})*)[\s:：]*(?P<name>[\u4e00-\u9fff·]{{2,4}})(?:同志)?"
)
_POSTED = re.compile(
    r"\s*([\u4e00-\u9fff·]{2,4})[\s,，、/(（:：]+([\u4e00-\u9fff、]{1,16}(?:长|任|记|员|席|理|监|裁|师|委员|干事))[)）]?\s*"
)
_COMRADE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(同志|带队|率队|领队|一行)+\Z")
_OF_OFFICES = re.compile(r"[办室局委组会处科站所部心队司]|公司|街道|园区")
"""What no person is called, and what a post may belong to: 镇党委书记办公室."""


def has_surname(name: str) -> bool:
    return bool(name) and name[0] in SURNAMES


def titled_name(words: str) -> tuple[str, str]:
    """(name, post) of one person whose post stands before the name; ("", "") for anything else, two persons included.

    Every post of a list ends in a noun of posts (书记, 镇长), so that 镇党委书记李强、镇长王芳 is nobody's name.
    """
    found = _TITLED.fullmatch(words.strip())
    if not found:
        return "", ""
    name, post = found["name"], re.sub(r"\s+", "", found["post"])
    plausible = has_surname(name) or (len(name) < 4 and not _OF_OFFICES.search(name))
    return (name, post) if plausible and not re.search(rf"{_NOUN}|{_NOBODY}", name) else ("", "")


def is_post(words: str) -> bool:
    """Whether a text is a post and nothing else: 董事长, 党委书记、镇长."""
    return bool(_POSTS.fullmatch(words.strip()))


def posted_name(words: str) -> tuple[str, str]:
    """Name and post of a cell that holds both: 仲某某，办事处主任; two empty texts otherwise."""
    found = _POSTED.fullmatch(words)
    return (found.group(1), found.group(2)) if found else ("", "")


def name_and_post(words: str) -> tuple[str, str]:
    """Name and post of a cell that holds both in either order; two empty texts otherwise."""
    posted = posted_name(words)
    return posted if posted[0] else titled_name(words)


def before_post(words: str) -> str:
    """What stands before a person's post: 浙江久立管材 of 浙江久立管材董事长王强; "" for 董事长王强."""
    post = name_and_post(words)[1] or (words if is_post(words) else "")
    return _LAST_NOUN.sub("", post)


def is_posted_name(words: str) -> bool:
    return bool(name_and_post(words)[0])


def is_person(words: str) -> bool:
    """Whether a cell is nothing but the name of one person, with or without a post: 张敏, 张敏（会长）."""
    bare = re.sub(r"\s+", "", words)
    alone = 2 <= len(bare) <= 3 and has_surname(bare) and not _OF_OFFICES.search(bare)
    return alone or has_surname(name_and_post(words)[0])


def without_comrade(words: str) -> str:
    """张敏同志带队 -> 张敏."""
    return _COMRADE.sub("", words)
