"""What kind of organisation a name names: company, chamber, government or other. The end of a name decides."""

import re
from functools import lru_cache

from dashboard.names import key

_CHAMBER = re.compile(r"商会|总会|协会|联合会|促进会|学会|联盟|chamber|association")
_FIRM = re.compile(
    r"(?:公司|集团|厂|企业|银行|基金|会社|事务所|合作社|经营部|商行|工作室)(?:\(.*\))?$|(?:公司|集团).{0,6}(?:分部|事业部|大区|代表处|办事处|中心)$"
    r"|(?:中[铁建交冶核电]|水电|铁建).{0,6}局$"
)
"""Names that end as only companies do; the bureaus of the builders (中铁四局) are companies too."""
_GOVERNMENT = re.compile(
    r"(?:政府|管委会|委员会|[^药邮书]局|厅|办事处|开发区|高新区|经开区|街道|发改委|大使馆|领事馆|government"
    r"|(?:招商|投资促进|投资服务|企业服务|行政审批|政务)(?:服务)?中心)(?:\(.*\))?$"
)
_SCHOOL = re.compile(r"(?:大学|学院|研究院|研究所|实验室)(?:\(.*\))?$")
_COMPANY = re.compile(
    r"公司|集团|企业|科技|股份|实业|控股|资本|基金|银行|投资|设计院|ltd|inc|co\.|gmbh|corp|ag$|llc", re.IGNORECASE
)


@lru_cache(maxsize=16_384)
def organisation_kind(text: str) -> str:
    words = key(text)
    if _CHAMBER.search(words):
        return "chamber"
    if _FIRM.search(words):
        return "company"
    if _GOVERNMENT.search(words):
        return "government"
    return "company" if _COMPANY.search(words) and not _SCHOOL.search(words) else "other"
