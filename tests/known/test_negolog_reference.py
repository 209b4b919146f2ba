"""The reference values that NegoLog keeps beside its domains come out."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from zopa.jobs.study import as_json, study


@pytest.mark.parametrize("number", range(20))
def test_reference_values_of_negolog_domains(shared: Path, number: int) -> None:
    """Bids, Nash product and social welfare; reservation values are 0 in all of them."""
    folder = shared / "domains" / "negolog" / f"domain{number}"
    specs = json.loads((folder / "specs.json").read_text())
    found = as_json(study(folder))
    assert found["packages"]["total"] == specs["NumberOfBids"]
    nash = found["solutions"]["nash"][0]["utilities"].values()
    product = specs.get("Nash Product", specs.get("Product Score"))
    assert math.prod(nash) == pytest.approx(product, abs=1e-9)
    welfare = found["solutions"]["utilitarian"][0]["utilities"].values()
    assert sum(welfare) == pytest.approx(specs["Social Welfare"], abs=1e-9)
