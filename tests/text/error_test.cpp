// SPDX-License-Identifier: Apache-2.0
#include "text/error.hpp"

#include "text/icu.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace egiz {
namespace {

struct ErrorCase {
    Place place;
    const char* what;

    friend std::ostream& operator<<(std::ostream& out, const ErrorCase& c) { return out << c.what; }
};
const std::vector<ErrorCase> error_cases{
    {{}, "broken"},
    {{"a.tmx", 0, 0}, "a.tmx: broken"},
    {{"a.tmx", 812, 0}, "a.tmx:812: broken"},
    {{"a.tmx", 812, 14}, "a.tmx:812:14: broken"},
    {{"a.tmx", 0, 14}, "a.tmx: broken"},
};
BOOST_DATA_TEST_CASE(an_error_says_its_place_first, error_cases) {
    const Error error(Fault::input, sample.place, "broken", "mend it");
    BOOST_TEST(error.what() == std::string(sample.what));
    BOOST_TEST(error.message() == "broken");
    BOOST_TEST(error.hint() == "mend it");
    BOOST_TEST((error.fault() == Fault::input));
    BOOST_TEST(error.place().line == sample.place.line);
}

BOOST_AUTO_TEST_CASE(an_icu_failure_names_what_was_done_and_why_it_failed) {
    IcuStatus status;
    BOOST_CHECK_NO_THROW(status.check("nothing"));
    static_cast<UErrorCode&>(status) = U_USING_DEFAULT_WARNING;
    BOOST_CHECK_NO_THROW(status.check("a warning"));
    static_cast<UErrorCode&>(status) = U_ILLEGAL_ARGUMENT_ERROR;
    BOOST_TEST(status.failed());
    BOOST_CHECK_EXCEPTION(status.check("cutting sentences"), Error, [](const Error& error) {
        return error.message() == "cutting sentences: ICU answered U_ILLEGAL_ARGUMENT_ERROR";
    });
}

}  // namespace
}  // namespace egiz
