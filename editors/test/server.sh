# The environment of an editor's test with the language server; the `run` script of the test sources it.
#
# It creates a home folder laid out as the editor's README assumes: the project at `~/proactive`, and
# `proactive` on PATH. So the test loads the code blocks of the README as its configuration.
#
# In:  $here, the folder of the test; $PROACTIVE, the program.
# Out: $HOME; $BROKEN, a copy of the broken example; $FINDINGS, a file with the expected diagnostics of
#      its messages.proactive, as `LINE CODE`; $SERVERS, a file with the process ID of each server.

: "${PROACTIVE:?names the program: run this with cargo xtask editors}"
project=$(cd "$here/../../.." && pwd)
HOME=$(mktemp -d)
trap 'rm -rf "$HOME"' EXIT
XDG_CONFIG_HOME="$HOME/.config"
XDG_DATA_HOME="$HOME/.local/share"
XDG_CACHE_HOME="$HOME/.cache"
XDG_STATE_HOME="$HOME/.local/state"
BROKEN="$HOME/broken"
FINDINGS="$HOME/findings"
SERVERS="$HOME/servers"
PATH="$HOME/bin:$PATH"
export HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME
export BROKEN FINDINGS SERVERS PATH PROACTIVE

ln -s "$project" "$HOME/proactive"
cp -R "$project/examples/broken" "$BROKEN"
awk '/^error\[|^warning\[/ { split($0, part, /[][]/) }
  $1 == "-->" && part[2] != "" {
    if (split($2, place, ":") && place[1] == "messages.proactive") print place[2], part[2]
    part[2] = ""
  }' "$BROKEN/findings.snap" >"$FINDINGS"
test -s "$FINDINGS"

# The program on PATH records its process ID, and then executes the real one.
mkdir "$HOME/bin"
cat >"$HOME/bin/proactive" <<'END'
#!/bin/sh
echo "$$ $*" >>"$SERVERS"
exec "$PROACTIVE" "$@"
END
chmod +x "$HOME/bin/proactive"

# Prints the NUMBER-th code block in LANGUAGE of the README: `readme LANGUAGE NUMBER`.
readme() {
  awk -v fence='```'"$1" -v wanted="$2" '
    $0 == "```" { inside = 0 }
    inside { print; found = 1 }
    $0 == fence { number++; inside = number == wanted }
    END { exit !found }' "$here/../README.md"
}

# After the editor has exited: it started one server with `proactive lsp`, which has exited, too.
no_server_is_left() {
  if [ "$(sed 's/^[0-9]* //' "$SERVERS")" != lsp ]; then
    echo "started: $(cat "$SERVERS" 2>/dev/null), which is not one \`proactive lsp\`"
    return 1
  fi
  server=$(sed 's/ .*//' "$SERVERS")
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    # A process that has exited but is still listed is a zombie.
    case "$(ps -o stat= -p "$server" || true)" in
      '' | Z*) return 0 ;;
    esac
    sleep 0.5
  done
  kill "$server"
  echo "the server lives on without the editor"
  return 1
}
