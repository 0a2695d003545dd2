"""The facade, put together."""

from fastapi import APIRouter

from ..facade import Facade
from . import models, moderations
from .errors import refuse

router = APIRouter()
for part in (moderations, models):
    router.include_router(part.router)

FACADE = Facade(
    name="openai",
    about="What clients of OpenAI's moderation API find here: give them this service's `/v1` as their base URL.",
    router=router,
    paths=(moderations.PATH, models.PATH),
    refuse=refuse,
    key_headers=("api-key",),  # where clients of Azure's variant put it
)
