"""Who reads a page: said on the page itself, or on the nearest section above it, or for the whole site."""

from django.conf import settings
from django.db import models


class Relationship(models.TextChoices):
    """How readers see their tie with whoever writes."""

    SOCIAL = "social", "Social: friends, neighbours, members"
    MIXED = "mixed", "Mixed: followers, an open account"
    MARKET = "market", "Market: customers, who expect a bill"


class Addressed(models.Model):
    """A page that may say who reads it and what lies below it."""

    relationship = models.CharField(
        max_length=10,
        blank=True,
        choices=Relationship.choices,
        verbose_name="Who reads this",
        help_text="Left open, it is as the section above has it.",
    )

    class Meta:
        """It has no table of its own."""

        abstract = True

    def read_by(self) -> str:
        """Give the relationship that holds for this page."""
        if self.relationship:
            return self.relationship
        above = self.get_ancestors().specific().reverse()
        said = (page.relationship for page in above if isinstance(page, Addressed) and page.relationship)
        return next(said, settings.FLIPGUARD_RELATIONSHIP)


class Checked(Addressed):
    """A page that goes out only after FlipGuard was asked."""

    class Meta:
        """It has no table of its own."""

        abstract = True

    def as_read(self) -> str:
        """Give the words that readers see; each kind of page knows its own."""
        raise NotImplementedError
