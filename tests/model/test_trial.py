"""What loads on first use has loaded when a model was tried out."""

import subprocess
import sys


def test_nobody_waits_for_evidence_and_advice_to_load() -> None:
    program = (
        "import sys; from model import Classifier, tried_out; tried_out(Classifier.load());"
        "print(*sorted({'model.evidence', 'model.advice.plan'} - set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"\n"
