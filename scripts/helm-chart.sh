#!/usr/bin/env bash
# Checks the Helm chart: its templates, and the configuration that it gives a node. Needs Go, which builds helm, and
# router.jar (mvn package).
set -euo pipefail
cd "$(dirname "$0")/.."

chart=distribution/helm/aerostat
rendered=$(mktemp -d)
trap 'rm -rf "$rendered"' EXIT

helm() {
    GOFLAGS=-mod=mod go run helm.sh/helm/v3/cmd/helm@v3.19.0 "$@"
}

helm lint --strict "$chart"
helm template check "$chart" --kube-version 1.30.0 --show-only templates/configuration.yaml >"$rendered/configuration.yaml"
# The configuration is the indented block that follows its key.
sed -n '/^  config.json: |/,$p' "$rendered/configuration.yaml" | sed '1d; s/^    //' >"$rendered/config.json"
java -jar router/target/router.jar check --config "$rendered/config.json"
helm template check "$chart" --kube-version 1.30.0 >/dev/null
echo "the chart is right"
