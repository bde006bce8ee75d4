// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/batch_record.hpp"

#include "formats/output_file.hpp"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>
#include <sys/file.h>
#include <unistd.h>

namespace egiz::workflow {
namespace {

constexpr const char* done_header = "id\tinputs\tcontent\tunits\n";

std::string done_line(const DoneDocument& done) {
    return done.id + '\t' + done.inputs + '\t' + done.content + '\t' + std::to_string(done.units) +
           '\n';
}

/// Reads the lines that are whole; anything else is as if it were not there.
std::map<std::string, DoneDocument> read_done(const std::string& path) {
    std::map<std::string, DoneDocument> all;
    std::ifstream in(path, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
        if (in.eof()) break;  // no line feed: cut off by a crash
        DoneDocument done;
        std::string units;
        std::istringstream fields(line);
        const bool whole = std::getline(fields, done.id, '\t') &&
                           std::getline(fields, done.inputs, '\t') &&
                           std::getline(fields, done.content, '\t') && std::getline(fields, units);
        if (!whole || done.inputs == "inputs") continue;
        std::from_chars(units.data(), units.data() + units.size(), done.units);
        all[done.id] = done;
    }
    return all;
}

/// A field on one line.
std::string flat(std::string text) {
    for (char& c : text) {
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    }
    return text;
}

std::string reason() { return std::strerror(errno); }  // NOLINT(concurrency-mt-unsafe)

}  // namespace

BatchRecord::BatchRecord(const std::string& folder) : folder_(folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error || !std::filesystem::is_directory(folder)) {
        throw Error(
            Fault::output, {folder},
            "cannot make this folder: " + (error ? error.message() : "a file is in its place"),
            "give another folder with --out");
    }
    folder_lock_ = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder_lock_ < 0 || flock(folder_lock_, LOCK_EX | LOCK_NB) != 0) {
        const bool taken = folder_lock_ >= 0 && errno == EWOULDBLOCK;
        const std::string why = reason();
        if (folder_lock_ >= 0) close(folder_lock_);
        if (taken) {
            throw Error(Fault::busy, {folder}, "another batch is running in this folder",
                        "wait for it, or give another folder with --out");
        }
        throw Error(Fault::output, {folder}, "cannot lock this folder: " + why);
    }
    const std::string path = folder + "/done.tsv";
    before_ = read_done(path);
    formats::remove_leftovers(folder);
    // The lines that count, without what a crash may have left, are the beginning of this run's
    // log.
    try {
        formats::OutputFile file(path);
        file.stream() << done_header;
        for (const auto& [id, done] : before_) file.stream() << done_line(done);
        file.commit();
        log_ = open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
        if (log_ < 0) throw Error(Fault::output, {path}, "cannot write: " + reason());
    } catch (...) {
        close(folder_lock_);
        throw;
    }
}

BatchRecord::~BatchRecord() {
    if (log_ >= 0) close(log_);
    if (folder_lock_ >= 0) close(folder_lock_);
}

const DoneDocument* BatchRecord::find(const std::string& id) const {
    const auto found = before_.find(id);
    return found == before_.end() ? nullptr : &found->second;
}

void BatchRecord::append(const DoneDocument& done) {
    const std::string line = done_line(done);
    if (write(log_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
        throw Error(Fault::output, {folder_ + "/done.tsv"}, "cannot write: " + reason());
    }
    now_[done.id] = done;
}

void BatchRecord::finish(const std::vector<std::string>& ids,
                         const std::vector<FailedDocument>& failed) {
    std::map<std::string, DoneDocument> all = before_;
    for (const auto& [id, done] : now_) all[id] = done;
    formats::OutputFile file(folder_ + "/done.tsv");
    file.stream() << done_header;
    for (const std::string& id : ids) {
        const auto found = all.find(id);
        if (found == all.end()) continue;
        file.stream() << done_line(found->second);
        all.erase(found);
    }
    for (const auto& [id, done] : all) file.stream() << done_line(done);  // of other manifests
    file.commit();

    if (failed.empty()) {
        std::error_code ignored;
        std::filesystem::remove(failed_path(), ignored);
        return;
    }
    formats::OutputFile failures(failed_path());
    failures.stream() << "id\tline\treason\thint\n";
    for (const FailedDocument& document : failed) {
        failures.stream() << flat(document.id) << '\t' << document.line << '\t'
                          << flat(document.error.what()) << '\t' << flat(document.error.hint())
                          << '\n';
    }
    failures.commit();
}

std::string BatchRecord::failed_path() const { return folder_ + "/failed.tsv"; }

}  // namespace egiz::workflow
