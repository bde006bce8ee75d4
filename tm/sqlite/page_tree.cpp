// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/page_tree.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace egiz::tm {
namespace {

constexpr int most_levels = 20;
constexpr std::uint64_t longest_record_bytes = 512ULL * 1024 * 1024;
constexpr std::size_t file_header_bytes = 100;

std::uint32_t big_endian_16(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) * 256U + static_cast<unsigned char>(bytes[at + 1]);
}

/// SQLite's varint: up to nine bytes, the highest first. False past the end.
bool read_varint(std::string_view bytes, std::size_t& at, std::uint64_t& value) {
    value = 0;
    for (int i = 0; i < 9; ++i) {
        if (at >= bytes.size()) return false;
        const auto byte = static_cast<unsigned char>(bytes[at++]);
        if (i == 8) {
            value = value << 8U | byte;
            return true;
        }
        value = value << 7U | (byte & 0x7fU);
        if (byte < 0x80) return true;
    }
    return true;
}

bool read_value(std::uint64_t type, std::string_view bytes, std::size_t& at, PageValue& value) {
    constexpr std::size_t sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    if (type == 10 || type == 11) return false;
    const std::uint64_t size = type < 10 ? sizes[type] : (type - 12) / 2;
    if (size > bytes.size() - at) return false;
    const std::string_view own = bytes.substr(at, static_cast<std::size_t>(size));
    at += static_cast<std::size_t>(size);
    value = {};
    if (type == 0) return true;
    if (type >= 12) {
        value.kind = type % 2 == 0 ? PageValue::Kind::blob : PageValue::Kind::text;
        value.bytes = own;
        return true;
    }
    value.kind = type == 7 ? PageValue::Kind::real : PageValue::Kind::integer;
    if (type >= 8) {
        value.integer = static_cast<std::int64_t>(type - 8);
        return true;
    }
    std::uint64_t number =
        (static_cast<unsigned char>(own[0]) & 0x80U) != 0 ? ~std::uint64_t{0} : 0;
    for (const char c : own) number = number << 8U | static_cast<unsigned char>(c);
    value.integer = std::bit_cast<std::int64_t>(number);
    return true;
}

/// Marks the ids that do not stand between those around them.
void mark_order(std::vector<PageCell>& cells) {
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        PageCell& cell = cells[i];
        const bool jumps = i + 1 < cells.size() && cells[i + 1].sound && cells[i + 1].id > last &&
                           cell.id >= cells[i + 1].id;
        cell.in_order = cell.id > last && !jumps;
        if (cell.in_order && cell.sound) last = cell.id;
    }
}

}  // namespace

bool parse_record(std::string_view record, PageRow& row) {
    row.clear();
    std::size_t at = 0;
    std::uint64_t header_bytes = 0;
    if (!read_varint(record, at, header_bytes) || header_bytes < at ||
        header_bytes > record.size()) {
        return false;
    }
    const std::string_view header = record.substr(0, static_cast<std::size_t>(header_bytes));
    std::size_t value_at = header.size();
    constexpr std::size_t most_columns = 32;
    while (at < header.size()) {
        std::uint64_t type = 0;
        PageValue value;
        if (row.size() == most_columns || !read_varint(header, at, type) ||
            !read_value(type, record, value_at, value)) {
            return false;
        }
        row.push_back(value);
    }
    return value_at == record.size();
}

bool TreeLoss::may_hold(std::int64_t id) const {
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const Range& range) { return id > range.after && id <= range.last; });
}

PageTrees::PageTrees(const PageFile& file)
    : file_(file),
      taken_(std::size_t{file.count()} + 1, false),
      // Sound chains need one read a page and pass. What leads round in circles shall not be
      // followed for ever.
      overflow_reads_left_(16 * (std::uint64_t{file.count()} + 64)) {}

bool PageTrees::read_payload(std::string_view page, std::size_t at, std::uint64_t bytes,
                             bool is_table, std::string& record) {
    const std::uint64_t usable = file_.usable_bytes();
    if (bytes > longest_record_bytes || bytes > std::uint64_t{file_.count()} * usable) return false;
    // https://www.sqlite.org/fileformat.html, section 1.6, "Cell Format"
    const std::uint64_t most_here = is_table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    const std::uint64_t least_here = (usable - 12) * 32 / 255 - 23;
    std::uint64_t here = bytes;
    if (bytes > most_here) {
        here = least_here + (bytes - least_here) % (usable - 4);
        if (here > most_here) here = least_here;
    }
    if (at + here > usable) return false;
    record.assign(page.substr(at, static_cast<std::size_t>(here)));
    if (here == bytes) return true;
    if (at + here + 4 > usable) return false;
    std::uint32_t next = big_endian_32(page, at + static_cast<std::size_t>(here));
    std::string overflow;
    while (record.size() < bytes) {
        if (overflow_reads_left_ == 0) return false;
        --overflow_reads_left_;
        // A page that a tree owns is no part of a text.
        if (next == 0 || next > file_.count() || taken_[next] || !file_.read(next, overflow)) {
            return false;
        }
        const std::uint64_t part = std::min<std::uint64_t>(bytes - record.size(), usable - 4);
        record.append(overflow, 4, static_cast<std::size_t>(part));
        next = big_endian_32(overflow, 0);
    }
    return next == 0;
}

bool PageTrees::read_cell(std::string_view page, std::size_t at, PageCells& cells,
                          bool with_records) {
    const bool is_leaf = cells.kind == PageKind::leaf_table || cells.kind == PageKind::leaf_index;
    const bool is_table =
        cells.kind == PageKind::leaf_table || cells.kind == PageKind::interior_table;
    page = page.substr(0, file_.usable_bytes());
    if (!is_leaf) {
        if (at + 4 > page.size()) return false;
        cells.children.push_back(big_endian_32(page, at));
        at += 4;
    }
    std::uint64_t number = 0;
    if (cells.kind == PageKind::interior_table) {
        if (!read_varint(page, at, number)) return false;
        cells.keys.push_back(std::bit_cast<std::int64_t>(number));
        return true;
    }
    PageCell cell;
    std::uint64_t bytes = 0;
    const bool has_size = read_varint(page, at, bytes);
    const bool has_id = has_size && (!is_table || read_varint(page, at, number));
    if (!has_id) return false;
    cell.id = std::bit_cast<std::int64_t>(number);
    if (with_records) {
        cell.sound = read_payload(page, at, bytes, is_table, cell.record);
        if (!cell.sound) cell.record.clear();
    }
    cells.cells.push_back(std::move(cell));
    return true;
}

std::optional<PageCells> PageTrees::cells(std::uint32_t number, bool with_records) {
    std::string page;
    if (!file_.read(number, page)) return std::nullopt;
    const std::size_t begin = number == 1 ? file_header_bytes : 0;
    PageCells cells;
    switch (static_cast<unsigned char>(page[begin])) {
        case 2:
        case 5:
        case 10:
        case 13:
            cells.kind = static_cast<PageKind>(page[begin]);
            break;
        default:
            return std::nullopt;
    }
    const bool is_leaf = cells.kind == PageKind::leaf_table || cells.kind == PageKind::leaf_index;
    const std::size_t count = big_endian_16(page, begin + 3);
    const std::size_t pointers = begin + (is_leaf ? 8 : 12);
    if (pointers + 2 * count > file_.usable_bytes()) return std::nullopt;
    // Cells do not overlap. Where damage makes them, there must be an end to it.
    std::size_t bytes_left = 4 * page.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = big_endian_16(page, pointers + 2 * i);
        const std::size_t before = cells.cells.size();
        const bool sound = at >= pointers + 2 * count && at < file_.usable_bytes() &&
                           bytes_left > 0 && read_cell(page, at, cells, with_records);
        if (!sound) {
            if (!is_leaf) return std::nullopt;
            cells.cells.push_back({});
        } else if (cells.cells.size() > before) {
            bytes_left -= std::min(bytes_left, cells.cells.back().record.size());
        }
    }
    if (!is_leaf) cells.children.push_back(big_endian_32(page, begin + 8));
    if (cells.kind == PageKind::leaf_table && with_records) mark_order(cells.cells);
    return cells;
}

void PageTrees::walk(Walk& state, std::uint32_t page, int depth, TreeLoss::Range range) {
    const auto lose = [&](TreeLoss::Range lost) {
        state.loss.ranges.push_back(lost);
        ++state.loss.damaged_pages;
    };
    if (page == 0 || page > file_.count() || taken_[page] || depth > most_levels) {
        lose(range);
        return;
    }
    std::optional<PageCells> cells = this->cells(page, state.with_records);
    const bool of_table =
        cells && (cells->kind == PageKind::leaf_table || cells->kind == PageKind::interior_table);
    if (!cells || of_table != state.is_table) {
        lose(range);
        return;
    }
    const bool is_leaf = cells->children.empty();
    if (is_leaf && state.leaf_depth < 0) state.leaf_depth = depth;
    if (is_leaf != (depth == state.leaf_depth)) {
        if (is_leaf || (state.leaf_depth >= 0 && depth > state.leaf_depth)) {
            lose(range);
            return;
        }
    }
    if (of_table) {
        const auto within = [&](std::int64_t id) { return id > range.after && id <= range.last; };
        std::size_t there = 0;
        std::size_t elsewhere = 0;
        for (const PageCell& cell : cells->cells) {
            if (state.with_records && !cell.sound) continue;
            ++(within(cell.id) ? there : elsewhere);
        }
        for (const std::int64_t key : cells->keys) ++(within(key) ? there : elsewhere);
        if (elsewhere > there) {
            // A page of another place: what leads here is wrong, or what says where we are.
            lose({});
            return;
        }
    }
    if (is_leaf && state.is_own != nullptr) {
        std::size_t own = 0;
        std::size_t sound = 0;
        for (const PageCell& cell : cells->cells) {
            if (!cell.sound) continue;
            ++sound;
            if ((*state.is_own)(cell.record)) ++own;
        }
        if (own * 2 < sound) {
            lose({});
            return;
        }
    }
    if (of_table && is_leaf && cells->cells.size() > 1) {
        // Unless it is the range that is wrong.
        PageCell& first = cells->cells.front();
        PageCell& last = cells->cells.back();
        if (first.id <= range.after && first.id != cells->cells[1].id - 1) first.in_order = false;
        if (last.id > range.last && last.id != cells->cells[cells->cells.size() - 2].id + 1) {
            last.in_order = false;
        }
    }
    taken_[page] = true;
    for (std::size_t i = 0; i < cells->children.size(); ++i) {
        TreeLoss::Range below = range;
        if (of_table) {
            if (i > 0) below.after = cells->keys[i - 1];
            if (i < cells->keys.size()) below.last = cells->keys[i];
        }
        walk(state, cells->children[i], depth + 1, below);
        if (i >= cells->cells.size()) continue;
        if (!cells->cells[i].sound) ++state.loss.damaged_rows;
        if (state.visit != nullptr) (*state.visit)(cells->cells[i]);
    }
    if (!is_leaf) return;
    bool damaged = false;
    for (const PageCell& cell : cells->cells) {
        if (!cell.sound) {
            damaged = true;
            ++state.loss.damaged_rows;
        }
        if (state.visit != nullptr) (*state.visit)(cell);
    }
    if (damaged && state.with_records) ++state.loss.damaged_pages;
}

TreeLoss PageTrees::walk(std::uint32_t root, bool is_table,
                         const std::function<void(const PageCell&)>& visit,
                         const std::function<bool(std::string_view)>& is_own) {
    Walk state;
    state.is_table = is_table;
    state.visit = &visit;
    state.is_own = &is_own;
    walk(state, root, 0, {});
    return std::move(state.loss);
}

void PageTrees::take(std::uint32_t root, bool is_table) {
    Walk state;
    state.is_table = is_table;
    state.with_records = false;
    walk(state, root, 0, {});
}

void PageTrees::take_free_pages() {
    std::string page;
    if (!file_.has_header() || !file_.read(1, page)) return;
    std::uint32_t trunk = big_endian_32(page, 32);
    const std::uint32_t expected = big_endian_32(page, 36);
    std::vector<std::uint32_t> free;
    const auto add = [&](std::uint32_t number) {
        if (number == 0 || number > file_.count() || taken_[number]) return false;
        free.push_back(number);
        return free.size() <= expected;
    };
    while (trunk != 0) {
        if (!add(trunk) || !file_.read(trunk, page)) return;
        const std::uint32_t next = big_endian_32(page, 0);
        const std::uint32_t count = big_endian_32(page, 4);
        if (count > file_.usable_bytes() / 4 - 2) return;
        for (std::uint32_t i = 0; i < count; ++i) {
            if (!add(big_endian_32(page, 8 + 4 * std::size_t{i}))) return;
        }
        trunk = next;
    }
    if (free.size() != expected) return;
    for (const std::uint32_t number : free) taken_[number] = true;
}

std::vector<std::uint32_t> PageTrees::orphans(PageKind kind) const {
    std::vector<std::uint32_t> pages;
    std::string page;
    for (std::uint32_t number = 2; number <= file_.count(); ++number) {
        if (!taken_[number] && file_.read(number, page) && page[0] == static_cast<char>(kind)) {
            pages.push_back(number);
        }
    }
    return pages;
}

}  // namespace egiz::tm
