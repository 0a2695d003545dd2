"""Put LangChain's moderation in front of a chain and into an agent; prints what comes out.

langchain_moderation.py TEXT HARMLESS, with OPENAI_BASE_URL
"""

import json
import sys
from typing import Any

from langchain.agents import create_agent
from langchain_classic.chains import OpenAIModerationChain
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langchain_openai.middleware import OpenAIModerationMiddleware
from openai import AsyncOpenAI, OpenAI

TEXT, HARMLESS = sys.argv[1:]


def agent_says(text: str) -> str:
    """Have an agent, whose language model writes this text, answer with moderation of its output."""
    with OpenAI() as client:
        moderation = OpenAIModerationMiddleware(
            model="omni-moderation-latest", client=client, async_client=AsyncOpenAI(), check_output=True
        )
        model = GenericFakeChatModel(messages=iter([AIMessage(text)]))
        agent: Any = create_agent(model=model, middleware=[moderation])
        answer = agent.invoke({"messages": [HumanMessage("Write to my friends, please.")]})
    said: str = answer["messages"][-1].text
    return said


chain = OpenAIModerationChain()
done = {
    "chain": {"flip": chain.invoke(TEXT)["output"], "harmless": chain.invoke(HARMLESS)["output"]},
    "agent": {"flip": agent_says(TEXT), "harmless": agent_says(HARMLESS)},
}
sys.stdout.write(json.dumps(done))
