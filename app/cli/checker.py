"""Judging the posts of documents, each before its own readers and by the rules for its path."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from model import Classifier, InputError, advise, judge

from .audience import AudienceError, Audiences
from .outcome import Checked, Outcome
from .path_rules import PathRules, PathSettings
from .silencing import Silencer
from .sources import is_queue, read_posts
from .sources.document import Document
from .sources.front_matter_posts import front_matter_posts
from .sources.notice import Notice
from .sources.post import Post, Trouble


@dataclass(frozen=True, slots=True)
class Checker:
    """Judges posts with one model. A post's own words on who reads it come first, then the rules, then the default."""

    classifier: Classifier
    audiences: Audiences
    with_advice: bool = True
    rules: PathRules = field(default_factory=PathRules)
    silencer: Silencer = field(default_factory=Silencer)
    fail_on: str = "flip"

    def check(self, documents: Iterable[Document | Trouble]) -> Iterator[Outcome]:
        """Judge the posts of documents, one by one."""
        for document in documents:
            if isinstance(document, Trouble):
                yield document
            else:
                yield from self.check_document(document)

    def check_document(self, document: Document) -> Iterator[Outcome]:
        """Judge the posts of one document."""
        settings = self.rules.settings(document.name)
        if self.silencer.baseline:
            self.silencer.baseline.seen(document.name)
        for post in self._posts(document, settings):
            if not isinstance(post, Post):
                yield post
            elif not self._is_left_out(post):
                yield from self._check(post, settings)

    def check_post(self, post: Post, settings: PathSettings | None = None) -> Checked | Trouble:
        """Judge one post."""
        text = post.prose.text
        try:
            audience = self.audiences.of_post(post, settings or self.rules.settings(post.path))
            decision = judge(self.classifier, text, audience)
            return Checked(post, decision, advise(self.classifier, text, decision) if self.with_advice else ())
        except AudienceError as error:
            return Trouble(post.name, str(error), post.declared.lines.get(error.field))
        except InputError as error:
            if error.code == "text-empty":
                return Trouble(post.name, "It holds no words that its readers would see.")
            return Trouble(post.name, str(error))

    def _check(self, post: Post, settings: PathSettings) -> Iterator[Outcome]:
        outcome = self.check_post(post, settings)
        if isinstance(outcome, Trouble):
            yield outcome
            return
        for silenced in self.silencer.silence(outcome, settings):
            yield silenced if isinstance(silenced, Notice) else self._with_bar(silenced, settings)

    def _posts(self, document: Document, settings: PathSettings) -> Iterator[Post | Notice | Trouble]:
        yield from read_posts(document, settings.layout)
        if settings.front_matter and not is_queue(document.name):
            yield from front_matter_posts(document, settings.front_matter, settings.layout)

    def _is_left_out(self, post: Post) -> bool:
        """Say whether nothing in the post has changed, so that it need not even be judged."""
        changes, whole = self.silencer.changes, post.prose.origin_of_all()
        if changes is None or not post.prose.text:
            return False
        first, last = (post.document.position(offset).line for offset in (whole.start, whole.end))
        return not changes.touch(post.path, first, last)

    def _with_bar(self, checked: Checked, settings: PathSettings) -> Checked:
        return replace(checked, fail_on=settings.fail_on or self.fail_on)
