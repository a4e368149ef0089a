# shellcheck shell=bash
# Makes sure that the programs a script uses are there, and installs Debian packages for those that are not. Source it:
#
#   . "$(dirname "${BASH_SOURCE[0]}")/lib/setup.sh"
#   need java sandbox mvn:maven tcpdump:tcpdump
#   unpacked target/docker docker.io busybox-static
#
# Silent when nothing is missing. Exits with status 6 when something is and cannot be installed.

setup_lib=$(dirname "${BASH_SOURCE[0]}")
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin              # an ordinary user's lacks them

# need java|sandbox|COMMAND:PACKAGE...
#   java             a JDK of at least 17: JAVA_HOME's if that is set, else PATH's, else the newest below /usr/lib/jvm
#   sandbox          what scripts/sandbox needs on this machine
#   COMMAND:PACKAGE  a command, or the path of a file, and the Debian package that has it
need() {
    local missing=() packages=() jdk=''
    find_missing "$@"
    [ ${#missing[@]} -gt 0 ] || return 0
    install_packages
    find_missing "$@"
    [ ${#missing[@]} -eq 0 ] || setup_failed "still missing after the installation: $(commas "${missing[@]}")"
}

need_java() { need java; }
need_sandbox() { need sandbox; }

setup_say() { echo "setup: $*" >&2; }
setup_failed() { setup_say "$@"; exit 6; }
commas() { local list; printf -v list '%s, ' "$@"; echo "${list%, }"; }

# Sets missing, packages and jdk of need().
find_missing() {
    local item
    missing=() packages=() jdk=''
    hash -r
    for item; do
        case $item in
            java) find_java || { missing+=('a JDK (17 or newer)'); jdk=1; } ;;
            sandbox) find_sandbox ;;
            *:*) find_command "$item" ;;
            *) setup_failed "need: neither java, sandbox nor COMMAND:PACKAGE: $item" ;;
        esac
    done
}

find_command() {
    [ -n "$(command -v "${1%%:*}")" ] || [[ $1 = /* && -e ${1%%:*} ]] || { missing+=("${1%%:*}"); packages+=("${1#*:}"); }
}

# Puts a JDK first on PATH, and in JAVA_HOME too unless it is PATH's own.
find_java() {
    local home
    if [ -n "${JAVA_HOME-}" ]; then
        is_javac_17 "$JAVA_HOME/bin/javac" ||
            setup_failed "JAVA_HOME is $JAVA_HOME, which is no JDK of at least 17: correct it or unset it"
        PATH=$JAVA_HOME/bin:$PATH
        return
    fi
    is_javac_17 "$(command -v javac)" && return
    home=$(newest_jdk)
    [ -n "$home" ] || return 1
    export JAVA_HOME=$home
    PATH=$JAVA_HOME/bin:$PATH
}

# Prints the home of the newest JDK with jlink: JAVA_HOME if that is set, else PATH's or one below /usr/lib/jvm.
newest_jdk() {
    local javac version newest=16 home='' all=("$(command -v javac)" /usr/lib/jvm/*/bin/javac)
    [ -z "${JAVA_HOME-}" ] || all=("$JAVA_HOME/bin/javac")
    for javac in "${all[@]}"; do
        javac=$(readlink -f "$javac")
        version=$(javac_version "$javac")
        [ "$version" -gt "$newest" ] && [ -x "${javac%/*}/jlink" ] || continue
        newest=$version home=${javac%/bin/javac}
    done
    echo "$home"
}

is_javac_17() { [ "$(javac_version "$1")" -ge 17 ]; }

# Prints the first number of a compiler's version, or 0 where there is none.
javac_version() {
    local version=''
    [ ! -x "$1" ] || version=$("$1" -version 2>&1)
    [[ $version =~ javac\ ([0-9]+) ]] && echo "${BASH_REMATCH[1]}" || echo 0
}

# Where the machine's own kernel will do, User-Mode Linux is not needed; elsewhere it is, and exists for amd64 only.
find_sandbox() {
    local backend=${IPVLANCTL_SANDBOX_BACKEND:-auto}
    find_command ip:iproute2
    if [ "$backend" != uml ] && "$setup_lib/../sandbox" --backend netns true 2>/dev/null; then
        return
    elif [ "$backend" != netns ] && [ "$(uname -m)" = x86_64 ]; then
        [ -n "${UML_KERNEL-}" ] || find_command linux.uml:user-mode-linux
        find_command modprobe:kmod
    elif [ -n "$(command -v ip)" ]; then
        setup_failed 'real ipvlan links need root and a kernel with ipvlan here: User-Mode Linux exists for amd64 only'
    fi
}

# Installs packages, and a JDK if jdk is set.
install_packages() {
    local root=() what sudo=''
    what=$(commas "${missing[@]}")
    [ -n "$(command -v apt-get)" ] ||
        setup_failed "missing: $what. There is no apt-get here to install them with: please do it your way"
    if [ "$(id -u)" != 0 ]; then
        [ -n "$(command -v sudo)" ] || setup_failed "missing: $what. Installing needs root, and there is no sudo. As root:" \
            "apt-get update && apt-get install -y --no-install-recommends $(package_list)"
        root=(sudo) sudo='sudo '
        [ -t 0 ] || root+=(-n)                          # nobody there to type a password
    fi

    setup_say "missing: $what. Installing with apt-get, which needs root${sudo:+ (through sudo)}."
    "${root[@]}" apt-get -q update >&2 || setup_say 'apt-get update failed; trying with the package lists at hand'
    read -ra packages <<< "$(package_list)"             # only now is it known which JDK there is
    setup_say "apt-get install ${packages[*]}"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends \
        -o DPkg::Lock::Timeout=120 "${packages[@]}" >&2 ||
        setup_failed "could not install the packages. By hand:" \
            "${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages[*]}"
}

# Debian 12 has JDK 17; newer releases have only newer ones, older ones have an older default.
package_list() {
    local list=("${packages[@]}")
    if [ -n "$jdk" ]; then
        if apt-cache policy openjdk-17-jdk-headless 2>/dev/null | grep -q 'Candidate: [^(]'; then
            list+=(openjdk-17-jdk-headless)
        else
            list+=(default-jdk-headless)
        fi
    fi
    echo "${list[*]}"
}

# unpacked DIR PACKAGE... - have in DIR what Debian packages hold, with those that they need, as far as this machine lacks
# them. Nothing is installed, and root is not needed: a package with a daemon would start that here, and at each boot.
# A package that this release does not have is left out.
unpacked() {
    local dir=$1 work package deb apt known=()
    shift
    [ ! -e "$dir/unpacked" ] || return 0
    [ -n "$(command -v apt-get)" ] || setup_failed "no apt-get here to get $(commas "$@") with"
    setup_say "unpacking $(commas "$@") into $dir (nothing is installed)"
    work=$(mktemp -d)
    mkdir -p "$work/archives/partial" "$work/lists/partial"
    apt=(-q -o Debug::NoLocking=1 -o APT::Sandbox::User= -o "Dir::Cache=$work" -o "Dir::State::Lists=$work/lists")
    apt-get "${apt[@]}" update > "$work/log" 2>&1
    for package; do
        ! apt-cache "${apt[@]}" policy "$package" 2>/dev/null | grep -q 'Candidate: [^(]' || known+=("$package")
    done
    [ ${#known[@]} -gt 0 ] &&
        apt-get "${apt[@]}" install -y --download-only --no-install-recommends "${known[@]}" >> "$work/log" 2>&1 ||
        { cat "$work/log" >&2; rm -rf "$work"; setup_failed "could not download $(commas "$@")"; }
    rm -rf "$dir"
    mkdir -p "$dir"
    for deb in "$work"/archives/*.deb; do
        [ ! -e "$deb" ] || dpkg-deb -x "$deb" "$dir" || setup_failed "cannot unpack $deb"
    done
    touch "$dir/unpacked"
    rm -rf "$work"
}
