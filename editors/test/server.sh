# The place where an editor meets the language server, for the `run` of its test to read in.
#
# It makes a home in which everything stands where the README of the editor says: the project at
# `~/proactive`, and `proactive` on PATH. So the code of the README is the very configuration that
# the test loads.
#
# In:  $here, the folder of the test; $PROACTIVE, the program.
# Out: $HOME; $BROKEN, a copy of the broken example; $FINDINGS, a file with what is to be found in
#      its messages.proactive, as `LINE CODE`; $SERVERS, a file with the process of each server.

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

# The program on PATH leaves word of its process, and becomes the real one.
mkdir "$HOME/bin"
cat >"$HOME/bin/proactive" <<'END'
#!/bin/sh
echo "$$ $*" >>"$SERVERS"
exec "$PROACTIVE" "$@"
END
chmod +x "$HOME/bin/proactive"

# The NUMBER-th block of code in LANGUAGE of the README: `readme LANGUAGE NUMBER`.
readme() {
  awk -v fence='```'"$1" -v wanted="$2" '
    $0 == "```" { inside = 0 }
    inside { print; found = 1 }
    $0 == fence { number++; inside = number == wanted }
    END { exit !found }' "$here/../README.md"
}

# After the editor has ended: it started one server, by `proactive lsp`, and that ended, too.
no_server_is_left() {
  if [ "$(sed 's/^[0-9]* //' "$SERVERS")" != lsp ]; then
    echo "started: $(cat "$SERVERS" 2>/dev/null), which is not one \`proactive lsp\`"
    return 1
  fi
  server=$(sed 's/ .*//' "$SERVERS")
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    # A process that ended and is still listed is a zombie.
    case "$(ps -o stat= -p "$server" || true)" in
      '' | Z*) return 0 ;;
    esac
    sleep 0.5
  done
  kill "$server"
  echo "the server lives on without the editor"
  return 1
}
