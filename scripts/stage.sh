#!/usr/bin/env bash
# Builds all published files (jars, sources, Javadoc, POMs and lists of dependencies) into a folder in the layout of a
# Maven repository.
#   scripts/stage.sh [FOLDER] [-OPTION…]    the default folder is target/staging
# The options go to Maven, such as -Psigned and -Dproject.home=URL (docs/publishing.md). MODULES names the modules to
# stage, separated by commas; the default is all that are published.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=target/staging
if [ $# -gt 0 ] && [[ $1 != -* ]]; then
    folder=$1
    shift
fi
folder=$(realpath -m "$folder")
modules=${MODULES:-$(grep -l '<maven.deploy.skip>false' */pom.xml | xargs -n1 dirname | paste -sd,)}
rm -rf "$folder"
mvn -ntp -q -Dfast -Dmaven.test.skip -Prelease -pl "$modules" -am deploy \
    "-DaltDeploymentRepository=staging::file://$folder" "$@"
echo "staged in $folder"
