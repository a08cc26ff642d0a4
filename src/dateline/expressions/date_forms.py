"""The forms of expressions of time: their words, what they mean, and where they may stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dateline.expressions.date_contexts import (
    Place,
    calendar_day_fits,
    month_fits,
    month_is_name,
    today_fits,
    weekday_fits,
    year_fits,
)
from dateline.expressions.date_meanings import (
    read_amount_ago,
    read_calendar_day,
    read_calendar_unit,
    read_decade,
    read_duration,
    read_end_of_unit,
    read_iso,
    read_month,
    read_near_day,
    read_nothing,
    read_nth_weekday,
    read_numeric,
    read_overnight,
    read_weekday,
    read_weekend,
    read_whole_year,
)
from dateline.expressions.date_values import MONTHS, WEEKDAYS, Expression, Resolved
from dateline.expressions.numbers import GAP, JOIN, NUMBER


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of expression: its words, what they mean, and whether it stands anywhere."""

    words: str
    resolve: Callable[[Expression], Resolved | None]
    relative: bool = True
    """Whether it always needs the date of publication."""
    fits: Callable[[Place], bool] | None = None
    """Whether the text around allows it."""
    pattern: re.Pattern[str] = re.compile("")


_A_WEEKDAY = "|".join(WEEKDAYS)
_LEAD = (
    rf"(?:(?:{_A_WEEKDAY}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?"
    rf"(?:{GAP}(?:morning|afternoon|evening|night))?(?:,{GAP}?|{GAP}))?"
)
_FULL_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_ANY_MONTH = (
    rf"(?P<month>{'|'.join(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_DAY = (
    rf"(?P<day>(?:3[01]|[12]\d|0?[1-9]))(?:st|nd|rd|th)?(?![\d:]|[.,]\d)"
    rf"(?:(?:{GAP}?[-–]{GAP}?|{GAP}to{GAP}|{GAP}and{GAP}|{GAP}or{GAP})"
    rf"(?P<last>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|[.,]\d))?"
)
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?![\d%]|[-–,.]\d)"
_PART = (
    rf"(?:{GAP}(?:early{GAP}|late{GAP}|mid-?)?"
    r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight))"
)
_WHICH_YEAR = rf"(?:{GAP}(?:of{GAP})?(?P<which>last|this|next){GAP}year)"
_STAGE = (
    rf"(?P<stage>early|late|mid|the{GAP}(?:end|beginning|start|middle){GAP}of)(?:{GAP}|[-‐‑]{GAP}?)"
)
_DIRECTION = (
    rf"(?P<direction>last|next|this{GAP}past|this{GAP}coming|this"
    rf"|(?:the{GAP})?(?:previous|coming|upcoming|past)|the{GAP}(?:following|next|last))"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_TIME_OF = (
    rf"(?:(?:the{GAP})?(?:early{GAP}|late{GAP})?(?:morning|afternoon|evening|night|eve|hours|dawn){GAP}of"
    rf"|(?:early|late|overnight|mid-?morning)(?:{GAP}(?:on|in|into))?){GAP}"
)
_UNITS = r"(?P<unit>minute|hour|day|week|month|year|decade)s?"
_AMOUNT = rf"(?P<amount>a{GAP}couple(?:{GAP}of)?|a{GAP}few|several|some|many|{NUMBER}|an?)"


_RULES_AS_WRITTEN = (
    Rule(
        r"(?P<year>\d{4})-(?P<m>0[1-9]|1[0-2])-(?P<d>3[01]|[12]\d|0[1-9])(?:[t ]\d\d:[\d:.]+z?)?",
        read_iso,
        relative=False,
    ),
    Rule(
        r"(?P<m>\d{1,2})([/.])(?P<d>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?!\d)",
        read_numeric,
        relative=False,
    ),
    Rule(
        rf"{_LEAD}{_ANY_MONTH}{GAP}{_DAY}(?:,?{GAP}{_YEAR}|{_WHICH_YEAR})?",
        read_calendar_day,
        relative=False,
        fits=calendar_day_fits,
    ),
    Rule(
        rf"{_LEAD}(?:the{GAP})?{_DAY}(?:{GAP}(?:of{GAP})?|-){_ANY_MONTH}(?:,?(?:{GAP}|-){_YEAR}|{_WHICH_YEAR})?",
        read_calendar_day,
        relative=False,
        fits=calendar_day_fits,
    ),
    Rule(
        rf"(?:{_STAGE})?{_ANY_MONTH}(?:,|{GAP}of)?{GAP}{_YEAR}",
        read_month,
        relative=False,
        fits=month_is_name,
    ),
    Rule(rf"{_ANY_MONTH}{_WHICH_YEAR}", read_month, fits=month_is_name),
    Rule(
        rf"(?:the{GAP})?(?P<nth>first|second|third|fourth|last){GAP}(?P<weekday>{_A_WEEKDAY}){GAP}"
        rf"(?:in|of){GAP}{_FULL_MONTH}(?:,?{GAP}{_YEAR})?",
        read_nth_weekday,
        relative=False,
    ),
    Rule(
        rf"(?:{_STAGE})?(?:the{GAP})?{_SEASON}(?:{GAP}of)?{GAP}{_YEAR}",
        read_whole_year,
        relative=False,
    ),
    Rule(
        rf"(?:the{GAP})?(?:(?:early|late|mid){JOIN})?(?P<year>(?:1[89]|20)\d0)['’]?s",
        read_decade,
        relative=False,
    ),
    Rule(rf"{_STAGE}{_YEAR}", read_whole_year, relative=False),
    Rule(rf"(?:{_STAGE}|{_DIRECTION}{GAP}){_FULL_MONTH}", read_month, fits=month_is_name),
    Rule(
        rf"(?:{_TIME_OF})?(?:{_DIRECTION}{GAP})?(?P<weekday>{_A_WEEKDAY}){_PART}?"
        rf"(?:{GAP}(?:of{GAP})?(?P<week>last|next|this){GAP}week)?",
        read_weekday,
        fits=weekday_fits,
    ),
    Rule(
        rf"(?P<near>(?:the{GAP})?day{GAP}before{GAP}yesterday|(?:the{GAP})?day{GAP}after{GAP}tomorrow"
        rf"|(?:yesterday|tomorrow){_PART}?"
        rf"|last{GAP}(?:night|evening)|(?:(?:earlier|later){GAP})?today|tonight"
        rf"|(?:(?:early|late|earlier|later){GAP})?this{GAP}(?:morning|afternoon|evening))",
        read_near_day,
        fits=today_fits,
    ),
    Rule(r"overnight", read_overnight),
    Rule(
        rf"(?:the|that){GAP}(?:very{GAP})?(?:same|next|following|previous|preceding)"
        rf"{GAP}(?:day|night|morning|afternoon|evening|week|month|year|weekend)"
        rf"|that{GAP}(?:day|night|morning|afternoon|evening|week|month|year)"
        rf"|(?:the|a){GAP}(?:day|week|month|year){GAP}(?:before|after|earlier|later)(?!{GAP}(?:the|a|his|her)\b)",
        read_nothing,
    ),
    Rule(
        rf"(?:(?P<stage>earlier|later|early|late|mid){GAP}(?:in{GAP})?)?{_DIRECTION}{GAP}"
        rf"(?P<unit>weekend|week|month|year|decade)",
        read_calendar_unit,
    ),
    Rule(rf"{_STAGE}(?:the|this){GAP}(?P<unit>week|month|year)", read_end_of_unit),
    Rule(rf"(?:the|this){GAP}weekend", read_weekend),
    Rule(
        rf"(?:(?P<direction>last|this{GAP}past|this|next){GAP}{_SEASON})(?!{GAP}of\b)",
        read_nothing,
    ),
    Rule(rf"(?:the{GAP})?(?:past|last|previous){GAP}{_AMOUNT}{GAP}{_UNITS}", read_duration),
    Rule(
        rf"(?:(?:about|around|some|nearly|almost|over|just|only|more{GAP}than){GAP})?"
        rf"{_AMOUNT}{GAP}{_UNITS}{GAP}(?P<since>ago|earlier|before|later)",
        read_amount_ago,
    ),
    Rule(rf"(?:recent|the{GAP}coming|coming){GAP}(?:days|weeks|months|years)", read_nothing),
    Rule(_FULL_MONTH, read_month, fits=month_fits),
    Rule(_YEAR, read_whole_year, relative=False, fits=year_fits),
)
RULES = tuple(
    Rule(rule.words, rule.resolve, rule.relative, rule.fits, re.compile(rule.words))
    for rule in _RULES_AS_WRITTEN
)
