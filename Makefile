# One door for developers. Every target does the set-up it needs.
SHELL := /bin/sh
PY := .venv/bin/python
ifneq ($(wildcard ../shared/data),)
export ATALAYA_DATA ?= $(abspath ../shared/data)
endif
.PHONY: help run test check bench soak gallery pictures
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: ## the whole thing: database, backend, a simulated city and the console (KEEP=1 goes on without a display)
	@sh dev/setup.sh run && exec $(PY) -m dev.run $(ARGS)

check: ## ruff, mypy --strict, import contracts
	@sh dev/setup.sh test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo

test: ## check, then every test (under 10 minutes)
	@began=$$(date +%s%N); sh dev/setup.sh test || exit 1; \
	ATALAYA_SETUP_MS=$$(( ($$(date +%s%N) - began) / 1000000 )); export ATALAYA_SETUP_MS; \
	$(MAKE) --no-print-directory check && exec $(PY) -m pytest

bench: ## one claim against a peer: make bench NAME=run [QUICK=1] [SABOTAGE=1]
	@test -f "benchmarks/$(NAME).py" || { echo "make bench NAME=one of:"; \
		grep -l 'sys.exit(bench(' benchmarks/*.py | sed '/report/d; s|.*/\(.*\)\.py|  \1|'; exit 2; }
	@sh dev/setup.sh run $$(sed -n 's/^# Debian: //p' "benchmarks/$(NAME).py") && exec $(PY) -m "benchmarks.$(NAME)"

soak: ## the long tests (hours of city time), or one of them: make soak NAME=session [QUICK=1] [SABOTAGE=1]
	@sh dev/setup.sh test || exit 1; [ -n "$(NAME)" ] || exec $(PY) -m pytest -m soak --timeout=3600; \
	test -f "benchmarks/soak_$(NAME).py" || { echo "make soak NAME=one of:"; \
		ls benchmarks/soak_*.py | sed -n '/_desk/d; s|.*/soak_\(.*\)\.py|  \1|p'; exit 2; }; \
	exec $(PY) -m "benchmarks.soak_$(NAME)"

gallery: ## every widget with sample data (pictures of them without a display)
	@sh dev/setup.sh run || exit 1; [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ] || exec $(PY) -m widgets.gallery $(ARGS); \
	echo "gallery: no display: pictures go to build/gallery"; \
	QT_QPA_PLATFORM=offscreen exec $(PY) -m widgets.gallery --save build/gallery

pictures: ## every role's pages in both themes, languages and sizes; docs/pictures made anew where they changed
	@sh dev/setup.sh run pngquant && exec $(PY) -m dev.pictures $(ARGS)
