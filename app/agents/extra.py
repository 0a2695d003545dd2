"""The package that speaks MCP, which not everyone needs."""

from importlib.util import find_spec

PACKAGE = "mcp"

HOW_TO_GET_IT = (
    f"The package {PACKAGE} is not installed. It comes with flipguard[mcp]; in a checkout: pip install '.[mcp]'."
)


def is_installed() -> bool:
    """Tell whether the package is there, without loading it."""
    return find_spec(PACKAGE) is not None
