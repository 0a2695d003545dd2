"""The facade, put together."""

from fastapi import APIRouter

from ....keys import Scope as Right
from ..facade import Facade
from . import analyze, discovery, suggest
from .errors import refuse

router = APIRouter()
for part in (analyze, suggest, discovery):
    router.include_router(part.router)

FACADE = Facade(
    name="perspective",
    about="What clients of Google's Perspective API find here: give them this service's address in the place of Google's.",
    router=router,
    paths=(analyze.PATH, suggest.PATH, discovery.PATH),
    refuse=refuse,
    rights={suggest.PATH: Right.FEEDBACK, discovery.PATH: None},
    key_headers=("X-Goog-Api-Key",),
    key_parameters=("key",),
)
