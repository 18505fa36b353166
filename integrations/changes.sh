#!/bin/sh
# Writes what has changed for visitors since a commit, as the text of a comment, and prints the
# outcome:
#
#   changed     something changes
#   unchanged   nothing changes
#   unknown     there are errors on one of the two sides
#
#   changes.sh COMMIT WORKSPACE FILE
#
# The first line of the text is a mark, which identifies the comment later. A text that is too long
# for a comment is cut between two messages; FILE.full then has all of it.
set -eu

commit=$1 workspace=$2 file=$3

# GitHub takes 65,536 characters, GitLab more. Bytes are never fewer than characters.
limit=${PROACTIVE_COMMENT_LIMIT:-65000}

fail() {
  echo "changes.sh: $*" >&2
  exit 1
}

command -v jq >/dev/null || fail "jq is not installed"
# On Windows, jq ends its lines with a carriage return unless it is told not to.
case $(uname -s) in
  MINGW* | MSYS*) jq() { command jq --binary "$@"; } ;;
esac
case $commit in
  '' | *[!0-9a-f]*) fail "not a commit: $commit" ;;
esac
if ! git cat-file -e "$commit^{commit}" 2>/dev/null; then
  git fetch --quiet --no-tags --depth=1 origin "$commit" ||
    fail "the commit $commit is not in this clone and can't be fetched; clone the whole history (GitHub: fetch-depth: 0, GitLab: GIT_DEPTH: 0)"
fi
commit=$(git rev-parse --short=10 "$commit")

rm -f "$file" "$file.full" "$file.json"
status=0
proactive diff --quiet --format "markdown=$file.full" --format "json=$file.json" \
  -- "git:$commit" "$workspace" >&2 || status=$?
# If there is no report, the command has said what is wrong.
[ -s "$file.json" ] || exit "$status"

# Each workspace has its own comment. Its path could end the mark early, its checksum can't.
mark="<!-- proactive diff $(printf %s "$workspace" | cksum | cut -d ' ' -f 1) -->"
case $(jq .changes "$file.json") in
  true)
    echo "$mark" >"$file"
    # Messages are the rows and list items below a heading of level 3, and the headings of level 4.
    LC_ALL=C awk -v limit="$((limit - 400))" '
      /^### / { level = 3 }
      /^#### / { level = 4 }
      /^####? / || (level == 3 && /^(\| `|- )/) {
        printf "%s", part
        part = ""
      }
      {
        size += length($0) + 1
        if (size > limit) {
          cut = 1
          exit
        }
        part = part $0 "\n"
      }
      END {
        if (cut) {
          print "\nThe rest is too long for a comment. `proactive diff` shows all of it."
        } else {
          printf "%s", part
        }
      }
    ' "$file.full" >>"$file"
    echo changed
    ;;
  false)
    {
      echo "$mark"
      cat "$file.full"
    } >"$file"
    echo unchanged
    ;;
  *)
    {
      echo "$mark"
      echo "## Proactive messages"
      echo
      echo "What changes for visitors is unknown, because there are errors. The check shows them."
    } >"$file"
    echo unknown
    ;;
esac
rm -f "$file.json"
