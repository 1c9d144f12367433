# The two commands that set everything up are `make run` and `make test`.
SCENARIO := Scenarios/shangrao/day.json
RESULTS := Results/day.sqlite
PARKSIM := .build/release/parksim
# Tests wait for what simulates, so that is compiled with optimization (docs/decisions/0012); a folder of its
# own keeps `swift build` and `swift test` as they are.
TEST := PARKSIM_OPTIMIZED=1 swift
# With the server, which other builds go without (docs/decisions/0020).
TEST_FLAGS := --scratch-path .build-test --traits Server

.PHONY: run test build bench docs dist student-kit check-all lint imports dependencies clean

run: build
	$(PARKSIM) run $(SCENARIO) --out $(RESULTS)

build: dependencies
	swift build -c release --product parksim

test: dependencies
	$(TEST) build --build-tests $(TEST_FLAGS)
	$(TEST) test --skip-build --disable-xctest $(TEST_FLAGS)

bench: dependencies
	python3 Benchmarks/compare.py

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Plugins Tests Examples Benchmarks/Package.swift Benchmarks/Sources Benchmarks/Store Benchmarks/Park

imports:
	Tools/check-imports.sh

dependencies:
	@Tools/install-libraries.sh

# The pages of every module of the library; a link that leads nowhere is an error.
docs:
	for module in ElementaryFunctions DiscreteEvents OutputStatistics; do \
	  swift package generate-documentation --target $$module --disable-indexing --warnings-as-errors || exit; \
	done

# Archives for machines without a Swift toolchain, in dist/.
dist student-kit: dependencies
	Tools/make-kit.sh $@

check-all: dependencies lint imports test
	Tools/check-all.sh

clean:
	rm -rf .build .build-* dist Benchmarks/.build Benchmarks/.venv .venv-schema
