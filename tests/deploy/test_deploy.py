"""What is shipped for deployment fits the real schemas, the real settings and the real metrics."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import kubernetes_validate
import promql_parser
import pytest
import yaml
from prometheus_client.metrics_core import Metric

from app.http.metrics import Metrics
from app.settings import FILE_VARIABLE, SECRETS_VARIABLE, Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
MANIFESTS = [file for file in sorted((DEPLOY / "kubernetes").glob("*.yaml")) if file.stem != "kustomization"]
DASHBOARD = json.loads((DEPLOY / "grafana" / "dashboards" / "flipguard.json").read_text())
ALERTS = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text())

VARIABLES = {f"FLIPGUARD_{name.upper()}" for name in Settings.model_fields} | {FILE_VARIABLE, SECRETS_VARIABLE}
NOT_OURS = {"up"}


def manifest(name: str) -> Any:
    return yaml.safe_load((DEPLOY / "kubernetes" / f"{name}.yaml").read_text())


@pytest.mark.parametrize("file", MANIFESTS, ids=lambda file: file.stem)
@pytest.mark.parametrize("version", ["1.31", "1.34"])
def test_kubernetes_takes_every_manifest(file: Path, version: str) -> None:
    for document in yaml.safe_load_all(file.read_text()):
        kubernetes_validate.validate(document, version, strict=True)


def test_kustomize_is_given_every_manifest() -> None:
    assert set(manifest("kustomization")["resources"]) == {file.name for file in MANIFESTS}


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.compose-spec", "compose.yaml"),
    ],
)
def test_compose_takes_its_file(schema: str, file: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(DEPLOY / file)]

    checked = subprocess.run(command, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout


def test_the_pods_are_confined_and_probed() -> None:
    pod = manifest("deployment")["spec"]["template"]["spec"]
    (container,) = pod["containers"]

    assert pod["securityContext"]["runAsNonRoot"]
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert pod["enableServiceLinks"] is False
    probes = {container[probe]["httpGet"]["path"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert probes == {"/health/live", "/health/ready"}


def test_a_pod_is_given_the_time_that_its_settings_promise() -> None:
    seconds = int(manifest("configuration")["data"]["FLIPGUARD_SHUTDOWN_SECONDS"])

    assert manifest("deployment")["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] >= seconds + 5 + 10


def test_every_setting_that_is_set_exists() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]["flipguard"]
    secrets = {f"FLIPGUARD_{name.upper()}" for name in Settings.model_fields}

    assert set(manifest("configuration")["data"]) <= VARIABLES
    assert set(compose["environment"]) <= VARIABLES
    named = {secret["target"].upper() for secret in compose["secrets"] if not secret["target"].endswith(".toml")}
    assert named <= secrets


def expressions() -> list[str]:
    panels = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
    return panels + [rule["expr"] for group in ALERTS["groups"] for rule in group["rules"]]


def real_names() -> dict[str, set[str]]:
    """Give the samples that the service exposes, each with the labels that it can have."""
    metrics = Metrics()
    names: dict[str, set[str]] = {}
    for collector, samples in metrics.registry._collector_to_names.items():
        labels = set(getattr(collector, "_labelnames", ()))
        for sample in samples:
            names[sample] = labels | ({"le"} if sample.endswith("_bucket") else set())
    for family in metrics.registry.collect():
        for sample in family.samples:
            names.setdefault(sample.name, set(sample.labels))
    return names


def parsed(expression: str) -> str:
    return re.sub(r"\$__(rate_interval|range)", "5m", expression)


@pytest.mark.parametrize("expression", expressions())
def test_prometheus_can_ask_it_and_the_service_has_what_it_asks_for(expression: str) -> None:
    promql_parser.parse(parsed(expression))
    names = real_names()
    asked = re.findall(r"\b([a-z_]+)(?:\{([^}]*)\})?\[|\b((?:flipguard|process)_[a-z_]+)(?:\{([^}]*)\})?", expression)
    for ranged, its_labels, plain, other_labels in asked:
        name, labels = ranged or plain, its_labels or other_labels
        if name in NOT_OURS:
            continue
        assert name in names
        assert set(re.findall(r"(\w+)\s*=", labels)) <= names[name] | {"job", "instance"}
    for grouping in re.findall(r"by \(([^)]*)\)", expression):
        known = set().union(*(names[name] for name in names if name in expression))
        assert {label.strip() for label in grouping.split(",")} <= known


def test_every_number_of_the_service_is_shown_on_the_dashboard() -> None:
    text = json.dumps(DASHBOARD)
    families: list[Metric] = list(Metrics().registry.collect())

    ours = {family.name for family in families if family.name.startswith("flipguard_")}
    assert len(ours) >= 14
    assert {name for name in ours if name not in text} == set()


def test_prometheus_scrapes_the_service_of_the_compose_file() -> None:
    scrape = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yaml").read_text())["scrape_configs"][0]
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    host, port = scrape["static_configs"][0]["targets"][0].split(":")

    assert services[host]["environment"]["FLIPGUARD_PORT"] == port
    assert scrape["authorization"]["credentials_file"] == "/run/secrets/metrics_key"
    assert "metrics_key" in services["prometheus"]["secrets"]
