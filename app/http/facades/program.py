"""Which program answers."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Give the version that was installed; 0 for a checkout that was not."""
    try:
        return version("flipguard")
    except PackageNotFoundError:
        return "0"
