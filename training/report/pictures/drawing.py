"""A drawing: SVG elements on a ground, in colours that follow the reader's light or dark theme."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

_STYLE = """
text { font: 12px system-ui, sans-serif; fill: #24292f }
.title { font-size: 14px; font-weight: 600 }
.small { font-size: 10.5px; fill: #57606a }
.ground { fill: #ffffff }
.axis { stroke: #8c959f; fill: none }
.grid { stroke: #d8dee4; fill: none }
.ideal { stroke: #8c959f; stroke-dasharray: 4 3; fill: none }
.social { stroke: #0969da; fill: none; stroke-width: 2 }
.mixed { stroke: #bc4c00; fill: none; stroke-width: 2 }
.dot.social { fill: #0969da; stroke: none }
.dot.mixed { fill: #bc4c00; stroke: none }
.band.social { fill: #0969da; stroke: none; opacity: .14 }
.band.mixed { fill: #bc4c00; stroke: none; opacity: .14 }
.heat { fill: #0969da; stroke: none }
.wrong { fill: #cf222e; stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .small { fill: #9198a1 }
  .ground { fill: #0d1117 }
  .axis { stroke: #6e7681 }
  .grid { stroke: #21262d }
  .ideal { stroke: #6e7681 }
  .social { stroke: #58a6ff }
  .mixed { stroke: #f0883e }
  .dot.social, .band.social { fill: #58a6ff }
  .dot.mixed, .band.mixed { fill: #f0883e }
  .heat { fill: #388bfd }
  .wrong { fill: #f85149 }
}
"""

Point = tuple[float, float]


class Drawing:
    """Elements that are added one by one. Lengths are pixels, from the top left."""

    def __init__(self, width: float, height: float, title: str, description: str) -> None:
        self._parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
            'role="img" aria-labelledby="title description">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="description">{escape(description)}</desc>',
            f"<style>{_STYLE}</style>",
            f'<rect class="ground" width="{width:g}" height="{height:g}"/>',
        ]

    def line(self, points: Sequence[Point], kind: str) -> None:
        """Draw a line through points; `kind` is a class of the style."""
        if points:
            self._parts.append(f'<polyline class="{kind}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>')

    def area(self, points: Sequence[Point], kind: str) -> None:
        """Fill a shape."""
        if points:
            self._parts.append(
                f'<polygon class="band {kind}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'
            )

    def dot(self, at: Point, radius: float, kind: str) -> None:
        """Draw a dot."""
        self._parts.append(f'<circle class="dot {kind}" cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:.1f}"/>')

    def box(self, at: Point, width: float, height: float, kind: str, opacity: float) -> None:
        """Fill a rectangle; `at` is its top left corner."""
        self._parts.append(
            f'<rect class="{kind}" x="{at[0]:.1f}" y="{at[1]:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'opacity="{opacity:.2f}"/>'
        )

    def text(self, at: Point, words: str, kind: str = "", anchor: str = "start", turned: bool = False) -> None:
        """Write words; `anchor` is start, middle or end; turned ones run upwards."""
        turn = f' transform="rotate(-90 {at[0]:.1f} {at[1]:.1f})"' if turned else ""
        self._parts.append(
            f'<text class="{kind}" x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{anchor}"{turn}>{escape(words)}</text>'
        )

    def svg(self) -> str:
        """Give the whole as SVG."""
        return "\n".join([*self._parts, "</svg>", ""])
