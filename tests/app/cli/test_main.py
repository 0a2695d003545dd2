import signal
import subprocess
import sys

import pytest

from model import Classifier

COMMANDS = ("channels", "check", "explain", "report", "score", "serve")


def test_without_a_command_the_help_is_shown(run) -> None:
    result = run()
    assert (result.code, "Usage: flipguard" in result.err) == (2, True)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help_with_examples(run, command: str, option: str) -> None:
    result = run(command, option)
    assert (result.code, result.err) == (0, "")
    assert f"  flipguard {command}" in result.out
    assert "Examples:\n" in result.out
    assert max(map(len, result.out.splitlines())) <= 100


def test_the_version_tells_the_program_and_the_model(run, classifier: Classifier) -> None:
    result = run("--version")
    program, model = result.out.splitlines()
    assert (result.code, program.split()[0]) == (0, "flipguard")
    assert model == f"model {classifier.identity.version} ({classifier.identity.digest})"


def test_the_version_is_told_without_a_model_too(run, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("FLIPGUARD_MODEL_FOLDER", str(tmp_path))
    result = run("--version")
    assert (result.code, f"model none: There is no model in {tmp_path}" in result.out) == (0, True)


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["check"], ["check", "-", "--format", "xml"], ["score", "a"], ["serve", "--port", "x"]]
)
def test_a_call_that_makes_no_sense_is_refused(run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "--help" in result.err


def test_help_waits_neither_for_the_model_nor_for_the_web_stack() -> None:
    code = (
        "import sys; from app.cli.main import main; codes = [main(['-h']), main(['check', '-h'])];"
        "heavy = {'model', 'sklearn', 'numpy', 'fastapi', 'starlette', 'pydantic', 'markdown_it'} & set(sys.modules);"
        "sys.exit(f'{codes} {heavy}' if heavy or any(codes) else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_a_reader_that_has_gone_is_no_fault(start, post) -> None:
    rows = post("in.jsonl", b'{"text": "hello", "padding": "%s"}\n' % (b"x" * 10_000) * 50)
    process = start("score", rows, "-")
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(120) == 141
    assert process.stderr.read() == b""


def test_control_c_ends_a_run_with_130(start) -> None:
    process = start("score", "-", "-")
    process.stdin.write(b'{"text": "hello"}\n')
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert (process.wait(120), process.stderr.read()) == (130, b"\nflipguard: stopped.\n")


def test_a_fault_of_the_program_is_told_without_quoting_the_post(run, post, monkeypatch) -> None:
    secret = "dinner was lovely"

    def fail(*_: object) -> int:
        raise KeyError(secret)

    monkeypatch.setattr("app.cli.checking.check_files", fail)
    result = run("check", post("a.txt", "hello"))
    assert result.code == 2
    assert "KeyError: this is a fault of the program" in result.err
    assert secret not in result.err


def test_a_full_disk_is_told_in_a_sentence(process, post) -> None:
    result = process("score", post("in.jsonl", b'{"text": "hello"}\n'), "/dev/full")
    assert (result.code, result.err) == (2, "flipguard: No space left on device.\n")
