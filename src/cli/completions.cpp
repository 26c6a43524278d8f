// tamga completions: what a shell needs to complete commands, options and files.
#include <CLI/CLI.hpp>

#include "cli/detail/session.h"

namespace tamga::cli {
namespace {

/// A command with the words that may follow it.
struct Node {
  std::string path;  ///< "read", "pack build"; empty for the program itself
  std::string about;
  std::vector<std::pair<std::string, std::string>> options;   ///< "--format", what it is
  std::vector<std::pair<std::string, std::string>> commands;  ///< below it
};

/// The first line of a description, without what shells would take for their own.
std::string plain(const std::string& text) {
  std::string out;
  for (const char c : text.substr(0, text.find('\n')))
    if (c != '\'' && c != '"' && c != '[' && c != ']' && c != ':' && c != '\\' && c != '`' && c != '$') out += c;
  return out;
}

void collect(const CLI::App& app, const std::string& path, std::vector<Node>& nodes) {
  Node node{path, plain(app.get_description()), {}, {}};
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames())
      node.options.emplace_back("--" + name, plain(option->get_description()));
  std::vector<const CLI::App*> below;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    node.commands.emplace_back(command->get_name(), plain(command->get_description()));
    below.push_back(command);
  }
  nodes.push_back(node);
  for (const CLI::App* command : below) collect(*command, path.empty() ? command->get_name() : path + " " + command->get_name(), nodes);
}

std::string words_of(const std::vector<std::pair<std::string, std::string>>& items) {
  std::string out;
  for (const auto& [word, about] : items) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string bash(const std::vector<Node>& nodes) {
  std::string cases;
  for (const Node& node : nodes)
    cases += "    '" + node.path + "') options='" + words_of(node.options) + "'; commands='" + words_of(node.commands) +
             "' ;;\n";
  return "# bash completion for tamga: source <(tamga completions bash)\n"
         "_tamga() {\n"
         "  local word=\"${COMP_WORDS[COMP_CWORD]}\" path='' options='' commands='' i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case \"$path ${COMP_WORDS[i]}\" in\n" +
         [&] {
           std::string known;
           for (const Node& node : nodes) {
             if (node.path.empty()) continue;
             const bool top = node.path.find(' ') == std::string::npos;
             known += "      '" + std::string(top ? " " : "") + node.path + "') path='" + node.path + "' ;;\n";
           }
           return known;
         }() +
         "    esac\n"
         "  done\n"
         "  case \"$path\" in\n" +
         cases +
         "  esac\n"
         "  if [[ $word == -* ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$options --pack --models --ledger --config\" -- \"$word\")\n"
         "  elif [[ -n $commands ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$commands\" -- \"$word\")\n"
         "  else\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _tamga tamga\n";
}

std::string zsh_items(const std::vector<std::pair<std::string, std::string>>& items) {
  std::string out;
  for (const auto& [word, about] : items) out += " '" + word + ":" + about + "'";
  return out;
}

std::string zsh(const std::vector<Node>& nodes) {
  std::string cases;
  for (const Node& node : nodes)
    cases += "    '" + node.path + "') options=(" + zsh_items(node.options) + " ); commands=(" +
             zsh_items(node.commands) + " ) ;;\n";
  std::string known;
  for (const Node& node : nodes)
    if (!node.path.empty()) known += " '" + node.path + "'";
  return "#compdef tamga\n"
         "# zsh completion for tamga: tamga completions zsh > a folder of $fpath, as _tamga\n"
         "_tamga() {\n"
         "  local -a options commands known\n"
         "  local path_words='' next i\n"
         "  known=(" + known + " )\n"
         "  for ((i = 2; i < CURRENT; i++)); do\n"
         "    next=\"${path_words:+$path_words }${words[i]}\"\n"
         "    (( ${known[(Ie)$next]} )) && path_words=$next\n"
         "  done\n"
         "  case \"$path_words\" in\n" +
         cases +
         "  esac\n"
         "  if [[ ${words[CURRENT]} == -* ]]; then\n"
         "    _describe option options\n"
         "  elif (( ${#commands} )); then\n"
         "    _describe command commands\n"
         "  else\n"
         "    _files\n"
         "  fi\n"
         "}\n"
         "if [[ ${funcstack[1]} == _tamga ]]; then _tamga \"$@\"; else compdef _tamga tamga; fi\n";
}

/// The condition under which fish is at this command.
std::string fish_condition(const Node& node) {
  if (node.path.empty()) return "__fish_use_subcommand";
  std::string out = "__fish_seen_subcommand_from " + node.path;
  if (const auto space = node.path.find(' '); space != std::string::npos)
    out = "__fish_seen_subcommand_from " + node.path.substr(0, space) + "; and __fish_seen_subcommand_from " +
          node.path.substr(space + 1);
  else if (!node.commands.empty())
    out += "; and not __fish_seen_subcommand_from " + words_of(node.commands);
  return out;
}

std::string fish(const std::vector<Node>& nodes) {
  std::string out = "# fish completion for tamga: tamga completions fish | source\n";
  for (const Node& node : nodes) {
    const std::string start = "complete -c tamga -n '" + fish_condition(node) + "'";
    for (const auto& [word, about] : node.commands) out += start + " -f -a " + word + " -d '" + about + "'\n";
    for (const auto& [word, about] : node.options) out += start + " -l " + word.substr(2) + " -d '" + about + "'\n";
  }
  return out;
}

int run_completions(Session& session, const CLI::App& program, const std::string& shell) {
  std::vector<Node> nodes;
  collect(program, "", nodes);
  return session.answer(shell == "bash" ? bash(nodes) : shell == "zsh" ? zsh(nodes) : fish(nodes));
}

}  // namespace

void add_completions(CLI::App& program, Session& session) {
  auto* command = program.add_subcommand("completions", "Print a completion script for a shell");
  auto shell = std::make_shared<std::string>();
  command->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer("Examples:\n"
                  "  source <(tamga completions bash)\n"
                  "  tamga completions fish > ~/.config/fish/completions/tamga.fish");
  command->callback([&session, &program, shell] {
    session.chosen = [&session, &program, shell] { return run_completions(session, program, *shell); };
  });
}

}  // namespace tamga::cli
