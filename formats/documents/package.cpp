// SPDX-License-Identifier: Apache-2.0
#include "formats/documents/package.hpp"

#include "formats/xml/parser.hpp"
#include "text/error.hpp"
#include "text/handle.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <set>
#include <utility>
#include <zip.h>

namespace egiz::formats {
namespace {

constexpr const char* damaged_hint = "open it in the program that made it, and save it again";

using ArchiveHandle = Handle<zip_t, zip_discard>;
using SourceHandle = Handle<zip_source_t, zip_source_free>;

/// A handle on libzip's error that is given back at the end of its scope.
class ZipError {
public:
    ZipError() { zip_error_init(&error_); }
    ~ZipError() { zip_error_fini(&error_); }
    ZipError(const ZipError&) = delete;
    ZipError& operator=(const ZipError&) = delete;
    [[nodiscard]] zip_error_t* get() noexcept { return &error_; }
    [[nodiscard]] std::string text() { return zip_error_strerror(&error_); }

private:
    zip_error_t error_{};
};

[[noreturn]] void fail(const std::string& name, const std::string& what, const std::string& hint) {
    throw Error(Fault::input, {name}, what, hint);
}

/// A name that would lead out of the folder that an archive is unpacked to. Nothing is unpacked
/// here, but no honest document has such members.
bool leads_out(std::string_view member) {
    if (member.empty() || member.front() == '/' || member.find('\\') != std::string_view::npos ||
        member.find(':') != std::string_view::npos) {
        return true;
    }
    for (std::size_t begin = 0; begin <= member.size();) {
        const std::size_t end = std::min(member.find('/', begin), member.size());
        if (member.substr(begin, end - begin) == "..") return true;
        begin = end + 1;
    }
    return false;
}

[[noreturn]] void fail_to_open(const std::string& name, ZipError& error) {
    fail(name, "cannot read the ZIP archive: " + error.text(), damaged_hint);
}

/// Opens an archive; `source` becomes the archive's.
ArchiveHandle open_archive(SourceHandle source, const std::string& name, int flags,
                           ZipError& error) {
    if (!source) fail_to_open(name, error);
    ArchiveHandle archive(zip_open_from_source(source.get(), flags, error.get()));
    if (!archive) fail_to_open(name, error);
    static_cast<void>(source.release());
    return archive;
}

/// An archive over bytes that stay where they are.
ArchiveHandle open_archive(const std::string& bytes, const std::string& name) {
    ZipError error;
    SourceHandle source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, error.get()));
    return open_archive(std::move(source), name, ZIP_RDONLY, error);
}

/// A source of a copy of the bytes, for an archive that will be written. libzip 1.7 has the old and
/// the new archive share what stays, and frees that, whether it was told to or not.
SourceHandle copied_source(const std::string& bytes, ZipError& error) {
    Handle<void, std::free> copy(std::malloc(bytes.size()));
    if (!copy) throw std::bad_alloc();
    std::memcpy(copy.get(), bytes.data(), bytes.size());
    SourceHandle source(zip_source_buffer_create(copy.get(), bytes.size(), 1, error.get()));
    if (source) static_cast<void>(copy.release());
    return source;
}

/// Checks XML for what a document must not hold; takes nothing from it.
class NoContent : public xml::Handler {
public:
    void start(std::string_view, std::string_view, const xml::Attributes&) override {}
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

}  // namespace

struct Package::Impl {
    std::string name;
    ArchiveHandle archive;
    std::vector<std::string> members;
    std::size_t read_bytes = 0;
};

Package::Package(const std::string& bytes, std::string name) : impl_(std::make_unique<Impl>()) {
    impl_->name = std::move(name);
    if (std::string_view(bytes).starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        fail(impl_->name, "an encrypted document, or one of an old version of Office (OLE)",
             "save it without a password, as DOCX or ODT");
    }
    impl_->archive = open_archive(bytes, impl_->name);
    const zip_int64_t count = zip_get_num_entries(impl_->archive.get(), 0);
    if (count > static_cast<zip_int64_t>(most_members)) {
        fail(impl_->name, "the archive has more than 10,000 members", damaged_hint);
    }
    std::set<std::string> seen;
    for (zip_int64_t i = 0; i < count; ++i) {
        const char* raw =
            zip_get_name(impl_->archive.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
        const std::string member = raw == nullptr ? "" : raw;
        if (leads_out(member)) {
            fail(impl_->name, "a member's name leads out of the archive: \"" + member + "\"",
                 "no program writes such documents: do not trust this file");
        }
        if (!seen.insert(member).second) {
            fail(impl_->name, "the archive has two members \"" + member + "\"", damaged_hint);
        }
        impl_->members.push_back(member);
    }
}

Package::~Package() = default;

const std::vector<std::string>& Package::members() const noexcept { return impl_->members; }

bool Package::has(const std::string& member) const {
    return std::find(impl_->members.begin(), impl_->members.end(), member) != impl_->members.end();
}

std::string Package::read(const std::string& member) {
    zip_t* archive = impl_->archive.get();
    const std::string where = impl_->name + "/" + member;
    zip_stat_t status{};
    if (zip_stat(archive, member.c_str(), 0, &status) != 0) {
        fail(impl_->name, "the document has no \"" + member + "\"", damaged_hint);
    }
    if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        status.encryption_method != ZIP_EM_NONE) {
        fail(where, "the document is encrypted", "save it without a password");
    }
    const Handle<zip_file_t, zip_fclose> file(zip_fopen_index(archive, status.index, 0));
    if (!file) fail(where, std::string("cannot unpack it: ") + zip_strerror(archive), damaged_hint);
    // The size that the archive states is no bound: what comes out is counted.
    std::string bytes;
    constexpr std::size_t at_once = std::size_t{64} << 10U;
    for (;;) {
        const std::size_t before = bytes.size();
        bytes.resize(before + at_once);
        const zip_int64_t got = zip_fread(file.get(), bytes.data() + before, at_once);
        bytes.resize(before + static_cast<std::size_t>(std::max<zip_int64_t>(got, 0)));
        if (got < 0) {
            fail(where, "cannot unpack it: " + std::string(zip_file_strerror(file.get())),
                 damaged_hint);
        }
        impl_->read_bytes += static_cast<std::size_t>(got);
        if (bytes.size() > largest_member) {
            fail(where, "unpacks to more than 64 MiB", "split the document");
        }
        if (impl_->read_bytes > largest_total) {
            fail(where, "the document unpacks to more than 128 MiB", "split the document");
        }
        if (got == 0) return bytes;
    }
}

std::string Package::read_xml(const std::string& member) {
    std::string bytes = read(member);
    const std::string where = impl_->name + "/" + member;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    const auto bad = find_invalid_utf8(bytes);
    const std::string head = bytes.substr(0, 200);
    const bool other = head.find("encoding=") != std::string::npos &&
                       head.find("UTF-8") == std::string::npos &&
                       head.find("utf-8") == std::string::npos;
    if (bad || other || bytes.find('\0') != std::string::npos) {
        throw Error(Fault::input, {where, bad ? line_of(bytes, *bad) : 0},
                    "this XML is not in UTF-8", damaged_hint);
    }
    if (bytes.find("<!DOCTYPE") != std::string::npos) {
        fail(where, "has a document type, which documents of this kind must not have",
             "do not trust this file");
    }
    check_well_formed(bytes, where);
    return bytes;
}

void check_well_formed(const std::string& bytes, const std::string& where) {
    NoContent none;
    xml::Parser parser(InputFile::from_text(bytes, where), none, [](const Warning&) {});
    while (parser.feed()) {
    }
}

std::string repack(const std::string& original, const std::vector<SourcePart>& changed,
                   const std::string& name) {
    if (changed.empty()) return original;
    const auto check = [&](bool good, zip_t* archive) {
        if (good) return;
        throw Error(Fault::output, {name},
                    std::string("cannot make the ZIP archive: ") + zip_strerror(archive));
    };
    ZipError error;
    SourceHandle opened = copied_source(original, error);
    if (opened) zip_source_keep(opened.get());
    const SourceHandle source(opened.get());
    ArchiveHandle archive = open_archive(std::move(opened), name, 0, error);
    for (const SourcePart& part : changed) {
        const zip_int64_t found = zip_name_locate(archive.get(), part.name.c_str(), 0);
        check(found >= 0, archive.get());
        const auto index = static_cast<zip_uint64_t>(found);
        SourceHandle content(
            zip_source_buffer(archive.get(), part.text.data(), part.text.size(), 0));
        check(content != nullptr, archive.get());
        check(zip_file_replace(archive.get(), index, content.get(), 0) == 0, archive.get());
        static_cast<void>(content.release());     // the archive frees it
        constexpr zip_uint16_t first_day = 0x21;  // 1980-01-01, as MS-DOS says it
        check(zip_file_set_dostime(archive.get(), index, 0, first_day, 0) == 0, archive.get());
    }
    check(zip_close(archive.get()) == 0, archive.get());
    static_cast<void>(archive.release());
    zip_stat_t status{};
    std::string bytes;
    if (zip_source_open(source.get()) != 0 || zip_source_stat(source.get(), &status) != 0) {
        throw Error(Fault::output, {name}, "cannot read the ZIP archive that was made");
    }
    bytes.resize(static_cast<std::size_t>(status.size));
    const zip_int64_t got = zip_source_read(source.get(), bytes.data(), bytes.size());
    zip_source_close(source.get());
    if (got != static_cast<zip_int64_t>(bytes.size())) {
        throw Error(Fault::output, {name}, "cannot read the ZIP archive that was made");
    }
    return bytes;
}

}  // namespace egiz::formats
