// Developer's tool: reports or raw text to CoNLL-U with one model; for scoring the parser against treebanks.
#include <cstdio>
#include <cstring>
#include <string>

#include "base/files.h"
#include "parse/conllu.h"
#include "parse/parser.h"
#include "text/document.h"

namespace {

constexpr const char* kUsage =
    "usage: conllu MODEL [--raw] FILE...\n"
    "Parses reports (with header lines), or raw text, and prints CoNLL-U.\n"
    "example: conllu models/en --raw en_ewt-ud-test.txt\n";

int run(int argc, char** argv) {
  using namespace tamga;
  bool raw = false;
  auto parser = parse::Parser::create(argv[1]);
  if (!parser) {
    std::fprintf(stderr, "conllu: %s\n", parser.error().text().c_str());
    return static_cast<int>(parser.error().code);
  }
  for (int i = 2; i < argc; ++i) {
    if (std::strcmp(argv[i], "--raw") == 0) {
      raw = true;
      continue;
    }
    auto bytes = read_file(argv[i]);
    if (!bytes) {
      std::fprintf(stderr, "conllu: %s\n", bytes.error().text().c_str());
      return static_cast<int>(bytes.error().code);
    }
    auto document = raw ? Result<text::Document>(text::Document(argv[i], {}, *bytes)) : text::read_plain_report(argv[i], *bytes);
    if (!document) {
      std::fprintf(stderr, "conllu: %s\n", document.error().text().c_str());
      return static_cast<int>(document.error().code);
    }
    const std::string out = parse::to_conllu(*document, parser->parse(*document));
    std::fwrite(out.data(), 1, out.size(), stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  return run(argc, argv);
}
