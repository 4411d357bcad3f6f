"""The one leader a sheet is kept for, where no column names any: 葛某某同志外出招商台账, 领导姓名：孙某某."""

import re
from collections.abc import Sequence

from loaders.posts import has_surname

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
_BESIDE_ANOTHER = r"[、和与及]"


def titled_leader(title: str, sheet: str, roster: Sequence[str]) -> tuple[str, str]:
    """(name, post) of the leader whom title or sheet name say the whole table is about; ("", "") unless one only.

    A name counts where a label, a post or 同志 shows that it is one, or the roster knows it.
    """
    labelled = _LABEL.search(title)
    if labelled:
        post = _POST_LABEL.search(title)
        return labelled.group(1), post.group(1) if post else ""
    posts = {name: post for post, name in _POSTED.findall(title) if has_surname(name)}
    told = [*posts, *(name for name in _COMRADE.findall(title) if has_surname(name))]
    told += [name for name in roster if name in title or name in sheet]
    names = set(told)
    only = names.pop() if len(names) == 1 else ""
    if only and re.search(f"{_BESIDE_ANOTHER}{only}|{only}{_BESIDE_ANOTHER}", title):
        return "", ""
    return only, posts.get(only, "")
