# make demo    build a graph from seeds/, ask it three questions, draw it
# make test    the test suite, in under five minutes
# make check   ruff, mypy, layers, the wheel, the slow tests
# make lock    write the requirements anew (needs uv)

PYTHON ?= python3
BIN := .venv/bin
KG := $(BIN)/kg --workspace kg-workspace
# Two at a time, a file each: every worker starts a model and a Neo4j of its own.
WORKERS := -n 2 --dist loadfile
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install

# The demo is about this folder, whatever the user's own kg works with.
unexport KG_WORKSPACE KG_STORE

.PHONY: demo test check lock clean

demo: .venv/.run
	@echo "== kg build seeds: who did or said what to whom, in fifteen articles"
	@$(KG) build seeds
	@echo
	@echo "== kg query demands: who demands what of whom?"
	@$(KG) query demands
	@echo
	@echo "== kg query office-on-day -p of=Taliban -p day=2016-04-01: who led the Taliban on 1 April 2016?"
	@$(KG) query office-on-day -p of=Taliban -p day=2016-04-01
	@echo
	@echo "== kg query evidence -p one=Nicholson -p other=Russia: in which sentences do Nicholson and Russia meet?"
	@$(KG) query evidence -p one=Nicholson -p other=Russia
	@echo
	@$(KG) explore -o graph.html --title "Afghanistan, 2016 and 2017"
	@echo "Open $(CURDIR)/graph.html in a browser. More: $(BIN)/kg --help"

test: .venv/.test
	@sh scripts/test_system.sh $(BIN)/python
	$(BIN)/python -m pytest $(WORKERS) -m "not slow" --durations=5

check: .venv/.check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py -q
	$(BIN)/python -m pytest $(WORKERS) -m slow --durations=5

lock:
	sh scripts/lock.sh

clean:
	rm -rf .venv kg-workspace graph.html

# hatchling is among the locked requirements, so that building kg itself asks no index for anything.
.venv/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("kg needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: .venv/.run requirements-test.txt
	$(PIP) --require-hashes -r requirements-test.txt
	@touch $@

.venv/.check: .venv/.test requirements-check.txt
	$(PIP) --require-hashes -r requirements-check.txt
	@touch $@
