# SPDX-License-Identifier: Apache-2.0

# What every target of the project is compiled with.
function(egiz_target_defaults target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion)
  # Files that are compiled together have names of their own that others may use too.
  if(CMAKE_UNITY_BUILD)
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  else()
    target_compile_options(${target} PRIVATE -Wshadow)
  endif()
  # GCC 12 reports both falsely, inside std::optional and std::string, once it optimizes (GCC bugs
  # 105562 and 105651); clang-tidy and the sanitizers find the real ones.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized -Wno-restrict)
  endif()
  if(EGIZ_PRECOMPILED_HEADERS)
    target_precompile_headers(${target} PRIVATE
      <algorithm> <array> <functional> <map> <memory> <optional> <ostream> <set> <span>
      <sstream> <string> <string_view> <unordered_map> <utility> <vector>)
  endif()
endfunction()

# egiz_library(align SOURCES ... PUBLIC ... PRIVATE ...) makes target egiz_align,
# alias egiz::align: C++20, warnings on, headers found from the project root, installed.
function(egiz_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(egiz_${name} STATIC ${arg_SOURCES})
  add_library(egiz::${name} ALIAS egiz_${name})
  egiz_target_defaults(egiz_${name})
  target_include_directories(egiz_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/egiz>)
  target_link_libraries(egiz_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  set_target_properties(egiz_${name} PROPERTIES EXPORT_NAME ${name})
  install(TARGETS egiz_${name} EXPORT egiz ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  egiz_install_headers()
endfunction()

# Installs the headers of this folder, but for those that call themselves internal in their first
# lines.
function(egiz_install_headers)
  file(GLOB_RECURSE headers RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS *.hpp)
  foreach(header IN LISTS headers)
    file(STRINGS ${PROJECT_SOURCE_DIR}/${header} internal LIMIT_INPUT 300 REGEX "^// Internal")
    if(internal)
      continue()
    endif()
    get_filename_component(folder ${header} DIRECTORY)
    install(FILES ${PROJECT_SOURCE_DIR}/${header}
            DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/egiz/${folder})
  endforeach()
endfunction()

# egiz_test(align SOURCES ... PRIVATE ...) makes one Boost.Test program and registers it with CTest.
function(egiz_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;PRIVATE" ${ARGN})
  add_executable(egiz_${name}_test ${PROJECT_SOURCE_DIR}/tests/main.cpp ${arg_SOURCES})
  egiz_target_defaults(egiz_${name}_test)
  target_include_directories(egiz_${name}_test PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_definitions(egiz_${name}_test PRIVATE
    BOOST_TEST_DYN_LINK EGIZ_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(egiz_${name}_test PRIVATE ${arg_PRIVATE} Boost::unit_test_framework)
  if(EGIZ_PRECOMPILED_HEADERS)
    target_precompile_headers(egiz_${name}_test PRIVATE
      <boost/test/unit_test.hpp> <boost/test/data/test_case.hpp> <boost/test/data/monomorphic.hpp>)
    # It says what module it is before it includes them.
    set_source_files_properties(${PROJECT_SOURCE_DIR}/tests/main.cpp
      PROPERTIES SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  add_test(NAME ${name} COMMAND egiz_${name}_test --log_level=test_suite)
endfunction()
