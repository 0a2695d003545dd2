"""JUnit: the XML that CI servers show as test results. Each post is a test; one that fails the run has failed."""

from collections.abc import Iterator

from junitparser import Attr, Error, Failure, IntAttr, JUnitXml, TestCase, TestSuite

from ..outcome import Checked, Outcome
from ..screen import printable
from ..sources.notice import Notice
from ..sources.post import Trouble
from . import Run
from .remark import Remark, Remarks, relative


class PostCase(TestCase):
    """A test case that says where its post stands, so that GitLab and others lead to it."""

    file = Attr()
    line = IntAttr()


def render(run: Run) -> Iterator[str]:
    """Give the document in one part."""
    suite, remarks = TestSuite("flipguard"), Remarks()
    for outcome in run.outcomes:
        suite.add_testcase(_case(outcome, list(remarks.of(outcome))))
    report = JUnitXml("flipguard")
    report.add_testsuite(suite)
    report.update_statistics()  # type: ignore[no-untyped-call]
    yield report.tostring().decode() + "\n"  # type: ignore[no-untyped-call]


def _case(outcome: Outcome, remarks: list[Remark]) -> TestCase:
    case = PostCase(printable(_name(outcome)), classname="flipguard")
    case.file, case.line = printable(relative(outcome.path)), _line(outcome)
    if isinstance(outcome, Trouble):
        case.result = [_result(Error, remarks)]
    elif isinstance(outcome, Notice) or outcome.fails:
        case.result = [_result(Failure, remarks)]
    elif remarks:
        case.system_out = _details(remarks)
    return case


def _name(outcome: Outcome) -> str:
    if isinstance(outcome, Checked):
        return outcome.post.name
    return f"{outcome.path}: {outcome.rule}" if isinstance(outcome, Notice) else outcome.path


def _line(outcome: Outcome) -> int:
    if isinstance(outcome, Trouble):
        return outcome.line or 1
    return outcome.at.line if isinstance(outcome, Notice) else outcome.start.line


def _result(kind: type[Error] | type[Failure], remarks: list[Remark]) -> Error | Failure:
    """Give one result, as each test has one: parsers count them."""
    first = remarks[0]
    result = kind(printable(f"{first.path}:{first.start.line}: {first.rule}"), first.rule)
    result.text = _details(remarks)
    return result


def _details(remarks: list[Remark]) -> str:
    return printable("\n".join(map(_detail, remarks)), keep="\n")


def _detail(remark: Remark) -> str:
    return f"{remark.path}:{remark.start.line}:{remark.start.column}: {remark.rule}: {remark.message}"
