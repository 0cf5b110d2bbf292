#!/usr/bin/env bash
# Installs, starts, reloads, upgrades and removes the Debian package in a container with its own systemd, and prints the
# results. The container sees the files of this Debian system through an overlay, which is discarded at the end, so the
# system itself does not change. The only network of the container is a loopback interface.
#   scripts/debian-package.sh PACKAGE.deb
# Needs root, and the Debian package systemd-container.
set -euo pipefail

fail() {
    echo "debian-package.sh: $1" >&2
    exit 1
}

[ $# -eq 1 ] && [ -f "$1" ] || fail "found ${1:-no file} (expected a Debian package)"
[ "$(id -u)" -eq 0 ] || fail "found user $(id -un) (expected root)"
for program in systemd-nspawn dpkg-deb nsenter curl; do
    command -v "$program" >/dev/null || fail "found no $program (apt-get install systemd-container dpkg util-linux curl)"
done
package=$(readlink -f "$1")

work=$(mktemp -d)
container=
cleanup() {
    if [ -n "$container" ]; then
        kill "$container" 2>/dev/null || true
        wait "$container" 2>/dev/null || true
    fi
    umount "$work/layers/root" 2>/dev/null || true
    umount "$work/layers" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

# A second version of the same package, to upgrade to.
version=$(dpkg-deb --field "$package" Version)
dpkg-deb --raw-extract "$package" "$work/next"
sed -i "s/^Version: .*/Version: $version+next/" "$work/next/DEBIAN/control"
dpkg-deb --root-owner-group --build -Zgzip "$work/next" "$work/next.deb" >/dev/null

mkdir "$work/layers"
mount -t tmpfs tmpfs "$work/layers"
mkdir "$work/layers/upper" "$work/layers/work" "$work/layers/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$work/layers/upper,workdir=$work/layers/work" "$work/layers/root"
root=$work/layers/root
# In container images of Debian, packages may not start services; in an installed Debian, they may.
rm -f "$root/usr/sbin/policy-rc.d"
cp "$package" "$root/first.deb"
cp "$work/next.deb" "$root/next.deb"

systemd-nspawn --quiet --register=no --keep-unit --private-network --machine=aerostat-package --directory="$root" \
    --boot -- --unit=basic.target </dev/null >"$work/boot.log" 2>&1 &
container=$!

# The container's first process is a child of systemd-nspawn.
for _ in $(seq 300); do
    init=$(pgrep -P "$container" -f -- "--unit=basic.target" | head -1) || init=
    if [ -n "$init" ] && nsenter -t "$init" -a systemctl is-active --quiet basic.target 2>/dev/null; then break; fi
    kill -0 "$container" 2>/dev/null || fail "the container ended: $(tail -5 "$work/boot.log")"
    sleep 0.2
done

inside() {
    nsenter -t "$init" -a env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

inside systemctl is-active --quiet basic.target || fail "the container did not boot: $(tail -5 "$work/boot.log")"

step() {
    echo "== $1"
}

# expect WHAT COMMAND…: prints what was checked, or ends the script if the command fails
expect() {
    local what=$1
    shift
    if ! inside "$@" >"$work/out" 2>&1; then
        cat "$work/out" >&2
        inside journalctl --unit aerostat --no-pager --lines 40 >&2 || true
        fail "$what: failed"
    fi
    echo "ok $what"
}

# refused WHAT COMMAND…: expects the command to fail
refused() {
    local what=$1
    shift
    if inside "$@" >"$work/out" 2>&1; then fail "$what: the command ended with 0 (expected another code)"; fi
    echo "ok $what"
}

service_pid() {
    inside systemctl show --property MainPID --value aerostat
}

step "install"
expect "the package is installed" dpkg --install /first.deb
expect "the service is enabled" systemctl is-enabled --quiet aerostat
expect "the service is active" systemctl is-active --quiet aerostat
expect "systemd shows the state of the node" sh -c 'systemctl status aerostat | grep "Status: \"ready: 1 router"'
expect "the service has a user of its own" sh -c "test \"\$(ps -o user= -p $(service_pid))\" = aerostat"
expect "the node answers on its port" curl --silent --fail --retry 20 --retry-delay 1 --retry-all-errors http://127.0.0.1:8080/readyz
expect "others may not read the configuration" sh -c 'test "$(stat -c "%U %G %a" /etc/aerostat/config.json)" = "root aerostat 640"'
expect "the journal has the log, with priorities" sh -c 'journalctl -u aerostat -p 6 -o cat | grep "ready: "'
expect "the archive of classes was prepared" sh -c 'ls /var/cache/aerostat/router-*'
expect "the unit has no fault" systemd-analyze verify /usr/lib/systemd/system/aerostat.service
expect "the example's configuration is right" aerostat check --config /usr/share/aerostat/example/config.json
expect "status, for root" aerostat status --config /etc/aerostat/config.json
expect "every command has a manual page" sh -c 'for command in $(aerostat --help | sed -n "s/^  \([a-z][a-z]*\)  .*/\1/p"); do
    test -s "/usr/share/man/man1/aerostat-$command.1" || { echo "no page for $command"; exit 1; }; done'
expect "zsh finds its completion" test -s /usr/share/zsh/vendor-completions/_aerostat
expect "bash completes commands" bash -c '. /usr/share/bash-completion/completions/aerostat
    COMP_WORDS=(aerostat pub) COMP_CWORD=1; _complete_aerostat; test "${COMPREPLY[*]}" = publish'
exposure=$(inside systemd-analyze security --no-pager aerostat | tail -1)
echo "   $exposure"

step "reload"
first_pid=$(service_pid)
expect "another path" sed -i 's/"livez": /"alive": {"type": "health", "probe": "live"}, "livez": /' /etc/aerostat/config.json
expect "systemctl reload" systemctl reload aerostat
expect "the new path answers" curl --silent --fail http://127.0.0.1:8080/alive
expect "a mistake in the file" sed -i 's/"probe": "live"}, "livez"/"prob": "live"}, "livez"/' /etc/aerostat/config.json
refused "systemctl reload refuses it" systemctl reload aerostat
expect "the journal says where the mistake is" sh -c 'journalctl -u aerostat -o cat | grep "config.json:[0-9]*:[0-9]*: .*prob"'
expect "the node still runs" curl --silent --fail http://127.0.0.1:8080/alive
expect "a file that is no JSON" sh -c 'cp /etc/aerostat/config.json /root/kept.json && echo "}" >>/etc/aerostat/config.json'
refused "systemctl reload refuses it, too" systemctl reload aerostat
expect "the journal says where it ends to be JSON" sh -c 'journalctl -u aerostat -o cat | grep "config.json:[0-9]*:1: "'
expect "the file is JSON again" sh -c 'cat /root/kept.json >/etc/aerostat/config.json'
expect "the file is right again" sed -i 's/"prob": "live"}, "livez"/"probe": "live"}, "livez"/' /etc/aerostat/config.json
[ "$(service_pid)" = "$first_pid" ] || fail "the process changed during a reload"

step "crash"
expect "kill -9" kill -9 "$first_pid"
expect "systemd starts it again" sh -c 'for i in $(seq 600); do curl -sf http://127.0.0.1:8080/readyz && exit 0; sleep 0.1; done; exit 1'

step "upgrade"
before=$(service_pid)
expect "the next version is installed" dpkg --install /next.deb
expect "the service is active" systemctl is-active --quiet aerostat
[ "$(service_pid)" != "$before" ] || fail "the old version still runs"
expect "the administrator's configuration is kept" curl --silent --fail http://127.0.0.1:8080/alive
expect "the old version ended in order" sh -c 'journalctl -u aerostat -o cat | grep -c "^INFO .* stopped$"'

step "stop and start"
expect "systemctl stop" systemctl stop aerostat
expect "it ended without a failure" sh -c 'test "$(systemctl show -P Result aerostat)" = success'
expect "systemctl start" systemctl start aerostat

step "remove and purge"
expect "remove" dpkg --remove aerostat
refused "the service is gone" systemctl is-active --quiet aerostat
refused "the port is closed" curl --silent --fail http://127.0.0.1:8080/readyz
expect "the configuration is kept" test -f /etc/aerostat/config.json
expect "purge" dpkg --purge aerostat
expect "nothing is left" sh -c 'for f in /etc/aerostat /etc/default/aerostat /usr/share/aerostat /var/lib/aerostat /var/cache/aerostat /usr/bin/aerostat; do ! test -e $f || { echo "$f is left"; exit 1; }; done'
echo "the package's life was as expected"
