"""Policy: what the channel and the past make of a verdict. Arithmetic on top of scores, every rule written down.

The rules as tables are in `docs/policy.md`.
"""

from .balance import MAX_HISTORY, Balance, PastPost, PostKind, tipping_posts
from .channels import (
    DECLARED_BY_MEANINGS,
    PERMISSION_MEANINGS,
    STAGE_MEANINGS,
    Channel,
    DeclaredBy,
    Permission,
    Stage,
    channel_name,
    undeclared,
)
from .chronicle import Chronicle, Chronicled, chronicle, circumstances, weigh_scores
from .contradictions import Contradiction, contradictions
from .decision import Decision, decide
from .declaration import declare
from .forwardability import Forwardability, Forwarding, forwardability
from .judge import judge, judge_at_a_glance, post_kind, take_stock
from .permissions import NEEDS, Need, UnmetNeed
from .presets import PRESETS, find_channel, preset
from .reading import Reading, read
from .stage import ROOM, ROOM_REASONS, WEIGHTS, Weight
from .weighing import Circumstances, Part, Policy, Step

__all__ = [
    "DECLARED_BY_MEANINGS",
    "MAX_HISTORY",
    "NEEDS",
    "PERMISSION_MEANINGS",
    "PRESETS",
    "ROOM",
    "ROOM_REASONS",
    "STAGE_MEANINGS",
    "WEIGHTS",
    "Balance",
    "Channel",
    "Chronicle",
    "Chronicled",
    "Circumstances",
    "Contradiction",
    "Decision",
    "DeclaredBy",
    "Forwardability",
    "Forwarding",
    "Need",
    "Part",
    "PastPost",
    "Permission",
    "Policy",
    "PostKind",
    "Reading",
    "Stage",
    "Step",
    "UnmetNeed",
    "Weight",
    "channel_name",
    "chronicle",
    "circumstances",
    "contradictions",
    "decide",
    "declare",
    "find_channel",
    "forwardability",
    "judge",
    "judge_at_a_glance",
    "post_kind",
    "preset",
    "read",
    "take_stock",
    "tipping_posts",
    "undeclared",
    "weigh_scores",
]
