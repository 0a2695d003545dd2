"""Settings: everything that whoever runs the service can choose, in one typed place.

A setting is read from an environment variable (`FLIPGUARD_` and the field's name in capitals), else from a file of the
same name in the folder of secrets, else from the settings file (TOML, the field's name), else it is the default.
"""

from .errors import SettingsError
from .facade_names import FACADE_NAMES
from .in_force import SettingInForce, in_force
from .settings import Settings
from .sources import ENV_PREFIX, FILE_VARIABLE, SECRETS_VARIABLE
from .values import is_loopback

__all__ = [
    "ENV_PREFIX",
    "FACADE_NAMES",
    "FILE_VARIABLE",
    "SECRETS_VARIABLE",
    "SettingInForce",
    "Settings",
    "SettingsError",
    "in_force",
    "is_loopback",
]
