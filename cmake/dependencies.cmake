# SPDX-License-Identifier: Apache-2.0
# Third-party libraries, all from the distribution; docs/dependencies.md says what each is for.
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(LibXml2 2.9 REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip>=1.7)
pkg_check_modules(CMARK_GFM REQUIRED IMPORTED_TARGET libcmark-gfm>=0.29)
find_library(CMARK_GFM_EXTENSIONS cmark-gfm-extensions REQUIRED)  # has no .pc file
pkg_check_modules(POPPLER_CPP REQUIRED IMPORTED_TARGET poppler-cpp>=22.12)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter>=1.1)

if(NOT EGIZ_PACKAGE_CONFIG)
  find_package(CLI11 2.1 REQUIRED)
  find_package(nlohmann_json 3.11 REQUIRED)
  find_package(tomlplusplus 3.3 REQUIRED)
  if(EGIZ_TESTS)
    find_package(Boost 1.74 REQUIRED COMPONENTS unit_test_framework)
  endif()
endif()
