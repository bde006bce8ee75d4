// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/salvaging_reader.hpp"

#include <utility>

namespace egiz::formats {
namespace {

class SalvagingReader final : public UnitReader {
public:
    SalvagingReader(std::unique_ptr<UnitReader> reader, WarningSink warn)
        : reader_(std::move(reader)), warn_(std::move(warn)) {}

    std::optional<TranslationUnit> next() override {
        while (!at_end_) {
            try {
                auto unit = reader_->next();
                at_end_ = !unit;
                update();
                return unit;
            } catch (const Error& error) {
                update();
                take(error);
            }
        }
        return std::nullopt;
    }
    const ReadCounts& counts() const override { return counts_; }

private:
    void update() {
        counts_ = reader_->counts();
        counts_.broken += broken_;
    }

    void take(const Error& error) {
        if (error.fault() != Fault::input || counts_.units == 0) throw;
        if (broken_ > 0 && error.place().line <= line_) {
            at_end_ = true;
            return;
        }
        line_ = error.place().line;
        ++broken_;
        ++counts_.broken;
        if (warn_) warn_({error.place(), "the file is broken here: " + error.message()});
    }

    std::unique_ptr<UnitReader> reader_;
    WarningSink warn_;
    ReadCounts counts_;
    std::size_t broken_ = 0;
    std::size_t line_ = 0;  ///< of the last fault
    bool at_end_ = false;
};

}  // namespace

std::unique_ptr<UnitReader> make_salvaging_reader(std::unique_ptr<UnitReader> reader,
                                                  WarningSink warn) {
    return std::make_unique<SalvagingReader>(std::move(reader), std::move(warn));
}

}  // namespace egiz::formats
