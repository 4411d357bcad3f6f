"""The one leader a sheet is kept for, where no column names any: 葛某某同志外出招商台账, 领导姓名：孙某某."""

import re
from collections.abc import Sequence

_NAME = r"([\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{1,4}·[\u4e00-\u9fff]{1,6})"
_LABEL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?:带队|外出|招商|接待)?领导(?:姓名)?|姓\s*名|带队人|领队|驻点(?:人员|干部|人))\s*[:：]\s*"
    rf"{_NAME}(?![\u4e00-\u9fff])"
)
"""分管领导： and 负责人： are places to sign."""
_POST_LABEL = re.compile(r"(?:职务|职位|现任职务)\s*[:：]\s*([\u4e00-\u9fff、（）()]{2,20})")
_POSTS = (
    r"(?:党工委|党委|区委|镇|街道|管委会|办事处|人大|政协|纪工委|纪委)?(?:常务)?副?"
    r"(?:书记|区长|镇长|乡长|街道主任|主任|局长|主席|部长|科长|专员)"
)
_AFTER = r"(?=同志|外出|带队|赴|走出去|招商|接待|走访|拜访|出访|请进来|个人|的|[\s:：、]|$)"
_POSTED = re.compile(rf"({_POSTS})\s*{_NAME}?{_AFTER}")
_COMRADE = re.compile(rf"(?:^|[\s:：、(（]|{_POSTS}|街道|镇|园区|开发区|年度?){_NAME}同志")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪"
    "庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲"
    "房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商"
    "刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝惠欧阳上官诸葛司马"
)
_BESIDE_ANOTHER = r"[、和与及]"


def titled_leader(title: str, sheet: str, roster: Sequence[str]) -> tuple[str, str]:
    """(name, post) of the leader whom title or sheet name say the whole table is about; ("", "") unless one only.

    A name counts where a label, a post or 同志 shows that it is one, or the roster knows it.
    """
    labelled = _LABEL.search(title)
    if labelled:
        post = _POST_LABEL.search(title)
        return labelled.group(1), post.group(1) if post else ""
    posts = {name: post for post, name in _POSTED.findall(title) if _is_name(name)}
    told = [*posts, *(name for name in _COMRADE.findall(title) if _is_name(name))]
    told += [name for name in roster if name in title or name in sheet]
    names = set(told)
    only = names.pop() if len(names) == 1 else ""
    if only and re.search(f"{_BESIDE_ANOTHER}{only}|{only}{_BESIDE_ANOTHER}", title):
        return "", ""
    return only, posts.get(only, "")


def _is_name(name: str) -> bool:
    return bool(name) and name[0] in _SURNAMES
