"""The settings of the site. Those of the last part are FlipGuard's; everything else is a plain Wagtail for one's own machine."""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("VILLAGE_FOLDER", Path(__file__).parents[1]))
"""Where the database and the pictures are."""

SECRET_KEY = os.environ.get("VILLAGE_SECRET_KEY", "for one's own machine alone")
DEBUG = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

INSTALLED_APPS = [
    "guard",
    "posts",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "guard.sayings.Sayings",  # after the messages, which it adds to
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

ROOT_URLCONF = "village.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "village.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
MEDIA_ROOT = FOLDER / "media"
MEDIA_URL = "media/"

WAGTAIL_SITE_NAME = "Our village"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8001"
WAGTAIL_ENABLE_UPDATE_CHECK = False

FLIPGUARD_ADDRESS = os.environ.get("FLIPGUARD_ADDRESS", "http://127.0.0.1:8000")
FLIPGUARD_KEY = os.environ.get("FLIPGUARD_KEY") or None
FLIPGUARD_SECONDS = float(os.environ.get("FLIPGUARD_SECONDS", "2"))
"""For how long an editor who presses Publish waits for a verdict."""
FLIPGUARD_FAIL_OPEN = os.environ.get("FLIPGUARD_FAIL_OPEN", "true") == "true"
"""Whether a post goes out, with a warning, when nobody can check it."""
FLIPGUARD_RELATIONSHIP = "social"
"""Who reads a post where neither it nor a section above it says so."""

WAGTAIL_FINISH_WORKFLOW_ACTION = "guard.workflow.publish_unless_it_flips"
