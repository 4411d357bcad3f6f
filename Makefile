# Everything a person does with this project. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
SIGNED = $(if $(HOST),DISPATCH_ACCESS=$${DISPATCH_ACCESS:-accounts} DISPATCH_HOSTS=$${DISPATCH_HOSTS:-$(HOST)})
SERVED = $(if $(HOST),--server.address $(HOST) --browser.serverAddress $(HOST))
.DEFAULT_GOAL := help
.PHONY: help run test check fix sample bench audit bundle packages

help:  ## what can be done here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

run: $(VENV)/.product  ## start the dashboard on 127.0.0.1:8501; HOST=name serves the office, with accounts
	$(SIGNED) $(BIN)/python -m streamlit run app.py --server.port $(PORT) $(SERVED)

test: $(VENV)/.develop packages  ## every test (slow ones: make test ARGS="-m slow")
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -m "not slow" -n auto --dist loadfile $(ARGS)

check: $(VENV)/.develop  ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/.develop  ## mend what the checks can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

sample: $(VENV)/.develop  ## make the sample workbooks anew
	$(BIN)/python -m sample_data.make

bench: $(VENV)/.develop  ## ratios, measured in one run
	$(BIN)/python -m benchmarks

audit: $(VENV)/.product  ## known vulnerabilities and licences of the pinned packages (needs the network)
	$(PYTHON) -m venv $(VENV)/audit && $(VENV)/audit/bin/python -m pip install -q pip-audit==2.10.1 pip-licenses==5.5.5
	$(VENV)/audit/bin/pip-licenses --python $(BIN)/python --from=mixed --order=license --partial-match --fail-on "AGPL;GNU General Public;GPLv"
	$(VENV)/audit/bin/pip-audit --no-deps --disable-pip -r constraints.txt

bundle: $(VENV)/.product  ## one archive with all wheels for Linux and Windows, to install without a network
	$(BIN)/python deploy/bundle.py dispatch-dashboard.zip $(ARGS)

packages:
	@sh deploy/packages.sh

$(VENV)/.product: requirements.txt constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

$(VENV)/.develop: requirements.txt requirements-province.txt requirements-dev.txt constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@ $(VENV)/.product
