"""Telephone and identity numbers, which no table, export or log may carry."""

import re
import unicodedata
from datetime import date

_LABEL = r"(?:(?:联系|办公)?(?:电话|手机|座机|固话|方式|tel|mobile)(?:号码?)?|身份证(?:号码?)?|证件号码?)?[:：\s]*"
_ALONE = r"(?<![0-9A-Za-z.+])"
_NOT_AMOUNT = r"(?![0-9A-Za-z]|\.\d|\s*(?:元|万|亿|平|㎡|亩))"
_MOBILE = re.compile(rf"{_LABEL}{_ALONE}(?:\(?\+?86\)?[- ]?)?1[3-9]\d([- ]?)\d{{4}}\1\d{{4}}{_NOT_AMOUNT}", re.I)
_LANDLINE = re.compile(
    rf"{_LABEL}{_ALONE}(?:\+?86[- ]?)?(?:\(0\d{{2,3}}\)\s?|[(]?0\d{{2,3}}[- ]?|400[- ]?(?=\d{{3}}[- ]?\d{{4}}))"
    rf"\d{{3,4}}[- ]?\d{{4}}(?:[-转]\d{{1,6}})?{_NOT_AMOUNT}",
    re.I,
)
_LABELLED = re.compile(
    rf"(?:电话|手机|座机|固话|tel|mobile)(?:号码?)?[:：\s]*\d{{3,4}}[- ]?\d{{4}}(?:[-转]\d{{1,6}})?{_NOT_AMOUNT}", re.I
)
_OLD_IDENTITY = re.compile(r"(?:身份证|证件)(?:号码?)?[:：\s]*\d{15}(?!\d)")
_EIGHTEEN = re.compile(rf"{_LABEL}{_ALONE}(?P<code>\d{{17}}[\dXx])(?![0-9A-Za-z])")
_EMPTIED = re.compile(r"[(（\[【]\s*[,，;；:：、/]*\s*[)）\]】]")
_DANGLING = re.compile(r"(?<=[,，;；、/])\s*(?=[,，;；、/])|[\s,，;；:：、/]+\Z|\A[\s,，;；:：、/]+")
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MAY_HOLD_SEVEN = re.compile(r"\d[-\d ()]{6}")
_GONE = "\x00"
"""Stands for each sign that is left out; no cell holds it."""
_SEVEN_DIGITS = re.compile(r"(?:\d[- ()]*){7}")


def without_personal_numbers(words: str) -> tuple[str, bool]:
    """The text without mobile, landline and identity numbers and their labels, and whether any was left out.

    A unified social credit code (18 signs, GB 32100 check sign) is no identity number and stays; so does an amount.
    Text without such a number is returned as it came.
    """
    # every cell passes here: the first look takes half the time of the second
    if not _MAY_HOLD_SEVEN.search(words) or not _SEVEN_DIGITS.search(words):
        return words, False
    # sign by sign, so that what stays can be told from what was typed: ㎡ and （ remain, １３８ is found
    folded = "".join(sign if len(known := unicodedata.normalize("NFKC", sign)) != 1 else known for sign in words)
    left = _EIGHTEEN.sub(_unless_code, folded)
    for pattern in (_OLD_IDENTITY, _MOBILE, _LANDLINE, _LABELLED):
        left = pattern.sub(_gone, left)
    if left == folded:
        return words, False
    cleaned = "".join(typed for typed, sign in zip(words, left, strict=True) if sign != _GONE)
    return _DANGLING.sub("", _EMPTIED.sub("", cleaned)).strip(), True


def _gone(match: re.Match[str]) -> str:
    return _GONE * len(match[0])


def _unless_code(match: re.Match[str]) -> str:
    return _gone(match) if is_identity_number(match["code"]) else match[0]


def is_identity_number(code: str) -> bool:
    """Whether 18 signs are a resident's number (GB 11643): a birth date inside, and not a valid credit code.

    A wrong check sign does not make it public: the birth date alone decides unless it is a credit code.
    """
    try:
        born = date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        return False
    if not 1900 <= born.year <= 2100 or not "11" <= code[:2] <= "91":
        return False
    return not is_credit_code(code) or (identity_check_fits(code) and code[0] != "9")


def identity_check_fits(code: str) -> bool:
    """Check sign of GB 11643 (ISO 7064 mod 11-2)."""
    total = sum(int(sign) * (2 ** (17 - at) % 11) for at, sign in enumerate(code[:17]))
    return code[17].upper() == "10X98765432"[total % 11]


def is_credit_code(code: str) -> bool:
    """Check sign of a unified social credit code (GB 32100): 18 signs, weights 3^n mod 31."""
    signs = code.upper()
    if len(signs) != 18 or any(sign not in _CREDIT_SIGNS for sign in signs):
        return False
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(signs[:17]))
    return _CREDIT_SIGNS[(31 - total % 31) % 31] == signs[17]
