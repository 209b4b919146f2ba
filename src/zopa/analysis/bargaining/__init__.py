"""Bargaining with time and doubt, fair lotteries, and two-level games."""

from zopa.analysis.bargaining.attrition import Stubbornness, attrition, stubbornness
from zopa.analysis.bargaining.double_auction import DoubleAuction, double_auction
from zopa.analysis.bargaining.lotteries import (
    LOTTERIES,
    FairLottery,
    Lottery,
    egalitarian_lottery,
    kalai_smorodinsky_lottery,
    nash_lottery,
    raiffa_lottery,
    utilitarian_lottery,
)
from zopa.analysis.bargaining.ratification import ratification
from zopa.analysis.bargaining.results import RatificationStudy
from zopa.analysis.bargaining.rubinstein import Bargain, rubinstein
from zopa.analysis.bargaining.screening import Screening, screening

__all__ = [
    "LOTTERIES",
    "Bargain",
    "DoubleAuction",
    "FairLottery",
    "Lottery",
    "RatificationStudy",
    "Screening",
    "Stubbornness",
    "attrition",
    "double_auction",
    "egalitarian_lottery",
    "kalai_smorodinsky_lottery",
    "nash_lottery",
    "raiffa_lottery",
    "ratification",
    "rubinstein",
    "screening",
    "stubbornness",
    "utilitarian_lottery",
]
