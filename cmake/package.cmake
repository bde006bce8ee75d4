# SPDX-License-Identifier: Apache-2.0
# Installation of the package files: find_package(egiz) gives egiz::text, ::align, ::tm, ::formats;
# pkg-config knows all of them as egiz.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/egiz)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/egiz-config.cmake.in
  ${PROJECT_BINARY_DIR}/egiz-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/egiz-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/egiz-config.cmake ${PROJECT_BINARY_DIR}/egiz-config-version.cmake
              ${CMAKE_CURRENT_LIST_DIR}/dependencies.cmake DESTINATION ${package_dir})
install(EXPORT egiz NAMESPACE egiz:: FILE egiz-targets.cmake DESTINATION ${package_dir})
# Found from where it lies, so that an installation can be moved.
set(pc_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH EGIZ_PC_PREFIX /${pc_dir} /)
configure_file(${CMAKE_CURRENT_LIST_DIR}/egiz.pc.in ${PROJECT_BINARY_DIR}/egiz.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/egiz.pc DESTINATION ${pc_dir})

install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
