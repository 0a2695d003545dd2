import subprocess
import sys
import zipfile
from pathlib import Path

from model.artifact import released_folder

ROOT = Path(__file__).parents[1]


def test_the_wheel_holds_the_product_and_its_model_and_nothing_of_how_it_was_made(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    rooms = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert rooms == {"app", "model"}
    released = released_folder()
    for file in (path for path in released.rglob("*") if path.is_file()):
        assert f"model/artifacts/{released.name}/{file.relative_to(released).as_posix()}" in names
    assert "app/page/index.html" in names
    assert any(name.endswith("entry_points.txt") for name in names)


def test_the_image_gets_only_what_the_product_needs() -> None:
    copied = [
        line.split()[1]
        for line in (ROOT / "Dockerfile").read_text("utf-8").splitlines()
        if line.startswith("COPY ") and "--from" not in line
    ]
    assert "training" not in copied
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert set(copied) <= kept | {"README.md", "LICENSE", "pyproject.toml"}
    assert "training" not in kept
