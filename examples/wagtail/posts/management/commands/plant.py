"""`manage.py plant`: the tables, an editor and two sections, to begin with."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from wagtail.models import Page

from posts.models import Section


class Command(BaseCommand):
    """Makes what an empty site lacks; what is there already stays."""

    help = "Make the tables, an editor, a section for neighbours and one for customers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the editor's name and password."""
        parser.add_argument("name")
        parser.add_argument("password")

    def handle(self, *_: Any, name: str, password: str, **__: Any) -> None:
        """Make them."""
        call_command("migrate", verbosity=0)
        users = get_user_model().objects
        if not users.filter(username=name).exists():
            users.create_superuser(name, f"{name}@village.example", password)
        home = Page.objects.get(depth=2)
        for title, relationship in (("Street", "social"), ("Shop", "market")):
            if not home.get_children().filter(slug=title.lower()).exists():
                home.add_child(instance=Section(title=title, relationship=relationship))
        self.stdout.write(f"{name} may log in at /admin/, and there are the sections Street and Shop.")
