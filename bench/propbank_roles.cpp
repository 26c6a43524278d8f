// Who does what to whom, as src/pattern reads it off trees: one line a frame, for bench/propbank_roles.py to
// compare with PropBank. Trees come as CoNLL-U, annotated or parsed; words are counted from 0 over the whole
// file, without multiword tokens and empty nodes.
//
//     propbank_roles frames GRAMMAR.yaml NOUNS < trees.conllu
//     propbank_roles nouns LANGUAGE CODEBOOK.yaml...
//
// "frames" prints, tabs between: word, lemma with particle, kind (verb, noun, copula), active or passive,
// then ROLE:WORD for each argument. The file NOUNS holds the lemmas of nouns that get frames, one a line.
// "nouns" prints those of a codebook.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/files.h"
#include "json/value.h"
#include "parse/conllu.h"
#include "pattern/codebook.h"
#include "pattern/frame.h"

namespace {

using namespace tamga;

const char* name_of(pattern::Kind kind) {
  switch (kind) {
    case pattern::Kind::kVerb:
      return "verb";
    case pattern::Kind::kNoun:
      return "noun";
    case pattern::Kind::kCopula:
      return "copula";
  }
  return "";
}

void print(const pattern::Frame& frame) {
  std::cout << frame.word.value << '\t' << frame.lemma << '\t' << name_of(frame.kind) << '\t'
            << (frame.passive ? "passive" : "active");
  for (const pattern::Argument& argument : frame.arguments) {
    std::cout << '\t' << argument.role << ':' << argument.word.value;
  }
  std::cout << '\n';
}

Result<pattern::Words> read_nouns(const std::string& path) {
  pattern::Words nouns;
  std::istringstream lines(TRY(read_file(path)));
  for (std::string line; std::getline(lines, line);) nouns.insert(line);
  return nouns;
}

Status print_frames(const std::string& grammar_path, const std::string& nouns_path) {
  const std::string yaml = TRY(read_file(grammar_path));
  const json::Value section = TRY(json::parse_yaml(yaml));
  const pattern::Grammar grammar = TRY(pattern::Grammar::load(section));
  const pattern::Words nouns = TRY(read_nouns(nouns_path));
  const std::string trees(std::istreambuf_iterator<char>(std::cin), {});
  const parse::Parsed parsed = TRY(parse::from_conllu("standard input", trees));
  const pattern::Frames frames = pattern::find_frames(parsed.forest, grammar, nouns);
  for (const pattern::Frame& frame : frames.frames()) print(frame);
  return {};
}

Status print_nouns(const std::string& language, const std::vector<std::string>& paths) {
  std::vector<std::pair<std::string, json::Value>> sections;
  for (const std::string& path : paths) {
    const std::string yaml = TRY(read_file(path));
    sections.emplace_back(path, TRY(json::parse_yaml(yaml)));
  }
  const pattern::Codebook codebook = TRY(pattern::Codebook::load(sections, language));
  for (const std::string& noun : codebook.nouns()) std::cout << noun << '\n';
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const bool frames = words.size() == 3 && words[0] == "frames";
  if (!frames && (words.size() < 3 || words[0] != "nouns")) {
    std::fputs(
        "usage: propbank_roles frames GRAMMAR.yaml NOUNS < trees.conllu\n"
        "       propbank_roles nouns LANGUAGE CODEBOOK.yaml...\n",
        stderr);
    return 2;
  }
  const Status done =
      frames ? print_frames(words[1], words[2]) : print_nouns(words[1], {words.begin() + 2, words.end()});
  if (!done.ok()) std::fprintf(stderr, "propbank_roles: %s\n", done.error().text().c_str());
  return done.ok() ? 0 : 1;
}
