"""The facade, put together."""

from fastapi import APIRouter

from ..facade import Facade
from . import about, check
from .check import PREFIX
from .errors import refuse

router = APIRouter()
for part in (check, about):
    router.include_router(part.router)

FACADE = Facade(
    name="languagetool",
    about="What clients of LanguageTool find here: give them this service's address, or one such as `/for/mixed` on it, as "
    "their server.",
    router=router,
    paths=(check.PATH, *about.PATHS, PREFIX.partition("/{")[0]),
    refuse=refuse,
    rights={f"{prefix}{path}": None for prefix in ("", PREFIX) for path in about.PATHS},
    key_parameters=("apiKey",),
)
