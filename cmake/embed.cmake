# SPDX-License-Identifier: Apache-2.0

# egiz_embed(align FUNCTION egiz::align::embedded_rules BASE rules FILES rules/en.txt ...)
#
# Compiles files into target egiz_align, so that the program works from any directory. Declare in a
# header of yours `std::span<const egiz::EmbeddedFile> embedded_rules();` (text/embedded.hpp);
# names are relative to BASE.
function(egiz_embed name)
  cmake_parse_arguments(arg "" "FUNCTION;BASE" "FILES" ${ARGN})
  string(REGEX REPLACE ".*::" "" function_name ${arg_FUNCTION})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${function_name}.cpp)
  list(TRANSFORM arg_FILES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(JOIN arg_FILES "|" joined)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFUNCTION=${arg_FUNCTION}
            -DBASE=${CMAKE_CURRENT_SOURCE_DIR}/${arg_BASE} "-DFILES=${joined}"
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${arg_FILES} ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    VERBATIM)
  set_source_files_properties(${output} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(egiz_${name} PRIVATE ${output})
endfunction()
