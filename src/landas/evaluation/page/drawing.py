"""Plots as SVG: intervals, pairs of dots, curves and bars. Colours are those of the page, so that dark mode works.

Widths are in the units of a picture 720 wide, which the page scales; every mark has its numbers in a tooltip.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LABELS, ROW, TOP = 720, 170, 26, 22
_RIGHT = 64
"""Room behind the plot for the figure."""


@dataclass(frozen=True)
class Measured:
    """One line of a plot: a figure with its interval; `strong` lines are what the page is about."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    strong: bool = False


def intervals(rows: Sequence[Measured], digits: int = 4) -> str:
    """Dots with their 95 % intervals, one row each, on an axis from 0 (or the lowest end) to the highest."""
    ends = [end for row in rows for end in (row.low, row.high, row.value) if end is not None]
    scale = _Scale(min(0.0, *ends), max(*ends, 1e-9))
    parts = [_axis(scale, len(rows), digits)]
    for at, row in enumerate(rows):
        y, kind = TOP + ROW * at + ROW / 2, "strong" if row.strong else "plain"
        told = f"{row.name}: {row.value:.{digits}f}"
        parts.append(_label(row.name, y, row.strong))
        if row.low is not None and row.high is not None:
            told += f" [{row.low:.{digits}f}, {row.high:.{digits}f}]"
            x, width = scale.x(row.low), scale.x(row.high) - scale.x(row.low)
            parts.append(
                f'<rect class="span {kind}" x="{x:.1f}" y="{y - 4:.1f}" width="{width:.1f}" height="8" rx="4"/>'
            )
        parts.append(_dot(scale.x(row.value), y, kind, told))
        parts.append(_figure(f"{row.value:.{digits}f}", y))
    return _picture(len(rows), parts, "figures with their intervals")


def pairs(rows: Sequence[tuple[str, float, float]], names: tuple[str, str], digits: int = 3) -> str:
    """Two figures of each row, joined by a line: how far the second lies from the first."""
    scale = _Scale(0.0, max((high for _, _, high in rows), default=1e-9))
    parts = [_axis(scale, len(rows), digits)]
    for at, (name, first, second) in enumerate(rows):
        y = TOP + ROW * at + ROW / 2
        parts.append(_label(name, y, strong=at == 0))
        parts.append(
            f'<line class="joint" x1="{scale.x(first):.1f}" x2="{scale.x(second):.1f}" y1="{y}" y2="{y}"/>'
        )
        for value, kind, told in ((first, "strong", names[0]), (second, "plain", names[1])):
            parts.append(_dot(scale.x(value), y, kind, f"{name}: {told} {value:.{digits}f}"))
        parts.append(_figure(f"{second:.{digits}f}", y))
    return _picture(len(rows), parts, f"{names[0]} and {names[1]}")


def bars(rows: Sequence[tuple[str, float]], digits: int = 3) -> str:
    """Lengths from 0, the longest first where they come so."""
    scale = _Scale(0.0, max((value for _, value in rows), default=1e-9))
    parts = []
    for at, (name, value) in enumerate(rows):
        y = TOP + ROW * at + ROW / 2
        width = scale.x(value) - scale.x(0.0)
        parts.append(_label(name, y, strong=False))
        bar = f'<rect class="bar" x="{LABELS}" y="{y - 8}" width="{max(width, 1):.1f}" height="16" rx="3">'
        parts.append(f"{bar}<title>{escape(name)}: {value:.{digits}f}</title></rect>")
        parts.append(_figure(f"{value:.{digits}f}", y))
    return _picture(len(rows), parts, "bars")


def curves(lines: Mapping[str, Sequence[tuple[int, float]]], strong: str) -> str:
    """Shares that rise with the number of places, on an axis that doubles; each line has its name at its end."""
    height = 9
    places = sorted({place for line in lines.values() for place, _ in line})
    most = max((share for line in lines.values() for _, share in line), default=1e-9) or 1e-9
    left, right, bottom = 48, WIDTH - 150, TOP + ROW * height
    step = (right - left) / max(len(places) - 1, 1)
    parts = [f'<line class="axis" x1="{left}" x2="{right}" y1="{bottom}" y2="{bottom}"/>']
    for at, place in enumerate(places):
        parts.append(
            f'<text class="tick" x="{left + at * step:.1f}" y="{bottom + 16}" text-anchor="middle">{place}</text>'
        )
    for share in (0.0, most / 2, most):
        y = bottom - share / most * ROW * height
        parts.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(
            f'<text class="tick" x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{share:.0%}</text>'
        )
    taken: list[float] = []
    for name, line in sorted(lines.items(), key=lambda entry: -entry[1][-1][1]):
        spots = [(left + places.index(p) * step, bottom - s / most * ROW * height) for p, s in line]
        kind = "strong" if name == strong else "plain"
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        end = spots[-1][1]
        while any(abs(end - other) < 14 for other in taken):
            end += 14
        taken.append(end)
        parts.append(
            f'<polyline class="curve {kind}" points="{path}"><title>{escape(name)}</title></polyline>'
        )
        parts.append(f'<text class="end {kind}" x="{right + 8}" y="{end + 4:.1f}">{escape(name)}</text>')
    return _picture(height + 1, parts, "share of wanted items found, by places shown")


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float

    def x(self, value: float) -> float:
        share = (value - self.low) / max(self.high - self.low, 1e-9)
        return LABELS + share * (WIDTH - LABELS - _RIGHT)


def _axis(scale: _Scale, rows: int, digits: int) -> str:
    bottom = TOP + ROW * rows
    ticks = [scale.low + (scale.high - scale.low) * part / 4 for part in range(5)]
    return "".join(
        f'<line class="grid" x1="{scale.x(t):.1f}" x2="{scale.x(t):.1f}" y1="{TOP}" y2="{bottom}"/>'
        f'<text class="tick" x="{scale.x(t):.1f}" y="{TOP - 8}" text-anchor="middle">{t:.{digits - 1}f}</text>'
        for t in ticks
    )


def _label(name: str, y: float, strong: bool) -> str:
    kind = "name strong" if strong else "name"
    return f'<text class="{kind}" x="{LABELS - 10}" y="{y + 4:.1f}" text-anchor="end">{escape(name)}</text>'


def _dot(x: float, y: float, kind: str, told: str) -> str:
    return (
        f'<circle class="dot {kind}" cx="{x:.1f}" cy="{y:.1f}" r="5"><title>{escape(told)}</title></circle>'
    )


def _figure(text: str, y: float) -> str:
    return f'<text class="figure" x="{WIDTH}" y="{y + 4:.1f}" text-anchor="end">{escape(text)}</text>'


def _picture(rows: int, parts: Sequence[str], told: str) -> str:
    height = TOP + ROW * rows + 8
    head = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(told)}">'
    return head + "".join(parts) + "</svg>"
