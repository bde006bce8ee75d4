// SPDX-License-Identifier: Apache-2.0
#include "align/learnt_words.hpp"

#include "align/lexical/learnt_data.hpp"
#include "text/error.hpp"

#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

namespace egiz::align {

const Language& LearntWords::source_language() const { return data_->source_language; }
const Language& LearntWords::target_language() const { return data_->target_language; }
std::size_t LearntWords::pairs() const { return data_->table.size(); }

namespace {

constexpr std::string_view magic = "egiz learnt words 2\n";

/// FNV-1a, to know damaged bytes.
std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t sum = 0xCBF29CE484222325U;
    for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return sum;
}

class ByteWriter {
public:
    void number(std::uint64_t value, int size = 4) {
        for (int k = 0; k < size; ++k) bytes_ += static_cast<char>((value >> (8 * k)) & 0xFFU);
    }
    void text(std::string_view value) {
        number(value.size());
        bytes_ += value;
    }
    void probability(float value) { number(std::bit_cast<std::uint32_t>(value)); }
    void count(double value) { number(std::bit_cast<std::uint64_t>(value), 8); }
    [[nodiscard]] std::string take() {
        number(checksum(bytes_), 8);
        return std::move(bytes_);
    }
    void raw(std::string_view value) { bytes_ += value; }

private:
    std::string bytes_;
};

class ByteReader {
public:
    /// Whether all is there and as it was written.
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {
        constexpr std::size_t sum = 8;
        if (bytes.size() < magic.size() + sum || !bytes.starts_with(magic)) damaged();
        at_ = bytes.size() - sum;
        const std::uint64_t stated = number(sum);
        bytes_.remove_suffix(sum);
        if (checksum(bytes_) != stated) damaged();
        at_ = magic.size();
    }
    std::uint64_t number(std::size_t size = 4) {
        if (bytes_.size() - at_ < size) damaged();
        std::uint64_t value = 0;
        for (std::size_t k = 0; k < size; ++k) {
            value |= std::uint64_t{static_cast<unsigned char>(bytes_[at_ + k])} << (8 * k);
        }
        at_ += size;
        return value;
    }
    std::string_view text() {
        const std::uint64_t size = number();
        if (bytes_.size() - at_ < size) damaged();
        at_ += size;
        return bytes_.substr(at_ - size, size);
    }
    float probability() {
        const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(number()));
        if (!(value >= 0 && value <= 1)) damaged();
        return value;
    }
    double count_of_beads() {
        const auto value = std::bit_cast<double>(number(8));
        if (!(value >= 0 && value < 1e15)) damaged();
        return value;
    }
    /// How many things of at least `size` bytes follow.
    std::size_t count(std::size_t size) {
        const std::uint64_t count = number();
        if (count > (bytes_.size() - at_) / size) damaged();
        return count;
    }
    [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }
    [[noreturn]] static void damaged() {
        throw Error(Fault::input, {}, "learnt words: damaged, or of another version",
                    "let them be learnt again");
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

void write_vocabulary(const Vocabulary& vocabulary, ByteWriter& out) {
    out.number(vocabulary.size());
    for (TokenId id = 0; id < vocabulary.size(); ++id) out.text(vocabulary.key(id));
}

Vocabulary read_vocabulary(ByteReader& in) {
    Vocabulary vocabulary;
    const std::size_t size = in.count(4);
    for (std::size_t id = 0; id < size; ++id) {
        const std::string_view key = in.text();
        if (key.empty() ||
            vocabulary.add(static_cast<TokenKind>(key.front()), key.substr(1)) != id) {
            ByteReader::damaged();
        }
    }
    return vocabulary;
}

}  // namespace

std::string LearntWords::bytes() const {
    ByteWriter out;
    out.raw(magic);
    out.text(data_->source_language.tag());
    out.text(data_->target_language.tag());
    write_vocabulary(data_->source, out);
    write_vocabulary(data_->target, out);
    for (const double count : data_->beads) out.count(count);
    for (TokenId s = 0; s < data_->source.size(); ++s) {
        const auto row = data_->table.row(s);
        out.number(row.size());
        for (const TranslationTable::Entry& entry : row) {
            out.number(entry.target);
            out.probability(entry.forward);
            out.probability(entry.backward);
        }
    }
    return out.take();
}

LearntWords LearntWords::from_bytes(std::string_view bytes) {
    ByteReader in(bytes);
    auto data = std::make_shared<Data>();
    for (Language* language : {&data->source_language, &data->target_language}) {
        const auto parsed = Language::parse(in.text());
        if (!parsed) ByteReader::damaged();
        *language = *parsed;
    }
    data->source = read_vocabulary(in);
    data->target = read_vocabulary(in);
    for (double& count : data->beads) count = in.count_of_beads();
    std::vector<std::size_t> first{0};
    std::vector<TranslationTable::Entry> entries;
    for (TokenId s = 0; s < data->source.size(); ++s) {
        constexpr std::size_t entry_size = 12;
        const std::size_t row = in.count(entry_size);
        for (std::size_t k = 0; k < row; ++k) {
            const auto target = static_cast<TokenId>(in.number());
            if (target >= data->target.size() || (k > 0 && target <= entries.back().target)) {
                ByteReader::damaged();
            }
            const float forward = in.probability();
            entries.push_back({target, forward, in.probability()});
        }
        first.push_back(entries.size());
    }
    if (!in.at_end()) ByteReader::damaged();
    data->table = TranslationTable(std::move(first), std::move(entries));
    return LearntWords(std::move(data));
}

}  // namespace egiz::align
