"""Reading the content of a block: which of its characters a reader sees.

Each inline rule of markdown-it is wrapped to note what it shows and where that stands. What no rule shows (brackets and
targets of links, backslashes, comments, tags, code, images) is markup and is left out.
"""

from collections.abc import Callable, Iterator, Mapping

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from .html import hides
from .seen import Break, Piece, Seen

InlineRule = Callable[[StateInline, bool], bool]

Note = Callable[[StateInline, int, int], None]
"""Called after a rule has matched, with where it began and how many tokens there were before."""


class InlineReader:
    """Reads the content of blocks with the parser of their page."""

    def __init__(self, parser: MarkdownIt, definitions: EnvType) -> None:
        self._parser = parser
        self._definitions = definitions
        self._noted: list[tuple[Seen, Token | None]] = []
        rules = parser.inline.ruler
        for name, (rule, note) in self._rules().items():
            rules.at(name, self._noting(rule, note))
        rules.at("image", _image)
        rules.push("literal", self._noting(_literal, self._verbatim))
        # It would join delimiters to their neighbours, and then nothing tells which of them were used.
        parser.inline.ruler2.disable("fragments_join")

    def read(self, content: str) -> Iterator[Seen]:
        """Give the visible pieces of some content, in order."""
        self._noted = []
        self._parser.inline.parse(content, self._parser, self._definitions, [])
        hidden = 0
        for seen, token in self._noted:
            if token is not None and token.type == "html_inline":
                hidden = max(0, hidden + hides(token.content))
            elif not hidden and (token is None or _is_shown(token)):
                yield seen

    def _rules(self) -> Mapping[str, tuple[InlineRule, Note]]:
        return {
            "text": (rules_inline.text, self._verbatim),
            "newline": (rules_inline.newline, self._line_break),
            "escape": (rules_inline.escape, self._escape),
            "backticks": (rules_inline.backtick, self._backticks),
            "strikethrough": (rules_inline.strikethrough.tokenize, self._delimiters),
            "emphasis": (rules_inline.emphasis.tokenize, self._delimiters),
            "autolink": (rules_inline.autolink, self._autolink),
            "html_inline": (rules_inline.html_inline, self._tag),
            "entity": (rules_inline.entity, self._entity),
        }

    def _noting(self, rule: InlineRule, note: Note) -> InlineRule:
        def noting(state: StateInline, silent: bool) -> bool:
            if silent:
                return rule(state, silent)
            start, known = state.pos, len(state.tokens)
            matched = rule(state, silent)
            if matched:
                note(state, start, known)
            return matched

        return noting

    def _note(self, seen: Seen, token: Token | None = None) -> None:
        self._noted.append((seen, token))

    def _verbatim(self, state: StateInline, start: int, _known: int) -> None:
        self._note(Piece(state.src[start : state.pos], start, state.pos))

    def _line_break(self, state: StateInline, _start: int, _known: int) -> None:
        self._note(Break(" " if state.tokens[-1].type == "softbreak" else "\n"))

    def _escape(self, state: StateInline, start: int, known: int) -> None:
        token = state.tokens[-1]
        if token.type == "hardbreak":
            self._line_break(state, start, known)
        else:
            self._note(Piece(token.content, state.pos - len(token.content), state.pos))

    def _backticks(self, state: StateInline, start: int, known: int) -> None:
        if len(state.tokens) == known or state.tokens[-1].type != "code_inline":
            self._verbatim(state, start, known)

    def _delimiters(self, state: StateInline, start: int, known: int) -> None:
        """Note each delimiter with its token, which is still a text in the end if it delimits nothing."""
        new = state.tokens[known:]
        reached = state.pos - sum(len(token.content) for token in new)
        for token in new:
            # The first token may be pending text that the rule has flushed: it stands before `start`.
            if reached >= start:
                self._note(Piece(token.content, reached, reached + len(token.content)), token)
            reached += len(token.content)

    def _autolink(self, state: StateInline, start: int, _known: int) -> None:
        self._note(Piece(state.src[start + 1 : state.pos - 1], start + 1, state.pos - 1))

    def _tag(self, state: StateInline, _start: int, _known: int) -> None:
        token = state.tokens[-1]
        if token.content.lower().startswith("<br"):
            self._note(Break("\n"))
        else:
            self._note(Break(""), token)

    def _entity(self, state: StateInline, start: int, _known: int) -> None:
        self._note(Piece(state.tokens[-1].content, start, state.pos))


def _image(state: StateInline, silent: bool) -> bool:
    """Pass over an image. Its alternative text is not read; the token keeps delimiters around it apart."""
    matched = rules_inline.image(state, True)
    if matched and not silent:
        state.push("image", "img", 0)
    return matched


def _literal(state: StateInline, silent: bool) -> bool:
    """Take one character as it is, where no other rule matches. The parser would do so too, but unnoticed."""
    if not silent and not state.pending:
        # Any text will do: it keeps the delimiters before and after it apart, and is not read.
        state.pending = state.src[state.pos]
    state.pos += 1
    return True


def _is_shown(delimiter: Token) -> bool:
    """Say whether a delimiter has stayed text; of `**`, one asterisk becomes the tag and the other is emptied."""
    return delimiter.type == "text" and bool(delimiter.content)
