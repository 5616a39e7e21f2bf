# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# One makefile for everything; `make` alone shows what it can do. All products go to build/.

VERSION := 0.1.0
PREFIX ?= /usr
DESTDIR ?=
BUILD ?= build
OPTIMISE ?= -O2 -g
WERROR ?= -Werror

# What Debian 12 must have. Why each is needed stands in the README.
DEPS_BUILD := gcc libc6-dev make pkg-config gettext cmark-gfm libgimp2.0-dev libgegl-dev libbabl-dev \
              libfftw3-dev libgexiv2-dev libjson-glib-dev
DEPS_RUN := gimp
DEPS_TEST := $(DEPS_RUN) procps xvfb xauth openbox xdotool imagemagick gtk2-engines-pixbuf \
             clang-format exiv2 libimage-exiftool-perl python3-jsonschema python3 parallel shellcheck
DEPS_BENCH := $(DEPS_RUN) imagemagick gmic procps
DEPS_DEMO := $(DEPS_RUN) imagemagick fonts-dejavu-core

PACKAGES_COMMON := gegl-0.4 babl glib-2.0 fftw3f
PACKAGES_DISCLOSURE := gexiv2 json-glib-1.0 $(PACKAGES_COMMON)
PACKAGES_PLUGIN := gimp-2.0 gimpui-2.0 $(PACKAGES_DISCLOSURE)

# The maths' folders, from the ground up; what each may use stands in tools/check-rooms.sh.
ROOMS := core filters survey split grain borrow measures missing metal align level recover finish operations graph questions

# Only asked for by targets that compile: on a fresh machine the libraries come with `make deps`.
# Their headers are not ours to warn about.
CFLAGS_PACKAGES = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PACKAGES_PLUGIN)))
LIBS_COMMON = $(shell pkg-config --libs $(PACKAGES_COMMON)) -lm
LIBS_DISCLOSURE = $(shell pkg-config --libs $(PACKAGES_DISCLOSURE)) -lm
LIBS_PLUGIN = $(shell pkg-config --libs $(PACKAGES_PLUGIN)) -lm

WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wno-unused-parameter \
            -Wno-missing-field-initializers -Wno-cast-function-type $(WERROR)
DEFINES := -DGETTEXT_PACKAGE='"retexture"' -DRETEXTURE_VERSION='"$(VERSION)"' \
           -DG_LOG_DOMAIN='"Retexture"' -DGIMP_DISABLE_DEPRECATED -D_GNU_SOURCE
ALL_CFLAGS = -std=c11 $(OPTIMISE) -fPIC $(WARNINGS) $(DEFINES) $(SANITIZE) \
             $(ROOMS:%=-Icommon/%) -Idisclosure -Iplugins -Iui -I$(BUILD)/generated $(CFLAGS_PACKAGES) $(CFLAGS)
ALL_LDFLAGS = $(SANITIZE) -Wl,--as-needed $(LDFLAGS)

# `make V=1` shows the commands.
Q := $(if $(V),,@)

object = $(patsubst %.c,$(BUILD)/%.o,$(1))
# name of an operation as gegl-op.h spells it in symbols
operation_names := $(subst -,_,$(basename $(notdir $(wildcard common/operations/*.c))))
method_names := $(subst -,_,$(patsubst method-%.c,%,$(notdir $(wildcard plugins/method-*.c))))

COMMON_SOURCES := $(filter-out common/graph/gegl-module.c,$(wildcard common/*/*.c))
DISCLOSURE_SOURCES := $(wildcard disclosure/*.c)
PLUGIN_SOURCES := $(wildcard plugins/*.c)
FRAMEWORK_SOURCES := $(filter-out plugins/method-%.c plugins/main.c,$(PLUGIN_SOURCES))
UI_SOURCES := $(wildcard ui/*.c)
UNIT_TESTS := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test-*.c))

LANGUAGES := $(shell cat po/LINGUAS 2>/dev/null)
CATALOGUES := $(LANGUAGES:%=$(BUILD)/locale/%/LC_MESSAGES/retexture.mo)

DOCS := $(wildcard docs/plug-in-*.md)
HELP := $(DOCS:docs/%.md=$(BUILD)/help/%.html)
ALL_C := $(sort $(wildcard */*.[ch] common/*/*.[ch] tests/*/*.[ch]))

PLUGIN := $(BUILD)/retexture
BATCH := $(BUILD)/retexture-batch
GEGL_MODULE := $(BUILD)/retexture-gegl.so

.PHONY: help deps all demo report naturalness run pictures test check fuzz fuzz-programs bench install install-system uninstall batch gegl-module pot docs \
        format check-format asan clean test-programs unit-programs FORCE
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SECONDARY:

help: ## show these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

deps: ## install what building, testing, measuring and the demo need (apt; as root or with sudo)
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_TEST) $(DEPS_DEMO) $(DEPS_BENCH)

all: $(PLUGIN) $(BATCH) $(CATALOGUES) $(HELP) ## build the plug-in and its translations

# ---- building ----------------------------------------------------------------------------------

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC    $<")
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

# gegl-op.h includes the operation's file again by the name in GEGL_OP_C_SOURCE.
$(BUILD)/common/operations/%.o: common/operations/%.c
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC    $<")
	$(Q)$(CC) $(ALL_CFLAGS) -DGEGL_OP_BUNDLE -MMD -MP -c $< -o $@

# The lists of what there is, rewritten only when they change, so that adding a file is all it takes.
list = @mkdir -p $(@D); printf '$(1) (%s)\n' $(2) | cmp -s - $@ || printf '$(1) (%s)\n' $(2) > $@
$(BUILD)/generated/operations.inc: FORCE
	$(call list,OPERATION,$(operation_names))
$(BUILD)/generated/methods.inc: FORCE
	$(call list,METHOD,$(method_names))
$(BUILD)/toy/generated/operations.inc: FORCE
	$(call list,OPERATION,$(operation_names) lift)
$(BUILD)/toy/generated/methods.inc: FORCE
	$(call list,METHOD,lift)
FORCE:

$(BUILD)/common/graph/operations.o: $(BUILD)/generated/operations.inc
$(BUILD)/plugins/main.o: $(BUILD)/generated/methods.inc

$(BUILD)/libcommon.a: $(call object,$(COMMON_SOURCES))
	@rm -f $@
	$(Q)ar rcs $@ $^

$(BUILD)/libdisclosure.a: $(call object,$(DISCLOSURE_SOURCES))
	@rm -f $@
	$(Q)ar rcs $@ $^

$(BUILD)/libframework.a: $(call object,$(FRAMEWORK_SOURCES) $(UI_SOURCES))
	@rm -f $@
	$(Q)ar rcs $@ $^

$(PLUGIN): $(call object,plugins/main.c $(wildcard plugins/method-*.c)) $(BUILD)/libframework.a $(BUILD)/libdisclosure.a $(BUILD)/libcommon.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS_PLUGIN) -o $@

# The program for whole catalogues; it knows GIMP only as a program to start.
$(BUILD)/batch/%.o: CFLAGS_PACKAGES = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags json-glib-1.0 gio-unix-2.0))
$(BUILD)/common/core/module-links.o: CFLAGS_PACKAGES += -DGEGL_MODULES='"$(shell pkg-config --variable=pluginsdir gegl-0.4)"'
$(BATCH): $(call object,$(wildcard batch/*.c) common/core/module-links.c)
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(shell pkg-config --libs json-glib-1.0 gio-unix-2.0) -o $@

gegl-module: $(GEGL_MODULE) ## build the operations as a module for any GEGL 0.4 host
$(GEGL_MODULE): $(call object,common/graph/gegl-module.c) $(BUILD)/libcommon.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) -shared $(ALL_LDFLAGS) -Wl,--whole-archive $^ -Wl,--no-whole-archive $(LIBS_COMMON) -o $@

$(BUILD)/locale/%/LC_MESSAGES/retexture.mo: po/%.po
	@mkdir -p $(@D)
	$(Q)msgfmt --check --output-file=$@ $<

$(BUILD)/reference: $(call object,tools/reference.c $(wildcard plugins/method-*.c)) $(BUILD)/libframework.a $(BUILD)/libdisclosure.a $(BUILD)/libcommon.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS_PLUGIN) -o $@
$(BUILD)/tools/reference.o: $(BUILD)/generated/methods.inc

docs: $(BUILD)/reference ## write the arguments into the reference pages
	$(BUILD)/reference $(DOCS)

# What the dialog's Help button opens.
$(BUILD)/help/%.html: docs/%.md
	$(Q){ echo '<!DOCTYPE html><meta charset="utf-8"><title>$*</title><style>body{max-width:50em;margin:2em auto;font-family:sans-serif}td,th{text-align:left;padding:.2em .6em}img{max-width:100%}</style>'; \
	  cmark-gfm -e table $<; } > $@

# Once for all pages: two that copy at the same time fail.
$(HELP): | $(BUILD)/help/pictures
$(BUILD)/help/pictures: $(wildcard docs/pictures/*)
	@mkdir -p $@
	$(Q)cp $^ $@/
	@touch $@

POT := po/retexture.pot
pot: ## collect the strings to translate, and merge them into the translations
	xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=g_dngettext:2,3 \
	  --add-comments=Translators --package-name=Retexture --package-version=$(VERSION) --output=$(POT) \
	  $(sort $(wildcard common/*/*.c common/operations/*.h batch/*.c disclosure/*.c plugins/*.c ui/*.c))
	for language in $(LANGUAGES); do msgmerge --quiet --update --backup=none po/$$language.po $(POT); done

# ---- showing -----------------------------------------------------------------------------------

# Any pair: make demo ORIGINAL=a.jpg EDIT=b.jpg
ORIGINAL ?=
EDIT ?=

demo: ## recover a real photograph without a window (ORIGINAL=a.jpg EDIT=b.jpg for your own)
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_DEMO)
	@$(MAKE) --no-print-directory all $(BUILD)/demo-measure
	@sh demo/demo.sh $(BUILD) "$$ORIGINAL" "$$EDIT"

report: ## tables, JSON and a page with crops: of ORIGINAL= and EDIT=, or of the pairs in RETEXTURE_PHOTOS
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_DEMO)
	@$(MAKE) --no-print-directory all $(BUILD)/demo-measure $(BUILD)/tests/unit/test-naturalness
	@sh demo/report.sh $(BUILD) "$$ORIGINAL" "$$EDIT"

naturalness: ## hide texture in RETEXTURE_PHOTOS, borrow it anew and compare, with G'MIC's beside; pictures in build/naturalness
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_BENCH)
	@$(MAKE) --no-print-directory $(BUILD)/tests/unit/test-naturalness
	@rm -rf $(BUILD)/naturalness && mkdir -p $(BUILD)/naturalness
	@RETEXTURE_PICTURES=$(BUILD)/naturalness $(BUILD)/tests/unit/test-naturalness -m slow | sed -n 's/^# measured: //p'

pictures: ## make the reference pages' pictures anew
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_DEMO)
	@$(MAKE) --no-print-directory all
	@sh demo/pictures.sh $(BUILD)

run: ## open GIMP's window with the pair and this build
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_DEMO)
	@$(MAKE) --no-print-directory all
	@sh demo/run.sh $(BUILD) "$$ORIGINAL" "$$EDIT"

# In a profile of its own, with this build: make batch ARGS="--edits FOLDER --out FOLDER --steps recover"
batch: ## run retexture-batch from this checkout (ARGS="--help")
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_RUN)
	@$(MAKE) --no-print-directory all
	@mkdir -p $(BUILD)/profile/plug-ins/retexture && cp $(PLUGIN) $(BUILD)/profile/plug-ins/retexture/
	@GIMP2_DIRECTORY="$(abspath $(BUILD))/profile" $(BATCH) $(ARGS)

# Names reach the shell through the environment, where quotes in them are only quotes.
demo report run: export ORIGINAL := $(ORIGINAL)
demo report run: export EDIT := $(EDIT)

$(BUILD)/demo-measure: $(call object,demo/measure.c) $(BUILD)/libcommon.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS_COMMON) -o $@

# ---- installing --------------------------------------------------------------------------------

USER_PLUGINS = $${GIMP2_DIRECTORY:-$${XDG_CONFIG_HOME:-$$HOME/.config}/GIMP/2.10}/plug-ins
SYSTEM_PLUGINS = $(DESTDIR)$(PREFIX)/lib/gimp/2.0/plug-ins

USER_PROGRAMS = $$HOME/.local/bin
SYSTEM_PROGRAMS = $(DESTDIR)$(PREFIX)/bin

# copy-to,FOLDER,PROGRAMS: the executable, its translations and its help, which it looks for beside itself.
copy-to = folder="$(1)/retexture" && mkdir -p "$$folder" "$(2)" && cp $(PLUGIN) "$$folder/" \
          && cp -r $(BUILD)/locale $(BUILD)/help "$$folder/" && cp $(BATCH) "$(2)/" \
          && echo "Installed in $$folder, and retexture-batch in $(2)"

install: all ## install for you: into your GIMP 2.10 plug-in folder
	@$(call copy-to,$(USER_PLUGINS),$(USER_PROGRAMS))

install-system: all ## install for everyone (PREFIX, DESTDIR)
	@$(call copy-to,$(SYSTEM_PLUGINS),$(SYSTEM_PROGRAMS))

uninstall: ## remove what install and install-system put there
	rm -rf "$(USER_PLUGINS)/retexture" "$(SYSTEM_PLUGINS)/retexture"
	rm -f "$(USER_PROGRAMS)/retexture-batch" "$(SYSTEM_PROGRAMS)/retexture-batch"
	rm -rf "$${XDG_CACHE_HOME:-$$HOME/.cache}/retexture"

# ---- testing -----------------------------------------------------------------------------------

UNIT_PROGRAMS := $(UNIT_TESTS:%=$(BUILD)/tests/unit/%)
GIMP_TEST_PROGRAMS := $(BUILD)/tests/gimp/test-pixels $(BUILD)/tests/gimp/test-toy
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=undefined

ONLY ?=
PARALLEL := -j$(shell nproc)

test: ## run every test (ONLY="gimp-map unit-test-map": some); installs what is missing
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_TEST) $(DEPS_DEMO)
	@$(MAKE) --no-print-directory $(PARALLEL) all test-programs
	@$(MAKE) --no-print-directory $(PARALLEL) asan
	@$(MAKE) --no-print-directory $(PARALLEL) fuzz-programs
	@sh tests/run.sh $(BUILD) $(BUILD)/asan $(ONLY)

check: check-format ## run the core's tests, and tell whether all files are formatted; in a minute
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_TEST)
	@$(MAKE) --no-print-directory $(PARALLEL) unit-programs
	@sh tests/run.sh $(BUILD) $(BUILD)/asan $(UNIT_TESTS:%=unit-%) rooms-are-in-order

unit-programs: $(UNIT_PROGRAMS)
# The benchmark's too, which no test runs: it would not be noticed that it builds no more.
test-programs: $(UNIT_PROGRAMS) $(GIMP_TEST_PROGRAMS) $(BUILD)/reference $(BUILD)/demo-measure $(BUILD)/tests/bench/bench


asan: ## build the core and its tests with the address and undefined-behaviour sanitizers
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan SANITIZE="$(SANITIZERS)" unit-programs

SEED ?= 1
# The number of the first call: one that failed can be made again at once.
FIRST ?= 0
SECONDS ?= 600

fuzz-programs: $(BUILD)/tests/fuzz/fuzz
	@$(MAKE) --no-print-directory $(PARALLEL) BUILD=$(BUILD)/asan SANITIZE="$(SANITIZERS)" $(BUILD)/asan/retexture

fuzz: ## call all procedures with random arguments under the sanitizers (SEED=, SECONDS=, FIRST=)
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_TEST)
	@$(MAKE) --no-print-directory $(PARALLEL) fuzz-programs
	@FUZZ_FIRST=$(FIRST) sh tests/fuzz/fuzz.sh $(BUILD) $(BUILD)/asan $(SEED) $(SECONDS)

bench: ## measure speed against the recipe by hand, GIMP's wavelets, GEGL's blur and G'MIC
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_BENCH)
	@$(MAKE) --no-print-directory all $(BUILD)/tests/bench/bench $(BUILD)/tests/gimp/test-pixels
	@sh tests/bench/run.sh $(BUILD)
	@sh tests/bench/batch.sh $(BUILD)

format: ## format all C files
	clang-format -i $(ALL_C)
check-format: ## tell whether all C files are formatted
	@clang-format --dry-run --Werror $(ALL_C)

clean: ## remove everything that was built
	rm -rf $(BUILD)

# The dialog's presets know no widget, so they are tested as the core is.
$(BUILD)/tests/unit/test-presets: $(BUILD)/ui/presets.o
$(BUILD)/tests/unit/test-disclosure: $(BUILD)/tests/unit/test-disclosure.o $(BUILD)/libdisclosure.a $(BUILD)/libcommon.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS_DISCLOSURE) -o $@
$(BUILD)/tests/unit/test-%: $(BUILD)/tests/unit/test-%.o $(BUILD)/libcommon.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS_COMMON) -o $@

# Plug-ins for the tests only.
$(BUILD)/tests/gimp/%: $(BUILD)/tests/gimp/%.o $(BUILD)/libcommon.a
	@mkdir -p $(@D)
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS_PLUGIN) -o $@

$(BUILD)/tests/fuzz/fuzz: $(call object,$(sort $(wildcard tests/fuzz/*.c)))
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS_PLUGIN) -o $@

$(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(BUILD)/libcommon.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS_PLUGIN) -o $@

# A plug-in of the framework's own main and a toy method: the framework's lists, with the toy in them.
TOY_OBJECTS := $(patsubst %,$(BUILD)/toy/%.o,common/graph/operations plugins/main tests/toy/lift tests/toy/method-lift)
$(BUILD)/toy/%.o: %.c $(BUILD)/toy/generated/operations.inc $(BUILD)/toy/generated/methods.inc
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC    $< (toy)")
	$(Q)$(CC) -I$(BUILD)/toy/generated -Itests/toy $(ALL_CFLAGS) -DGEGL_OP_BUNDLE -MMD -MP -c $< -o $@
$(BUILD)/tests/gimp/test-toy: $(TOY_OBJECTS) $(BUILD)/libframework.a $(BUILD)/libdisclosure.a $(BUILD)/libcommon.a
	@mkdir -p $(@D)
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS_PLUGIN) -o $@

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
