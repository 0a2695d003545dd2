"""JSON that can repeat whatever a client sent."""

import json
from typing import Any

from fastapi.responses import JSONResponse


class AsciiJson(JSONResponse):
    """JSON in ASCII: half a surrogate pair, which UTF-8 can't hold, goes back as the escape that it came as."""

    def render(self, content: Any) -> bytes:
        """Write the document."""
        return json.dumps(content).encode("ascii")
