#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Usage: install_and_build.sh BUILD_FOLDER EXAMPLE_FOLDER COMPILER FLAGS GENERATOR
# Installs the build under a temporary prefix, builds the example elsewhere with CMake and with
# pkg-config, and runs both.
set -eu
build=$1 example=$2 compiler=$3 flags=$4 generator=$5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "$1" >&2
    exit 1
}
quietly() {
    "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "failed: $*"; }
}

# The prefix is another one than the build was configured with, and is moved afterwards.
quietly cmake --install "$build" --prefix "$work/first"
mv "$work/first" "$work/prefix"
cp -R "$example" "$work/example"

expected='3 units added
75%  Open the old file.  Ескі файлды ашыңыз.'

quietly cmake -S "$work/example" -B "$work/by-cmake" -G "$generator" \
    -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_FLAGS="$flags"
quietly cmake --build "$work/by-cmake"
[ "$("$work/by-cmake/memory_example")" = "$expected" ] || fail "the example built by CMake says:
$("$work/by-cmake/memory_example")"

PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name egiz.pc)")
export PKG_CONFIG_PATH
# Words of the flags are arguments of their own.
# shellcheck disable=SC2046,SC2086
quietly "$compiler" -std=c++20 $flags "$work/example/main.cpp" -o "$work/by-hand" \
    $(pkg-config --cflags --libs egiz)
[ "$("$work/by-hand" "$work/memory.db")" = "$expected" ] || fail "the example built by hand says:
$("$work/by-hand" "$work/other.db")"
[ -s "$work/memory.db" ] || fail "the memory is not in its file"

# Every header that is installed is public, and needs nothing but the others.
headers=$work/prefix/include/egiz
internal=$(grep -rlE '^// Internal' "$headers" || true)
[ -z "$internal" ] || fail "internal headers are installed:
$internal"
[ -f "$headers/tm/store.hpp" ] || fail "tm/store.hpp is not installed"
(cd "$headers" && find . -name '*.hpp' | LC_ALL=C sort | sed 's|^\./\(.*\)|#include <\1>|') \
    >"$work/all.cpp"
# shellcheck disable=SC2046
quietly "$compiler" -std=c++20 -fsyntax-only $(pkg-config --cflags egiz) "$work/all.cpp"
