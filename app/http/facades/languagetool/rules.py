"""One rule for each market cue, and one for a flip that no phrase carries by itself; and which of them are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from model import NORMS, MarketCue

from ...problem_kinds import INVALID_REQUEST
from ...problems import Fault, ProblemError

CATEGORY = "FLIPGUARD"
CATEGORY_NAME = "FlipGuard: social and market norms"
ISSUE_TYPE = "style"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its id, with what it says of a text."""

    id: str
    description: str


FLIP = Rule(f"{CATEGORY}_FLIP", "The post as a whole treats friends as a market.")
BY_CUE: Mapping[MarketCue, Rule] = {
    cue: Rule(f"{CATEGORY}_{cue.upper()}", f"The reader hands over {norm.hands_over} and becomes {norm.role}.")
    for cue, norm in NORMS.items()
}
RULES = (FLIP, *BY_CUE.values())


@dataclass(frozen=True, slots=True)
class RulesAsked:
    """Which rules a request wants, by the ids of rules and of categories. Ids of LanguageTool's own rules mean nothing here."""

    enabled: frozenset[str] = frozenset()
    disabled: frozenset[str] = frozenset()
    enabled_only: bool = False

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "RulesAsked":
        """Read the parameters; raises a problem, in LanguageTool's words, if they contradict each other."""
        asked = cls(
            _ids(parameters, "enabledRules", "enabledCategories"),
            _ids(parameters, "disabledRules", "disabledCategories"),
            parameters.get("enabledOnly", "").lower() in ("true", "yes"),
        )
        if asked.enabled_only and asked.disabled:
            raise _refused("You cannot specify disabled rules or categories using enabledOnly=true.")
        if asked.enabled_only and not asked.enabled:
            raise _refused("You must specify enabled rules or categories when using enabledOnly=true.")
        return asked

    def want(self, rule: Rule) -> bool:
        """Tell whether a rule is wanted: its own id says more than that of the category."""
        if self.enabled_only:
            return rule.id in self.enabled or CATEGORY in self.enabled
        if rule.id in self.enabled:
            return True
        return rule.id not in self.disabled and CATEGORY not in self.disabled


def _ids(parameters: Mapping[str, str], *names: str) -> frozenset[str]:
    return frozenset(part.strip() for name in names for part in parameters.get(name, "").split(",") if part.strip())


def _refused(message: str) -> ProblemError:
    return ProblemError.of(INVALID_REQUEST, Fault(field="enabledOnly", message=message, code="contradiction"))
