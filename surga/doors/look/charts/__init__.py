"""Pictures of figures, drawn as SVG on the server: no script, readable in grey, the same in a PDF as on a page.

Every function answers a ``Chart``: ``{% load charts %}{% chart chart %}`` shows it with its title, note and table; its
``svg`` stands alone. Unit ``%`` means the values are shares of one.
"""

from surga.doors.look.charts.chart import Chart, Point, Series
from surga.doors.look.charts.rows import bars, dots
from surga.doors.look.charts.shares import heat, parts
from surga.doors.look.charts.times import columns, line, spark

__all__ = ["Chart", "Point", "Series", "bars", "columns", "dots", "heat", "line", "parts", "spark"]
