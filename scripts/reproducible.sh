#!/usr/bin/env bash
# Builds the published artifacts twice, each time from a fresh clone of the last commit, and compares them byte by byte.
#   scripts/reproducible.sh [MODULE…]    only these modules and those that they need; CI builds wamp-client
set -euo pipefail
cd "$(dirname "$0")/.."
if ! [ -e .git ] || ! command -v git >/dev/null; then
    echo "scripts/reproducible.sh: skipped: found no git or no .git (expected a clone, whose last commit is built)"
    exit 0
fi
modules=$(IFS=, && echo "$*")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The checkout may belong to another user, as in a container. git clone reads from a process that ignores the option -c,
# but reads a configuration file.
printf '[safe]\n\tdirectory = *\n' >"$work/gitconfig"
for build in one two; do
    GIT_CONFIG_GLOBAL="$work/gitconfig" git clone -q . "$work/$build"
    MODULES=$modules "$work/$build/scripts/stage.sh" "$work/$build-staged"
done
# The names of snapshots contain the time of the deployment, and so do the files that list the snapshots.
contents() {
    (cd "$work/$1-staged" && find . -type f ! -name '*.md5' ! -name '*.sha1' ! -name 'maven-metadata*' | sort |
        while read -r file; do
            echo "$(sha256sum <"$file" | cut -d' ' -f1)  $(sed -E 's/[0-9]{8}\.[0-9]{6}-[0-9]+/SNAPSHOT/' <<<"$file")"
        done)
}
count=$(contents one | wc -l)
[ "$count" -gt 0 ] || {
    echo "scripts/reproducible.sh: found no staged file (expected jars and POMs)" >&2
    exit 1
}
diff <(contents one) <(contents two)
echo "both builds have the same bytes: $count files"
