#!/bin/sh
# Comments on a merge request with what changes for visitors: a single note, which is kept up to
# date.
#
# Without a token, as for merge requests from forks, the text is in the log of the job instead.
#
#   PROACTIVE_PATH    the workspace
#   PROACTIVE_FILE    the file that the text is also written to
#   PROACTIVE_TOKEN   a token with the scope `api`; if empty, there are only the log and the file
#
# and what every job of a merge request has: CI_API_V4_URL, CI_MERGE_REQUEST_IID,
# CI_MERGE_REQUEST_PROJECT_ID, CI_MERGE_REQUEST_DIFF_BASE_SHA, CI_MERGE_REQUEST_TARGET_BRANCH_SHA.
set -eu

here=$(dirname "$0")

fail() {
  echo "gitlab-changes.sh: $*" >&2
  exit 1
}

for program in curl git jq; do
  command -v "$program" >/dev/null || fail "the note needs $program, which is not installed"
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
text="$folder/text.md"

# In a pipeline for the merged result, the target branch is the base. Otherwise it is the commit
# where the branches diverged.
base=${CI_MERGE_REQUEST_TARGET_BRANCH_SHA:-}
base=${base:-${CI_MERGE_REQUEST_DIFF_BASE_SHA:?}}
state=$(sh "$here/changes.sh" "$base" "$PROACTIVE_PATH" "$text")

# The first line is the mark. `changes.sh` also keeps the whole report if it cuts it.
case $state in
  changed) cp "$text.full" "$PROACTIVE_FILE" ;;
  *) sed 1d "$text" >"$PROACTIVE_FILE" ;;
esac
if [ -z "${PROACTIVE_TOKEN:-}" ]; then
  cat "$PROACTIVE_FILE"
  echo "no note: the variable PROACTIVE_TOKEN is not set"
  exit 0
fi

# Asks GitLab. The answer is in $folder/answer.json.
ask() { # PATH [OPTIONS OF CURL]
  address="${CI_API_V4_URL%/}/$1"
  shift
  # Arguments are visible to other processes, standard input is not.
  code=$(printf 'header = "PRIVATE-TOKEN: %s"\n' "$PROACTIVE_TOKEN" |
    curl --config - --silent --show-error --max-time 60 "$@" \
      --output "$folder/answer.json" --write-out '%{http_code}' "$address") || code=000
  case $code in
    20?) ;;
    000) refused "can't be reached" ;;
    *) refused "answered $code: $(jq -r '.message // .error // "no reason" | tostring' "$folder/answer.json" 2>/dev/null || echo 'no reason')" ;;
  esac
  jq -e . "$folder/answer.json" >/dev/null 2>&1 || refused "answered with something that isn't JSON"
}

refused() {
  cat "$PROACTIVE_FILE"
  case $code in
    401 | 403) advice=". Does PROACTIVE_TOKEN have the scope 'api' and a role that can comment?" ;;
    *) advice= ;;
  esac
  fail "can't write the note: GitLab $*$advice"
}

notes="projects/${CI_MERGE_REQUEST_PROJECT_ID:?}/merge_requests/${CI_MERGE_REQUEST_IID:?}/notes"
mark=$(sed -n 1p "$text")

# Only our own note: notes of other people are left alone, even if they quote ours.
ask user --retry 2
user=$(jq .id "$folder/answer.json")
page=1
while :; do
  ask "$notes?per_page=100&page=$page&order_by=created_at&sort=asc" --retry 2
  jq --rawfile text "$text" --arg mark "$mark" --argjson user "$user" '
    def lines: gsub("\r"; "") | sub("\\s+$"; "");
    map(select(.author.id == $user and (.body | startswith($mark))))[0]
    | if . == null then {} else {id, same: ((.body | lines) == ($text | lines))} end
  ' "$folder/answer.json" >"$folder/found.json"
  [ "$(jq 'has("id")' "$folder/found.json")" = false ] || break
  [ "$(jq length "$folder/answer.json")" = 100 ] || break
  page=$((page + 1))
done

write() { # METHOD PATH
  # Not retried: the first attempt may have written the note.
  jq -n --rawfile body "$text" '{body: $body}' >"$folder/request.json"
  ask "$2" --request "$1" --header 'Content-Type: application/json' \
    --data-binary "@$folder/request.json"
}

case "$state $(jq -r 'if has("id") then .same else "none" end' "$folder/found.json")" in
  'changed none')
    write POST "$notes"
    echo "wrote the note $(jq .id "$folder/answer.json")"
    ;;
  *' none') echo "no note written: the result is '$state'" ;;
  *' true') echo "the note is up to date" ;;
  *' false')
    write PUT "$notes/$(jq .id "$folder/found.json")"
    echo "updated the note $(jq .id "$folder/answer.json")"
    ;;
esac
