# Two commands do everything: `make run` and `make test`. `make help` lists the rest.

VENV := .venv
PY := $(VENV)/bin/python
PYTEST := $(PY) -m pytest -q -n logical --maxprocesses 8
STAGE := @.ci/stage
SEMANTIC := .venv-semantic
STARTED := $(shell date +%s)
UV := $(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header $(ARGS)

.DEFAULT_GOAL := help
.PHONY: audit help install run test test-semantic browser fuzz faults format bench lock clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 15

install: $(VENV)/.installed ## Prepare .venv with the `plumbline` command

run: install ## Serve on 127.0.0.1:8000; ARGS is passed on: make run ARGS="--port 8001"
	@$(VENV)/bin/plumbline serve $(ARGS)

test: $(VENV)/.installed-dev browser ## Run the whole check
	$(STAGE) format $(VENV)/bin/ruff format --check .
	$(STAGE) lint $(VENV)/bin/ruff check .
	$(STAGE) types $(VENV)/bin/mypy
	$(STAGE) contracts $(VENV)/bin/lint-imports --no-logo
	$(STAGE) audit $(PY) .ci/audit.py
	$(STAGE) image $(PY) .ci/check_dockerfile.py
	$(STAGE) tests $(PYTEST) --ignore tests/browser
	$(STAGE) browser $(PYTEST) tests/browser
	@echo "== the whole check passed in $$(($$(date +%s) - $(STARTED))) s"

test-semantic: $(SEMANTIC)/.installed ## Try the semantic judge with real models; installs PyTorch
	$(STAGE) semantic $(SEMANTIC)/bin/python -m pytest -q tests/semantic

browser: $(VENV)/.installed-dev ## Find a Chromium, or install one
	@$(PY) -m tests.browser.chromium

fuzz: $(VENV)/.installed-dev ## Send a hundred times as much as the check does, other things each time
	@PLUMBLINE_TEST_REQUESTS=100 PLUMBLINE_TEST_DESKS=100 PLUMBLINE_TEST_TEXTS=5000 $(PYTEST) \
		tests/web/test_fuzzing.py tests/pipeline/test_modelled.py tests/test_parsers.py

faults: $(VENV)/.installed-dev ## Kill imports and reviewers 200 times each, on both databases
	@PLUMBLINE_TEST_DEATHS=200 $(PYTEST) tests/pipeline/test_dying.py

format: $(VENV)/.installed-dev ## Format the code and mend what can be mended
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

bench: $(VENV)/.installed-bench $(VENV)/.installed-dev ## Measure, beside a peer in the same run
	@$(PY) -m benchmarks.speed $(ARGS)
	@$(PY) -m benchmarks.desk

lock: install ## Write the lock files anew; ARGS=--upgrade for newer versions
	@.ci/pip-install $(PY) uv uv
	$(UV) pyproject.toml -o requirements.lock
	$(UV) pyproject.toml -o requirements-dev.lock --extra dev -c requirements.lock
	$(UV) pyproject.toml -o requirements-bench.lock --extra bench -c requirements-dev.lock
	$(UV) pyproject.toml -o requirements-semantic.lock --extra semantic --group semantic-test -c requirements-dev.lock
	$(UV) --group build -o requirements-build.lock -c requirements-dev.lock

audit: install ## Hold the locked packages against the known weaknesses; fails where these can't be had
	@$(PY) .ci/audit.py --must

clean: ## Remove what the other targets made, but no data
	@rm -rf $(VENV) $(SEMANTIC) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist

$(PY):
	@.ci/venv $(VENV)

$(VENV)/.installed: requirements.lock requirements-build.lock pyproject.toml | $(PY)
	@.ci/pip-install $(PY) "the locked packages" --require-hashes -r requirements.lock -r requirements-build.lock
	@.ci/pip-install $(PY) "plumbline itself" --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@.ci/pip-install $(PY) "what the check needs" --require-hashes -r requirements-dev.lock
	@touch $@

$(SEMANTIC)/.installed: requirements-semantic.lock requirements-dev.lock
	@.ci/venv $(SEMANTIC)
	@.ci/pip-install $(SEMANTIC)/bin/python "PyTorch, in the build that pip finds" torch==2.13.0
	@.ci/pip-install $(SEMANTIC)/bin/python "what the semantic judge needs" --require-hashes -r requirements-semantic.lock
	@.ci/pip-install $(SEMANTIC)/bin/python "what the check needs" --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed requirements-bench.lock
	@.ci/pip-install $(PY) "what the benchmarks need" --require-hashes -r requirements-bench.lock
	@touch $@
