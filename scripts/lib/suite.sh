# shellcheck shell=bash
# Debian systems of other releases ("suites") than this machine's own, each in a directory. Source it, after setup.sh, as root:
#
#   suite_need                        have what this file needs
#   suite_make SUITE ROOT             make a new minimal system in the directory ROOT
#   suite_root SUITE                  set suite_root to such a system, which is kept, with what is installed in it
#   suite_run ROOT [-b DIR[:AT]]... COMMAND...    run a command in it, which finds DIR of this machine at AT, or at its own path
#
# Packages come from where this machine gets its own, and are downloaded once. All is kept in suite_cache, below
# XDG_CACHE_HOME, for all checkouts: deleting it costs nothing but time. What this machine needs to reach the world (apt's
# proxies, certificates, Maven's settings) is handed on.

suite_cache=${XDG_CACHE_HOME:-$HOME/.cache}/ipvlanctl/suites

suite_need() {
    need debootstrap:debootstrap unshare:util-linux gpgv:gpgv flock:util-linux \
        /usr/share/keyrings/debian-archive-keyring.gpg:debian-archive-keyring
}

# Prints where to get a suite from: whence this machine does, where it is a Debian too; else nothing, for debootstrap's own.
suite_mirror() {
    apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' 2> /dev/null |
        awk -v suite="$1" -v own="$(. /etc/os-release && [ "$ID" = debian ] && echo "${VERSION_CODENAME-}")" '
            $2 != "main" { next }
            $1 == suite { exact = $3; exit }
            $1 == own && similar == "" { similar = $3 }
            END { print exact != "" ? exact : similar }'
}

suite_make() {
    local suite=$1 root=$2 log mirror=() http_proxy=${http_proxy-} key
    if [ -z "$http_proxy" ]; then
        eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
    fi
    mapfile -t mirror < <(suite_mirror "$suite")
    [ -n "${mirror[*]}" ] || mirror=()
    mkdir -p "$suite_cache/archives"
    log=$(mktemp)
    http_proxy=$http_proxy debootstrap --variant=minbase --cache-dir="$suite_cache/archives" "$suite" "$root" "${mirror[@]}" \
        > "$log" 2>&1 || { tail -n 20 "$log" >&2; rm -f "$log"; setup_failed "could not make a new $suite"; }
    rm -f "$log"

    printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"         # nothing that is installed starts a daemon
    chmod 755 "$root/usr/sbin/policy-rc.d"
    apt-config dump | grep -E '^Acquire::(http|https|Check-|Retries|ForceIP)' > "$root/etc/apt/apt.conf.d/90caller" || true
    cp -L /etc/hosts /etc/resolv.conf "$root/etc/"
    mkdir -p "$root/usr/local/share/ca-certificates" "$root/root/.m2"
    for key in /usr/local/share/ca-certificates/*.crt; do
        [ ! -e "$key" ] || cp -L "$key" "$root/usr/local/share/ca-certificates/"
    done
    for key in "$HOME"/.m2/settings.xml "$HOME"/.m2/settings-security.xml; do
        [ ! -e "$key" ] || cp -L "$key" "$root/root/.m2/"
    done
}

suite_root() {
    local lock
    suite_root=$suite_cache/$1
    mkdir -p "$suite_cache"
    exec {lock}> "$suite_root.lock"
    flock "$lock"
    if [ ! -d "$suite_root" ]; then
        setup_say "making a new $1 in $suite_root"
        rm -rf --one-file-system "$suite_root.part"
        suite_make "$1" "$suite_root.part"
        mv "$suite_root.part" "$suite_root"
    fi
    exec {lock}>&-
}

# All mounts are those of a namespace of the command's own: they end with it, however that comes about.
suite_run() {
    local root=$1 binds=() env=() name
    shift
    while [ "${1-}" = -b ]; do
        binds+=("$2")
        shift 2
    done
    for name in TERM CI {http,https,ftp,all,no}_proxy {HTTP,HTTPS,FTP,ALL,NO}_PROXY MAVEN_OPTS MAVEN_ARGS \
        IPVLANCTL_SANDBOX_BACKEND; do
        [ -z "${!name+set}" ] || env+=("$name=${!name}")
    done
    mkdir -p "$suite_cache/archives"
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive "${env[@]}" unshare --mount "$BASH" -ec '
            root=$1 cwd=$2 count=$3
            shift 3
            mount --bind "$root" "$root"
            for dir in proc sys dev; do mount --rbind "/$dir" "$root/$dir"; done
            for bind in "${@:1:count}"; do
                at=$root/${bind#*:}
                mkdir -p "$at"
                mount --bind "${bind%%:*}" "$at"
            done
            shift "$count"
            cd "$root"
            pivot_root . .
            umount -l .
            cd "$cwd" 2> /dev/null || cd /
            exec "$@"' suite "$root" "$PWD" "$((${#binds[@]} + 1))" \
        "$suite_cache/archives:/var/cache/apt/archives" "${binds[@]}" "$@"
}
