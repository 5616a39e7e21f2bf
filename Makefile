# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# One makefile for everything; `make` alone shows what it can do. All products go to build/.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
OPTIMISE ?= -O2 -g
WERROR ?= -Werror

# What Debian 12 must have. Why each is needed stands in the README.
DEPS_BUILD := gcc make pkg-config gettext libgimp2.0-dev libgegl-dev libbabl-dev
DEPS_RUN := gimp
DEPS_TEST := $(DEPS_RUN) xvfb xauth openbox xdotool imagemagick x11-utils dbus clang-format
DEPS_DEMO := $(DEPS_RUN) imagemagick

PACKAGES_COMMON := gegl-0.4 babl glib-2.0
PACKAGES_PLUGIN := gimp-2.0 gimpui-2.0 $(PACKAGES_COMMON)

# Only asked for by targets that compile: on a fresh machine the libraries come with `make deps`.
# Their headers are not ours to warn about.
CFLAGS_PACKAGES = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PACKAGES_PLUGIN)))
LIBS_COMMON = $(shell pkg-config --libs $(PACKAGES_COMMON)) -lm
LIBS_PLUGIN = $(shell pkg-config --libs $(PACKAGES_PLUGIN)) -lm

WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wno-unused-parameter \
            -Wno-missing-field-initializers -Wno-cast-function-type $(WERROR)
DEFINES := -DGETTEXT_PACKAGE='"retexture"' -DRETEXTURE_VERSION='"$(VERSION)"' \
           -DG_LOG_DOMAIN='"Retexture"' -DGIMP_DISABLE_DEPRECATED -D_GNU_SOURCE
ALL_CFLAGS = -std=c11 $(OPTIMISE) -fPIC $(WARNINGS) $(DEFINES) $(SANITIZE) \
             -Icommon -Icommon/operations -Iplugins -Iui -I$(BUILD)/generated $(CFLAGS_PACKAGES) $(CFLAGS)
ALL_LDFLAGS = $(SANITIZE) -Wl,--as-needed $(LDFLAGS)

# `make V=1` shows the commands.
Q := $(if $(V),,@)

object = $(patsubst %.c,$(BUILD)/%.o,$(1))
# name of an operation as gegl-op.h spells it in symbols
operation_names := $(subst -,_,$(basename $(notdir $(wildcard common/operations/*.c))))
method_names := $(subst -,_,$(patsubst method-%.c,%,$(notdir $(wildcard plugins/method-*.c))))

COMMON_SOURCES := $(filter-out common/gegl-module.c,$(wildcard common/*.c common/operations/*.c))
PLUGIN_SOURCES := $(wildcard plugins/*.c)
FRAMEWORK_SOURCES := $(filter-out plugins/method-%.c plugins/main.c,$(PLUGIN_SOURCES))
UI_SOURCES := $(wildcard ui/*.c)
UNIT_TESTS := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test-*.c))
TOOL_SOURCES := $(wildcard demo/*.c tests/bench/*.c)

LANGUAGES := $(shell cat po/LINGUAS 2>/dev/null)
CATALOGUES := $(LANGUAGES:%=$(BUILD)/locale/%/LC_MESSAGES/retexture.mo)

PLUGIN := $(BUILD)/retexture
GEGL_MODULE := $(BUILD)/retexture-gegl.so

.PHONY: help deps all demo run test bench install install-system uninstall gegl-module pot format \
        check-format asan clean
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SECONDARY:

help: ## show these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

deps: ## install what building, testing and the demo need (apt; as root or with sudo)
	@tools/install-missing.sh $(DEPS_BUILD) $(DEPS_TEST) $(DEPS_DEMO)

all: $(PLUGIN) $(CATALOGUES) ## build the plug-in and its translations

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
$(BUILD)/generated/operations.inc: FORCE
	@mkdir -p $(@D)
	@printf 'OPERATION (%s)\n' $(operation_names) | cmp -s - $@ \
	  || printf 'OPERATION (%s)\n' $(operation_names) > $@
$(BUILD)/generated/methods.inc: FORCE
	@mkdir -p $(@D)
	@printf 'METHOD (%s)\n' $(method_names) | cmp -s - $@ \
	  || printf 'METHOD (%s)\n' $(method_names) > $@
FORCE:

$(BUILD)/common/operations.o: $(BUILD)/generated/operations.inc
$(BUILD)/plugins/main.o: $(BUILD)/generated/methods.inc

$(BUILD)/libcommon.a: $(call object,$(COMMON_SOURCES))
	@rm -f $@
	$(Q)ar rcs $@ $^

$(BUILD)/libframework.a: $(call object,$(FRAMEWORK_SOURCES) $(UI_SOURCES))
	@rm -f $@
	$(Q)ar rcs $@ $^

$(PLUGIN): $(call object,plugins/main.c $(wildcard plugins/method-*.c)) $(BUILD)/libframework.a $(BUILD)/libcommon.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS_PLUGIN) -o $@

gegl-module: $(GEGL_MODULE) ## build the operations as a module for any GEGL 0.4 host
$(GEGL_MODULE): $(call object,common/gegl-module.c) $(BUILD)/libcommon.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) -shared $(ALL_LDFLAGS) -Wl,--whole-archive $^ -Wl,--no-whole-archive $(LIBS_COMMON) -o $@

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
