"""Queues: files that hold many posts, as schedulers export and read them. One record is one post."""

from .layout import LAYOUTS, Layout, LayoutError, layout_of
from .read import QUEUES, read_queue

__all__ = ["LAYOUTS", "QUEUES", "Layout", "LayoutError", "layout_of", "read_queue"]
