# The whole way from a fresh Debian or Ubuntu with git, make and a Swift toolchain: `make lesson` or `make test`.
# Every target may be run again: what is done already is not done twice.

LESSON ?= lessons/05-xavier.md
PREFIX ?= /usr/local
PYTHON ?= python3
SWIFT ?= swift
# The interpreter's loop has too few registers to spare one for stack traces.
FLAGS := --omit-frame-pointers
BINARY := .build/release/seodang
PACKAGES := libreadline-dev libcmark-gfm-dev libcmark-gfm-extensions-dev

.PHONY: lesson test build install uninstall packages format lint check parity bench differential fuzz clean

lesson: build
	@$(BINARY) run $(LESSON)
	@printf '\n한 걸음씩 풀어 보려면: %s learn %s\n' '$(BINARY)' '$(LESSON)'

test: packages
	@echo '==> $(SWIFT) test (release)'
	@$(SWIFT) test -c release $(FLAGS)
	@$(BINARY) check lessons/*.md

build: packages
	@echo '==> $(SWIFT) build (release)'
	@$(SWIFT) build -c release $(FLAGS) --product seodang

# The two C libraries that the build links: GNU readline and cmark-gfm.
packages:
	@missing=''; for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; \
	done; \
	[ -z "$$missing" ] && exit 0; \
	command -v apt-get >/dev/null || { echo "apt-get이 없어요. 직접 설치해 주세요:$$missing"; exit 1; }; \
	[ "$$(id -u)" = 0 ] && as_root='' || as_root='sudo'; \
	echo "==> 시스템 패키지를 설치해요:$$missing"; \
	$$as_root apt-get update -qq && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing

# The binary carries its lessons and data; the Markdown files go beside it for reading and editing.
install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/seodang/lessons $(DESTDIR)$(PREFIX)/share/seodang/examples
	install -s -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/seodang
	install -m 644 lessons/*.md $(DESTDIR)$(PREFIX)/share/seodang/lessons
	install -m 644 examples/*.py $(DESTDIR)$(PREFIX)/share/seodang/examples
	install -m 644 LICENSE $(DESTDIR)$(PREFIX)/share/seodang

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/seodang $(DESTDIR)$(PREFIX)/share/seodang

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

check: build
	$(BINARY) check lessons/*.md

# The same files under CPython + PyTorch: PYTHON must be an interpreter that has torch.
parity: build
	$(PYTHON) Benchmarks/parity.py --seodang $(BINARY) --python $(PYTHON)

bench: build
	$(PYTHON) Benchmarks/compare.py --seodang $(BINARY) --python $(PYTHON)

# Thousands of random programs under Seodang and CPython 3.11: COUNT of them, from number FIRST on.
COUNT ?= 2000
FIRST ?= 0
differential: build
	$(PYTHON) Tests/Differential/compare.py --seodang $(BINARY) --python $(PYTHON) --count $(COUNT) --first $(FIRST)

# libFuzzer on the parser and on the whole interpreter, MINUTES each.
MINUTES ?= 10
fuzz: packages
	Tests/Fuzz/build.sh
	Tests/Fuzz/run.sh parser $(MINUTES)
	Tests/Fuzz/run.sh script $(MINUTES)

clean:
	$(SWIFT) package clean
