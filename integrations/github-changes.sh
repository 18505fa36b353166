#!/bin/sh
# Comments on a pull request with what changes for visitors: a single comment, which is kept up to
# date.
#
# If no comment can be written, as for pull requests from forks, the text is in the summary of the
# job instead. Text from outside, such as names of branches, is only ever an argument or a value,
# never part of a command.
#
#   PROACTIVE_PATH    the workspace
#   PROACTIVE_TOKEN   the token to comment with; if empty, there is only the summary
#
# and what every job has: GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_REPOSITORY, GITHUB_ACTOR,
# GITHUB_GRAPHQL_URL, GITHUB_STEP_SUMMARY, RUNNER_TEMP.
set -eu

here=$(dirname "$0")

# Shows a line as an annotation of the job.
annotate() { # LEVEL TEXT
  printf '::%s title=proactive::%s\n' "$1" "$(printf %s "$2" | sed 's/%/%25/g' | tr '\r\n' '  ')"
}

fail() {
  annotate error "$*"
  exit 1
}

if [ "$GITHUB_EVENT_NAME" != pull_request ]; then
  echo "no comment: this run is not for a pull request, but for the event $GITHUB_EVENT_NAME"
  exit 0
fi
for program in curl git jq; do
  command -v "$program" >/dev/null || fail "the comment needs $program, which is not installed"
done

# On Windows, jq ends its lines with a carriage return unless it is told not to.
case $(uname -s) in
  MINGW* | MSYS*) jq() { command jq --binary "$@"; } ;;
esac

folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/proactive-changes.XXXXXX")
trap 'rm -rf "$folder"' EXIT
text="$folder/text.md"

event() { # PATH IN THE EVENT
  jq -r "$1 // empty" "$GITHUB_EVENT_PATH"
}

# The commit that the pull request is compared with. By default, a job has the merge of the pull
# request into its base, whose first parent is the base. Otherwise it is the commit where they
# diverged.
base() {
  head=$(event .pull_request.head.sha)
  parents=$(git cat-file -p HEAD | sed -n '/^$/q; s/^parent //p')
  # shellcheck disable=SC2086 # one commit a word
  set -- $parents
  if [ $# = 2 ] && [ "$2" = "$head" ]; then
    echo "$1"
    return
  fi
  target=$(event .pull_request.base.sha)
  if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
    git fetch --quiet --no-tags --unshallow origin "$target" >&2 || return
  fi
  git merge-base "$target" HEAD
}

base=$(base) && [ -n "$base" ] ||
  fail "the base of the pull request is not in this clone and can't be fetched; use fetch-depth: 0 of actions/checkout"
state=$(sh "$here/changes.sh" "$base" "$PROACTIVE_PATH" "$text") ||
  fail "proactive diff failed: see the log of this step"

summarize() {
  {
    echo
    # The first line is the mark. `changes.sh` also keeps the whole report if it cuts it.
    case $state in
      changed) cat "$text.full" ;;
      *) sed 1d "$text" ;;
    esac
  } >>"$GITHUB_STEP_SUMMARY"
}

# Whether the token of this run can only read.
is_from_outside() {
  [ "$(event .pull_request.head.repo.full_name)" != "$(event .pull_request.base.repo.full_name)" ] ||
    [ "${GITHUB_ACTOR:-}" = 'dependabot[bot]' ]
}

if [ -z "${PROACTIVE_TOKEN:-}" ]; then
  summarize
  annotate notice "No token to comment with: the summary of the job shows what changes for visitors."
  exit 0
fi

# Asks GitHub, with the variables in $folder/variables.json. The answer is in $folder/answer.json.
ask() { # QUERY [OPTIONS OF CURL]
  jq --arg query "$1" '{query: $query, variables: .}' "$folder/variables.json" >"$folder/request.json"
  shift
  # Arguments are visible to other processes, standard input is not.
  code=$(printf 'header = "Authorization: Bearer %s"\n' "$PROACTIVE_TOKEN" |
    curl --config - --silent --show-error --max-time 60 "$@" \
      --header 'Content-Type: application/json' --header 'User-Agent: proactive' \
      --output "$folder/answer.json" --write-out '%{http_code}' \
      --data-binary "@$folder/request.json" "$GITHUB_GRAPHQL_URL") || code=000
  case $code in
    000) refused "can't be reached" ;;
    200) ;;
    *) refused "answered $code: $(jq -r '.message // "no reason"' "$folder/answer.json" 2>/dev/null || echo 'no reason')" ;;
  esac
  jq -e . "$folder/answer.json" >/dev/null 2>&1 || refused "answered with something that isn't JSON"
  reason=$(jq -r '.errors // [] | map(.message) | join("; ")' "$folder/answer.json")
  if [ -n "$reason" ]; then
    forbidden=$(jq '.errors | any(.type == "FORBIDDEN")' "$folder/answer.json")
    refused "answered: $reason"
  fi
}

forbidden=false

refused() {
  summarize
  if [ "$forbidden" = true ] && is_from_outside; then
    annotate notice "Runs for pull requests from outside can't comment: the summary of the job shows what changes for visitors."
    exit 0
  fi
  advice=
  if [ "$forbidden" = true ]; then
    advice=". Does the job have the permission 'pull-requests: write'?"
  fi
  fail "Can't write the comment: GitHub $*$advice"
}

# shellcheck disable=SC2016 # these are variables of GraphQL
find='query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      id
      comments(first: 100, after: $after) {
        nodes { id body author { login } }
        pageInfo { endCursor hasNextPage }
      }
    }
  }
}'
# shellcheck disable=SC2016
add='mutation ($subject: ID!, $body: String!) {
  addComment(input: { subjectId: $subject, body: $body }) { commentEdge { node { url } } }
}'
# shellcheck disable=SC2016
update='mutation ($id: ID!, $body: String!) {
  updateIssueComment(input: { id: $id, body: $body }) { issueComment { url } }
}'

# Only our own comment: comments of other people are left alone, even if they quote ours.
after=null
while :; do
  jq --arg repository "$GITHUB_REPOSITORY" --argjson after "$after" '
    ($repository | split("/")) as [$owner, $name]
    | {owner: $owner, name: $name, number: .pull_request.number, after: $after}
  ' "$GITHUB_EVENT_PATH" >"$folder/variables.json"
  ask "$find" --retry 2
  jq --rawfile text "$text" '
    def lines: gsub("\r"; "") | sub("\\s+$"; "");
    ($text | split("\n")[0]) as $mark
    | (.data.viewer.login | sub("\\[bot\\]$"; "")) as $login
    | .data.repository.pullRequest
    | {subject: .id, after: .comments.pageInfo.endCursor, more: .comments.pageInfo.hasNextPage} +
      ((.comments.nodes[] | select(.author.login == $login and (.body | startswith($mark)))
        | {id, same: ((.body | lines) == ($text | lines))}) // {})
  ' "$folder/answer.json" | jq -s '.[0]' >"$folder/found.json"
  [ "$(jq 'has("id") or (.more | not)' "$folder/found.json")" = false ] || break
  after=$(jq .after "$folder/found.json")
done

write() { # MUTATION VARIABLE
  jq --rawfile body "$text" "{$2, body: \$body}" "$folder/found.json" >"$folder/variables.json"
  # Not retried: the first attempt may have written the comment.
  ask "$1"
}

case "$state $(jq -r 'if has("id") then .same else "none" end' "$folder/found.json")" in
  'changed none')
    write "$add" subject
    echo "commented: $(jq -r .data.addComment.commentEdge.node.url "$folder/answer.json")"
    ;;
  *' none') echo "no comment written: the result is '$state'" ;;
  *' true') echo "the comment is up to date" ;;
  *' false')
    write "$update" id
    echo "updated the comment: $(jq -r .data.updateIssueComment.issueComment.url "$folder/answer.json")"
    ;;
esac
# The summary has what was cut.
if [ "$state" = changed ] && ! tail -n +2 "$text" | cmp -s - "$text.full"; then
  summarize
fi
