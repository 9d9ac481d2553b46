"""Reading a city's folder: data only, checked as a whole, every fault named with its file and line."""

from surga.core.agencies.profile.problems import Problem, ProfileError
from surga.core.agencies.profile.read import CityProfile, read_city
from surga.core.agencies.profile.rows import DayRow, RegionRow

__all__ = ["CityProfile", "DayRow", "Problem", "ProfileError", "RegionRow", "read_city"]
