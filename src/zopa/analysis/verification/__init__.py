"""Can it be checked: sampling, deterrence, inspection games, beliefs, value of information."""

from zopa.analysis.verification.beliefs import belief, clean_reports
from zopa.analysis.verification.deterrence import (
    average_visits,
    detection,
    deterring_detection,
    deterring_loss,
    visits_needed,
)
from zopa.analysis.verification.information import Information, information, signing_limit
from zopa.analysis.verification.inspection_games import (
    Stage,
    dresher,
    stage,
    surprise,
    von_stengel,
)
from zopa.analysis.verification.sampling import (
    SamplingPlan,
    falsified_items,
    jaech_formula,
    overlooked,
    power_formula,
    sample_size,
    sampling_plan,
)
from zopa.analysis.verification.sites import Spread, spread

__all__ = [
    "Information",
    "SamplingPlan",
    "Spread",
    "Stage",
    "average_visits",
    "belief",
    "clean_reports",
    "detection",
    "deterring_detection",
    "deterring_loss",
    "dresher",
    "falsified_items",
    "information",
    "jaech_formula",
    "overlooked",
    "power_formula",
    "sample_size",
    "sampling_plan",
    "signing_limit",
    "spread",
    "stage",
    "surprise",
    "visits_needed",
    "von_stengel",
]
