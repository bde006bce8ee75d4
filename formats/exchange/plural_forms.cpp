// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/po_units.hpp"

#include <string_view>

namespace egiz::formats {
namespace {

struct Rule {
    std::string_view languages;  ///< primary subtags with blanks around
    std::string_view forms;
};
/// As the manual of gettext has them (Plural forms), and gettext's own table for Kazakh and others.
constexpr Rule rules[] = {
    {" zh ja ko vi th id ms lo my ", "nplurals=1; plural=0;"},
    {" en de nl sv da no nb nn fo es pt it bg el fi et he eo hu tr kk ky uz az tk mn ka hy ca gl "
     "eu ",
     "nplurals=2; plural=(n != 1);"},
    {" fr ", "nplurals=2; plural=(n > 1);"},
    {" ru uk be sr hr bs ",
     "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || "
     "n%100>=20) ? 1 : 2);"},
    {" cs sk ", "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"},
    {" pl ",
     "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"},
    {" lt ",
     "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : "
     "2);"},
    {" lv ", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);"},
    {" ro ", "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;"},
    {" sl ", "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"},
    {" ar ",
     "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
     "n%100>=11 ? 4 : 5;"},
};

}  // namespace

std::string plural_forms_of(const Language& language) {
    const std::string wanted = ' ' + std::string(language.primary()) + ' ';
    for (const Rule& rule : rules) {
        if (rule.languages.find(wanted) != std::string_view::npos) return std::string(rule.forms);
    }
    return {};
}

}  // namespace egiz::formats
