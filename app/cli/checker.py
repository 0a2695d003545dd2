"""Judging the posts of documents, each before its own readers and by the rules for its path."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from model import Classifier, InputError, advise, judge

from .ahead import in_order
from .audience import AudienceError, Audiences
from .outcome import Checked, Outcome
from .path_rules import PathRules, PathSettings
from .silencing import Silencer
from .sources import is_queue, read_posts
from .sources.document import Document
from .sources.front_matter_posts import front_matter_posts
from .sources.notice import Notice
from .sources.post import Post, Trouble

_DEFAULTS = PathSettings()


@dataclass(frozen=True, slots=True)
class _Task:
    """Something found in a document, before or after it is judged, with the settings for its path."""

    content: Post | Notice | Trouble | Checked
    settings: PathSettings = _DEFAULTS


@dataclass(frozen=True, slots=True)
class Checker:
    """Judges posts with one model. A post's own words on who reads it come first, then the rules, then the default."""

    classifier: Classifier
    audiences: Audiences
    with_advice: bool = True
    rules: PathRules = field(default_factory=PathRules)
    silencer: Silencer = field(default_factory=Silencer)
    fail_on: str = "flip"
    workers: int = 1

    def check(self, documents: Iterable[Document | Trouble]) -> Iterator[Outcome]:
        """Judge the posts of documents, in order, several at once."""
        for judged in in_order(self._judge, self._work(documents), self.workers):
            yield from self._told(judged)

    def check_document(self, document: Document) -> Iterator[Outcome]:
        """Judge the posts of one document."""
        for task in self._work([document]):
            yield from self._told(self._judge(task))

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

    def _work(self, documents: Iterable[Document | Trouble]) -> Iterator[_Task]:
        """Give what is to be done for documents: posts to judge, and what is to be told as it is."""
        for document in documents:
            if isinstance(document, Trouble):
                yield _Task(document)
                continue
            settings = self.rules.settings(document.name)
            if self.silencer.baseline:
                self.silencer.baseline.seen(document.name)
            for post in self._posts(document, settings):
                if not isinstance(post, Post) or not self._is_left_out(post):
                    yield _Task(post, settings)

    def _judge(self, task: _Task) -> _Task:
        if not isinstance(task.content, Post):
            return task
        return replace(task, content=self.check_post(task.content, task.settings))

    def _told(self, task: _Task) -> Iterator[Outcome]:
        """Give a judged post without what is not to be told. This keeps count, so it is done in order."""
        if isinstance(task.content, Trouble):
            yield task.content
        elif isinstance(task.content, Notice):
            if self.silencer.tells(task.content):
                yield task.content
        elif isinstance(task.content, Checked):
            for told in self.silencer.silence(task.content, task.settings):
                yield told if isinstance(told, Notice) else self._with_bar(told, task.settings)

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
