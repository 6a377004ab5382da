# make demo: build the demonstration archive and serve it.   make test: every check.   make bench: speed, side by side; make bench-full: docs/performance.md.
# make crawl: what takes long: whole runs of a source, the whole site, a real browser, servers, publishing, killing.
# make pictures: the pictures of the README, from the journeys through the site.
# make fit: the weights of what is read in prose, from annotated texts; FIT='--write --without' where those shaped like real ones are absent.
# make audit: known weaknesses in what is pinned; needs the network.   make dist/esfarkiv.cdx.json: a bill of materials.
# make accuracy: what is read right, field by field, against its floors, which the site tells.   make docs: the data dictionary and the map of imports.
PYTHON ?= python3
PORT ?= 8001
FIT ?= --write
BIN := .venv/bin
# The many processes that tests start find their modules compiled, whatever the shell asks for.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test suite crawl pictures bench bench-full bench-site accuracy fit lint types imports docs audit clean

# Pages and registers by name: a folder would also tell of the records that the suite keeps beside them.
demo: .venv/demo
	rm -f .venv/demo.db .venv/demo.private.db
	$(BIN)/esfarkiv build --db .venv/demo.db fixtures/projektbank-*/*/page.* fixtures/registers/*/register.csv
	$(BIN)/esfarkiv serve --db .venv/demo.db --port $(PORT) \
	  --notice "Demonstration: alla projekt, organisationer och personer här är påhittade."

# The type checker, which works on one processor, runs beside the suite.
test: .venv/dev
	$(MAKE) --no-print-directory --jobs 2 lint imports types suite

suite: .venv/dev
	$(BIN)/pytest --numprocesses auto --dist worksteal -m "not crawl"

crawl: .venv/dev
	$(BIN)/pytest --numprocesses auto -m crawl

pictures: .venv/dev
	$(BIN)/pytest -m crawl --pictures docs/pictures tests/site/test_journeys.py

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev
	$(BIN)/mypy

imports: .venv/dev
	$(BIN)/lint-imports --no-logo

bench: .venv/dev
	$(BIN)/python -m benchmarks.speed.parse_speed
	$(BIN)/python -m benchmarks.speed.build_speed 1000

# Takes long. Keeps its figures in benchmarks/speed/performance.json; the page is made of what is kept.
bench-full: .venv/dev
	$(BIN)/python -m benchmarks.speed.performance --builds 1000 7000 --archives 1000 5000 20000
	$(BIN)/python -m benchmarks.speed.performance --builds 1000 --menu 250
	$(BIN)/python -m benchmarks.speed.performance --builds 200 --text
	$(BIN)/python -m benchmarks.speed.performance_page > docs/performance.md

bench-site: .venv/dev
	rm -f .venv/large.db .venv/large.private.db
	$(BIN)/python -m benchmarks.speed.large_archive 5000 .venv/large.db --short
	$(BIN)/python -m benchmarks.speed.site_speed .venv/large.db

accuracy: .venv/dev
	$(BIN)/python -m benchmarks.accuracy.page_facts
	$(BIN)/python -m benchmarks.accuracy.prose_accuracy
	$(BIN)/python -m benchmarks.accuracy.published_floors

fit: .venv/dev
	$(BIN)/python -m benchmarks.fitting.sections $(FIT)
	$(BIN)/python -m benchmarks.fitting.numbers $(FIT)
	$(BIN)/python -m benchmarks.fitting.tags $(FIT)
	$(BIN)/python -m benchmarks.fitting.prose_facts $(FIT)
	$(BIN)/python -m benchmarks.accuracy.real_shaped

docs: .venv/dev
	$(BIN)/python -m schema.data_dictionary > docs/data-dictionary.md
	$(BIN)/python -m docs.import_map
	$(BIN)/python -m docs.licences > docs/licences.md

# What a release says of what it is made of. The first needs the network: it asks for known weaknesses.
audit: .venv/dev
	$(BIN)/pip-audit --requirement requirements.txt --require-hashes --disable-pip --strict
	$(BIN)/pip-audit --requirement requirements-dask.txt --require-hashes --disable-pip --strict

dist/esfarkiv.cdx.json: requirements.txt pyproject.toml .venv/dev
	mkdir -p dist
	$(PYTHON) -m venv --clear dist/runtime
	dist/runtime/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m cyclonedx_py environment --pyproject pyproject.toml --output-reproducible -o $@ dist/runtime

.venv/demo: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev: requirements-dev.txt .venv/demo .venv/pywb/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

# The web archive that the tests ask, apart because its pins are old; without what would need a compiler.
.venv/pywb/ready: requirements-pywb.txt .venv/demo
	$(PYTHON) -m venv .venv/pywb
	.venv/pywb/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-pywb.txt
	touch $@

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
