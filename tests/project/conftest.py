from tests.core.conftest import small_city, staff

__all__ = ["small_city", "staff"]
