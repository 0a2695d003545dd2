"""A panel with two axes from 0 to 1."""

from dataclasses import dataclass

from .drawing import Drawing, Point

SIZE = 260.0


@dataclass(frozen=True, slots=True)
class UnitPanel:
    """Where a panel lies on a drawing: its top left corner."""

    drawing: Drawing
    left: float
    top: float

    def axes(self, title: str, across: str, up: str) -> None:
        """Draw both axes with their names and a grid."""
        for step in range(6):
            share = step / 5
            self.drawing.line([self.at(share, 0), self.at(share, 1)], "grid")
            self.drawing.line([self.at(0, share), self.at(1, share)], "grid")
            x, y = self.at(share, 0)
            self.drawing.text((x, y + 15), f"{share:g}", "small", "middle")
            x, y = self.at(0, share)
            self.drawing.text((x - 6, y + 4), f"{share:g}", "small", "end")
        self.drawing.line([self.at(0, 1), self.at(0, 0), self.at(1, 0)], "axis")
        self.drawing.text((self.left, self.top - 12), title, "title")
        self.drawing.text((self.left + SIZE / 2, self.top + SIZE + 34), across, "", "middle")
        self.drawing.text((self.left - 36, self.top + SIZE / 2), up, "", "middle", turned=True)

    def at(self, across: float, up: float) -> Point:
        """Place a point, both 0 to 1."""
        return self.left + SIZE * across, self.top + SIZE * (1 - up)
