"""Which chart a comparison has."""

from archive.site.comparing.charts.bar_chart import bar_chart
from archive.site.comparing.charts.drawing import Drawing
from archive.site.comparing.charts.line_chart import line_chart
from archive.site.comparing.comparison import Comparison


def chart(comparison: Comparison) -> Drawing:
    """The chart of a comparison as SVG: lines for what follows in time, else bars."""
    return line_chart(comparison) if comparison.choice.per.lines else bar_chart(comparison)
