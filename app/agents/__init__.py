"""What AI agents that write posts are offered, over whatever transport: tools of the Model Context Protocol (MCP)."""
