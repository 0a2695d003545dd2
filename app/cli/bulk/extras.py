"""Packages that not everyone needs: where one is missing, a sentence says how to get it."""

from importlib.util import find_spec

from ..refusal import Refusal


def need_arrow(what: str) -> None:
    """Refuse unless `pyarrow` is there."""
    _need("pyarrow", "bulk", what)


def need_ray() -> None:
    """Refuse unless Ray Data is there."""
    for package in ("ray", "pyarrow"):
        _need(package, "ray", "--engine ray")


def _need(package: str, extra: str, what: str) -> None:
    if find_spec(package) is None:
        raise Refusal(
            f"{what} needs the package {package}, which is not installed. It comes with flipguard[{extra}]; in a "
            f"checkout: pip install '.[{extra}]'."
        )
