// SPDX-License-Identifier: Apache-2.0
// Reads the bytes as WebVTT, and as SubRip. Written with nothing changed, the file has to be the
// same; with every cue set to what it holds, it has to say the same when it is read again.
#include "tests/fuzz/document_round_trip.hpp"
#include "tests/fuzz/memory_file.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace {

using namespace egiz;

/// A file in memory under a name with an extension.
class NamedFile {
public:
    explicit NamedFile(const char* extension)
        : file_("subtitles"),
          folder_(std::filesystem::temp_directory_path() /
                  ("egiz-srt-fuzz-" + std::to_string(getpid()))),
          link_(folder_ / ("input" + std::string(extension))) {
        std::filesystem::create_directories(folder_);
        std::filesystem::create_symlink(file_.path(), link_);
    }
    ~NamedFile() {
        std::error_code not_empty;  // another file is in it still
        std::filesystem::remove(link_, not_empty);
        std::filesystem::remove(folder_, not_empty);
    }
    NamedFile(const NamedFile&) = delete;
    NamedFile& operator=(const NamedFile&) = delete;
    void write(std::string_view bytes) { file_.write(bytes); }
    [[nodiscard]] std::string path() const { return link_.string(); }

private:
    test::MemoryFile file_;
    std::filesystem::path folder_;
    std::filesystem::path link_;
};

void check(NamedFile& file, const std::string& bytes) {
    static const Language english = *Language::parse("en");
    file.write(bytes);
    const auto document = test::open_document(file.path(), english);
    if (!document) return;
    const std::string content = test::content_of(document->document());
    const bool is_utf8 = document->document().encoding == "UTF-8";
    if (is_utf8 && test::unchanged(*document, english) != bytes) std::abort();
    file.write(test::rewritten(*document, english));
    if (test::content_of(test::reopen_document(file.path(), english).document()) != content) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static NamedFile srt(".srt");
    static NamedFile vtt(".vtt");
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    check(srt, text);
    check(vtt, text);
    return 0;
}
