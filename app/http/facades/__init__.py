"""Facades: the shapes that clients of other services speak. Each only translates; the judgement is that of `/v1/check`."""
