"""The facade, put together."""

from ..facade import Facade
from . import endpoint
from .errors import refuse

FACADE = Facade(
    name="mcp",
    about="What AI agents find here that speak the Model Context Protocol: give them this service's `/mcp` as their server.",
    router=endpoint.router,
    paths=(endpoint.PATH,),
    refuse=refuse,
    page_headers=("Mcp-Protocol-Version", "Mcp-Session-Id", "Mcp-Method", "Mcp-Name"),
)
