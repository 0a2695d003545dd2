"""The service under Ray Serve, as it is really run: on a cluster of several processes on this machine."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import yaml
from fastapi.testclient import TestClient

from app.http import create_app
from app.settings import Settings
from model import Classifier

ROOT = Path(__file__).parents[2]
FLIP = "25% off for my friends, only till midnight, tap to order!!"

_START = """
import sys
import ray
from ray import serve
from deploy.ray.serve import service

ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
serve.start(http_options={"host": "127.0.0.1", "port": int(sys.argv[1])})
serve.run(service)
print("ready", flush=True)
sys.stdin.read()
serve.shutdown()
"""


@contextmanager
def ray_serve(**variables: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Start the service on a free port, and end it when it is not needed any more."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FLIPGUARD_")}
    process = subprocess.Popen(
        [sys.executable, "-c", _START, str(port)],
        cwd=ROOT,
        env={**environment, "RAY_USAGE_STATS_ENABLED": "0", **variables},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.communicate(timeout=60)


def test_the_service_answers_under_ray_serve_as_it_does_by_itself(classifier: Classifier) -> None:
    with TestClient(create_app(Settings(), classifier)) as client:
        alone = client.post("/v1/check", json={"text": FLIP}).json()
    with ray_serve(FLIPGUARD_OPEN_WITHOUT_KEYS="true") as (process, address):
        assert process.stdout is not None
        assert "ready" in process.stdout.readline(), process.communicate()
        with httpx.Client(base_url=address, timeout=60) as client:
            answer = client.post("/v1/check", json={"text": FLIP})
            assert answer.status_code == 200
            assert answer.json() == alone
            refused = client.post("/v1/check", json={"text": ""})
            assert refused.headers["content-type"] == "application/problem+json"
            assert client.get("/health/ready").status_code == 200
            lines = client.post("/v1/batch", json=[{"text": FLIP}, {"text": ""}]).text.splitlines()
            assert len(lines) == 2


def test_what_is_shipped_for_ray_serve_fits_its_schema_and_our_settings() -> None:
    written = yaml.safe_load((ROOT / "deploy" / "ray" / "serve.yaml").read_text("utf-8"))
    check = (
        "import sys, json; from ray.serve.schema import ServeDeploySchema as S; S.model_validate(json.load(sys.stdin))"
    )
    subprocess.run([sys.executable, "-c", check], input=json.dumps(written), text=True, check=True)
    variables = re.findall(r"FLIPGUARD_[A-Z_]+", str(written))
    assert {name.removeprefix("FLIPGUARD_").lower() for name in variables} <= set(Settings.model_fields)
