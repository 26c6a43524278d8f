#include "support/drawing.h"

#include <sstream>
#include <utility>

namespace tamga::test {

parse::Parsed draw(std::string_view drawing) {
  std::istringstream lines{std::string(drawing)};
  std::ostringstream conllu;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    std::string form, lemma, upos, head, relation, features = "_";
    if (!(cells >> form)) {
      if (std::exchange(number, 0) > 0) conllu << '\n';
      continue;
    }
    CHECK(cells >> lemma >> upos >> head >> relation);
    cells >> features;
    conllu << ++number << '\t' << form << '\t' << lemma << '\t' << upos << "\t_\t" << features << '\t' << head << '\t'
           << relation << "\t_\t_\n";
  }
  conllu << '\n';
  auto parsed = parse::from_conllu("drawing", conllu.str());
  CHECK(parsed.ok());
  return std::move(*parsed);
}

parse::WordId word(const parse::Forest& forest, std::string_view form, int nth) {
  for (std::uint32_t i = 0; i < forest.words().size(); ++i) {
    if (forest.form(parse::WordId{i}) == form && --nth == 0) return parse::WordId{i};
  }
  CHECK(!"the drawing has no such word");
  return {};
}

}  // namespace tamga::test
