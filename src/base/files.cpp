#include "base/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace tamga {
namespace {

Error system_error(const std::filesystem::path& path, std::string_view doing) {
  const int number = errno;
  const auto code = number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kInputOutput;
  return {code, std::string(doing) + ": " + std::strerror(number), path.string(), {}};
}

/// Closes on every way out.
struct Descriptor {
  int value;
  ~Descriptor() {
    if (value >= 0) ::close(value);
  }
};

Result<struct stat> status_of(const Descriptor& file, const std::filesystem::path& path) {
  struct stat status {};
  if (::fstat(file.value, &status) != 0) return system_error(path, "cannot be read");
  if (S_ISDIR(status.st_mode)) return Error{ErrorCode::kBadInput, "is a folder", path.string(), {}};
  return status;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t limit) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.value < 0) return system_error(path, "cannot be opened");
  TRY(status_of(file, path));
  std::string bytes;
  std::array<char, 1 << 16> block;
  while (true) {
    const ssize_t count = ::read(file.value, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_error(path, "cannot be read");
    if (count == 0) return bytes;
    bytes.append(block.data(), static_cast<std::size_t>(count));
    if (bytes.size() > limit)
      return Error{ErrorCode::kLimit, "larger than " + std::to_string(limit) + " bytes", path.string(), limit};
  }
}

Status write_file(const std::filesystem::path& path, std::string_view bytes) {
  const std::filesystem::path temporary = path.string() + ".tmp" + std::to_string(::getpid());
  Descriptor file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
  if (file.value < 0) return system_error(path, "cannot be written");
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = ::write(file.value, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      const Error error = system_error(path, "cannot be written");
      ::unlink(temporary.c_str());
      return error;
    }
    done += static_cast<std::size_t>(count);
  }
  if (::fsync(file.value) != 0 || ::rename(temporary.c_str(), path.c_str()) != 0) {
    const Error error = system_error(path, "cannot be written");
    ::unlink(temporary.c_str());
    return error;
  }
  return {};
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.value < 0) return system_error(path, "cannot be opened");
  const auto status = TRY(status_of(file, path));
  MappedFile mapped;
  mapped.path_ = path;
  mapped.size_ = static_cast<std::size_t>(status.st_size);
  if (mapped.size_ == 0) return mapped;
  void* data = ::mmap(nullptr, mapped.size_, PROT_READ, MAP_SHARED, file.value, 0);
  if (data == MAP_FAILED) return system_error(path, "cannot be mapped");
  mapped.data_ = static_cast<const std::byte*>(data);
  return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept { *this = std::move(other); }

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(path_, other.path_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_) ::munmap(const_cast<std::byte*>(data_), size_);
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) == 1);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (unsigned int i = 0; i < length; ++i) {
    out += kDigits[digest[i] >> 4U];
    out += kDigits[digest[i] & 15U];
  }
  return out;
}

}  // namespace tamga
