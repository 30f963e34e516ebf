# The two commands of the README, each doing its own set-up: make binder, make test.
PYTHON ?= python3
BIN := .venv/bin
# CI names uv here: the same packages, ten times faster.
INSTALL ?= $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Programs that tests and benchmarks start again and again keep their compiled modules, as those of users do.
unexport PYTHONDONTWRITEBYTECODE
# One process for each processor, each with whole files of tests.
AT_ONCE := -n auto --dist loadfile
SOURCES := $(shell find src/loosfiches/locale -name '*.po')
CATALOGUES := $(SOURCES:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: help binder site pictures test test-web prove check bench format schemas catalogue lock wheel clean

help: ## Dire ce que make sait faire | List what make can do
	@case "$${LC_ALL:-$${LC_MESSAGES:-$$LANG}}" in fr* | C* | "") cut=' | .*' ;; *) cut='	.* | ' ;; esac; \
	sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | sed "s/$$cut/$$(test "$$cut" = ' | .*' || echo '	')/" | expand -t 20

binder: .venv/run $(CATALOGUES) ## Fabriquer le classeur à imprimer, build/classeur.pdf | Build the printable binder, build/classeur.pdf
	@$(BIN)/loosfiches binder

site: .venv/run $(CATALOGUES) ## Fabriquer le site, build/site/index.html | Build the web site, build/site/index.html
	@$(BIN)/loosfiches render

pictures: .venv/dev binder site ## Refaire les images des README, dans docs/ | Draw the pictures of the READMEs anew, in docs/
	@$(BIN)/python docs/pictures.py

test: .venv/dev $(CATALOGUES) ## Lancer les tests | Run the tests
	@$(BIN)/pytest $(AT_ONCE)

test-web: .venv/dev $(CATALOGUES) build/web/done ## Lancer les tests qui demandent Node.js ou Chromium : éditeurs, site | Run the tests that need Node.js or Chromium: editors, site
	@$(BIN)/pytest $(AT_ONCE) tests/web

prove: .venv/dev $(CATALOGUES) ## Lancer ce qui dure : un million de fiches abîmées, un arrêt à chaque écriture | Run what takes long: a million spoilt documents, a stop at every write
	@$(BIN)/pytest -n auto --dist load tests/prove

check: .venv/dev $(CATALOGUES) ## Vérifier format, style, types, imports et nos propres fiches | Check format, style, types, imports, and our own sheets
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/loosfiches validate --strict

bench: .venv/dev $(CATALOGUES) build/bench/done ## Chronométrer validate, binder et render face à d’autres outils | Time validate, binder and render next to others
	@$(BIN)/python -m benchmarks.validate --tools build/bench/bin
	@$(BIN)/python -m benchmarks.binder --tools build/bench/bin
	@$(BIN)/python -m benchmarks.site --tools build/bench/bin

format: .venv/dev ## Mettre le code en forme | Put the code in its format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

schemas: .venv/run $(CATALOGUES) ## Réécrire fiches/schemas/ | Write fiches/schemas/ anew
	@$(BIN)/loosfiches schema

catalogue: .venv/dev ## Accorder les mots français aux messages du code | Bring the French words in line with the code's messages
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F babel.cfg -k plural:1,2 -k later --no-location -o build/loosfiches.pot .
	@$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 110 -D loosfiches \
		-i build/loosfiches.pot -d src/loosfiches/locale

lock: .venv/dev ## Refixer chaque paquet, avec empreintes et sans adresses | Pin every package anew, with hashes and without addresses
	@$(BIN)/pip install --quiet uv
	@for group in run:build dev:dev; do $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header \
		--python-version 3.11 --upgrade pyproject.toml --group $${group#*:} -o requirements/$${group%:*}.txt; done

wheel: .venv/dev ## Fabriquer dist/loosfiches-*.whl | Build dist/loosfiches-*.whl
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

clean: ## Effacer ce qui a été fabriqué, environnement virtuel compris | Remove what was built, the virtual environment included
	@rm -rf .venv build dist

# Set-up: a virtual environment with the pinned packages, and what Python alone cannot bring.
.venv/run: requirements/run.txt requirements/system.sh pyproject.toml build_hook.py src/loosfiches/print/fonts.py
	@PYTHON=$(PYTHON) requirements/system.sh
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements/dev.txt .venv/run
	@requirements/system.sh test
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

build/bench/done: .venv/run benchmarks/requirements.txt
	@$(BIN)/python -m venv build/bench
	@build/bench/bin/pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	@touch $@

build/web/done: tests/web/package.json tests/web/package-lock.json requirements/system.sh
	@requirements/system.sh web
	@mkdir -p build/web && cp tests/web/package.json tests/web/package-lock.json build/web
	@npm ci --prefix build/web --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

%.mo: %.po .venv/run
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@
