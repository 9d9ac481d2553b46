from pathlib import Path

import pytest

from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions
from surga.project.commands.preparing import accounts

KEDIRI = Path(__file__).parents[2] / "cities" / "kediri"


@pytest.fixture
def kediri(transactional_db: None) -> str:
    """Kediri with its demonstration accounts; their password."""
    agencies.forget()
    regions.forget()
    load_city(KEDIRI, "system:setup", load_regions)
    return accounts()
