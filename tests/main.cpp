// SPDX-License-Identifier: Apache-2.0
#define BOOST_TEST_MODULE egiz
#include <boost/test/unit_test.hpp>
