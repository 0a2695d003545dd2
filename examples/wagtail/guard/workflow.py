"""What happens when the last task of a workflow is approved; WAGTAIL_FINISH_WORKFLOW_ACTION names it."""

from typing import TYPE_CHECKING, Any

from wagtail.workflows import publish_workflow_state

from .asking import decide
from .readers import Checked
from .sayings import say

if TYPE_CHECKING:
    from wagtail.models import WorkflowState  # wagtail.models itself imports this file


def publish_unless_it_flips(workflow_state: "WorkflowState", user: Any = None) -> None:
    """Publish what was approved, unless it flips: then it stays a draft, and whoever approved it is told why."""
    page = workflow_state.content_object.get_latest_revision_as_object()
    if isinstance(page, Checked):
        decision = decide(page)
        say(decision)
        if not decision.may_go_out:
            return
    publish_workflow_state(workflow_state, user)
