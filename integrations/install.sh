#!/bin/sh
# Installs a released `proactive` and prints the folder that contains it.
#
# The archive of the release is downloaded, unless it is in a cache. Its checksum is compared with
# the one in the SHA256SUMS of the release before anything in it is used.
#
#   PROACTIVE_VERSION    the version, such as 0.1.0
#   PROACTIVE_RELEASES   the address of the releases, which has the files of a version in vVERSION/
#   PROACTIVE_FOLDER     the folder to download and unpack the archive in
set -eu

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

# The platform, as in the names of the archives.
platform() {
  case $(uname -m) in
    x86_64 | amd64) processor=x86_64 ;;
    aarch64 | arm64) processor=aarch64 ;;
    *) fail "there is no build for the processor $(uname -m)" ;;
  esac
  case $(uname -s) in
    Linux) echo "$processor-unknown-linux-gnu" ;;
    Darwin) echo "$processor-apple-darwin" ;;
    # Windows on ARM runs programs for x86_64, too.
    MINGW* | MSYS* | CYGWIN*) echo x86_64-pc-windows-msvc ;;
    *) fail "there is no build for $(uname -s)" ;;
  esac
}

download() { # FILE
  case $PROACTIVE_RELEASES in
    https://*) protocol='=https' ;;
    http://127.0.0.1:* | http://localhost:*) protocol='=http' ;;
    *) fail "the releases must be at an https:// address, since their checksums come from there: $PROACTIVE_RELEASES" ;;
  esac
  address="${PROACTIVE_RELEASES%/}/v$PROACTIVE_VERSION/$1"
  curl --fail --location --silent --show-error --retry 3 --max-time 300 \
    --proto "$protocol" --proto-redir "$protocol" --output "$1.part" "$address" >&2 ||
    fail "$address can't be downloaded"
  mv "$1.part" "$1"
}

# The checksum of a file on standard input.
checksum() {
  if command -v sha256sum >/dev/null; then
    sha256sum | cut -c 1-64
  else
    shasum -a 256 | cut -c 1-64
  fi
}

case ${PROACTIVE_VERSION:?} in
  *[!0-9A-Za-z.+-]*) fail "not a version: $PROACTIVE_VERSION" ;;
esac
command -v curl >/dev/null || fail "curl is not installed"

# File names have no folder, because tar would read the `D` of `D:\` as the name of a host.
mkdir -p "${PROACTIVE_FOLDER:?}"
cd "$PROACTIVE_FOLDER"

platform=$(platform)
name="proactive-$PROACTIVE_VERSION-$platform"
program=proactive
archive="$name.tar.gz"
case $platform in
  *-windows-*) program=proactive.exe archive="$name.zip" ;;
esac

download SHA256SUMS
expected=$(awk -v name="$archive" '{ sub(/^\*/, "", $2) } $2 == name { print tolower($1) }' SHA256SUMS)
[ -n "$expected" ] || fail "version $PROACTIVE_VERSION has no build for $platform"
if [ ! -f "$archive" ] || [ "$(checksum <"$archive")" != "$expected" ]; then
  download "$archive"
fi
actual=$(checksum <"$archive")
if [ "$actual" != "$expected" ]; then
  rm -f "$archive"
  fail "the checksum of $archive is $actual instead of $expected; nothing was installed"
fi

rm -rf "$name"
case $archive in
  *.tar.gz) tar -xzf "$archive" ;;
  *) unzip -q "$archive" ;;
esac
"./$name/$program" --version >&2 || fail "the program does not run on this system"

# Windows writes paths differently.
cd "$name"
if command -v cygpath >/dev/null; then
  cygpath -w "$PWD"
else
  pwd
fi
