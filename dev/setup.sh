#!/bin/sh
# Set up what a make target needs: sh dev/setup.sh [run|test] [more Debian packages ...]
#
# POSIX sh, since a bare Debian 12 has no python3. Asks dpkg-query first and calls apt only for what is missing;
# makes .venv and installs the pinned versions into it. Run again with nothing changed it takes about 50 ms.
set -eu
cd "$(dirname "$0")/.."
began=$(date +%s%N)
group=${1:-run}
[ $# -gt 0 ] && shift

# Qt opens its window plugin and needs these; the list is what `ldd` on libqxcb.so, libQt6Gui and libQt6Network asks
# for beyond a bare Debian. fonts-inter is the face of the design; xvfb is the screen of a machine without one.
packages="libegl1 libgl1 libfontconfig1 libglib2.0-0 libdbus-1-3 libgssapi-krb5-2 libx11-xcb1 libxcb-cursor0
    libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-shm0
    libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 fonts-inter xvfb"
case $group in
run) ;;
test) packages="$packages iproute2 xdotool postgresql-15 kamailio kamailio-tls-modules" ;;
*)
    echo "set-up: unknown group '$group': say run or test" >&2
    exit 2
    ;;
esac
packages="$packages $*"

log=build/setup.log
stamp_file=.venv/atalaya-stamp
stamp="$(cat pyproject.toml constraints.txt dev/setup.sh | sha256sum) $(pwd)"

say() { echo "set-up: $*"; }

fail() {
    say "$1" >&2
    [ -s "$log" ] && tail -n 15 "$log" >&2
    exit 1
}

missing_packages() { # Prints those of $packages that dpkg does not have.
    # shellcheck disable=SC2086  # a list of words is meant
    have=" $(dpkg-query -W -f='${db:Status-Status}:${Package} ' $packages 2>/dev/null || :) "
    for package in $packages; do
        case $have in
        *" installed:$package "*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

python_suits() { # True if interpreter $1 is of a supported version and can make an environment.
    "$1" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null
}

find_python() { # Prints the first interpreter that suits: the one asked for, the one on PATH, Debian's.
    for candidate in ${ATALAYA_PYTHON:-} python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if python_suits "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

venv_is_fresh() {
    [ -x .venv/bin/python ] && [ -f "$stamp_file" ] && [ "$(cat "$stamp_file")" = "$stamp" ]
}

install_packages() { # $1: the names. One line of shell does it, so that the same line can be shown to a person.
    line="apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 $1"
    case " $1 " in
    *" postgresql-15 "*)
        # Only the server's programs are wanted: without this Debian would make a cluster and start it.
        conf=/etc/postgresql-common/createcluster.d/atalaya.conf
        line="mkdir -p ${conf%/*} && echo 'create_main_cluster = false' >$conf && $line"
        ;;
    esac
    case " $1 " in
    *" kamailio "*) # The program is wanted and no proxy on port 5060; where there is no systemd none starts.
        line="if command -v systemctl >/dev/null; then systemctl mask kamailio.service; fi; $line" ;;
    esac
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        say "needs Debian packages, and you are neither root nor allowed 'sudo -n'. Run this as root, then repeat:" >&2
        echo "apt-get update && $line" >&2
        exit 1
    fi
    say "installing with apt:" "$1"
    for try in "$line" "apt-get update && $line"; do
        # shellcheck disable=SC2086  # empty or two words
        if $as_root env DEBIAN_FRONTEND=noninteractive sh -c "$try" </dev/null >>"$log" 2>&1; then
            return
        fi
    done
    fail "apt could not install: $1 (all of it in $log)"
}

make_venv() {
    made_in=$(sed 's/^[^ ]* *- //' "$stamp_file" 2>/dev/null || :)
    if [ -n "$made_in" ] && [ "$made_in" != "$(pwd)" ]; then
        clear=--clear # the clone was moved: every script inside names the old place
    elif ! .venv/bin/python -c '' 2>/dev/null; then
        clear=--clear
    else
        clear=
    fi
    if [ -n "$clear" ] || [ ! -x .venv/bin/pip ]; then
        say "making .venv with $($python -V)"
        # shellcheck disable=SC2086  # empty or one word
        "$python" -m venv $clear .venv </dev/null >>"$log" 2>&1 || fail "cannot make .venv (all of it in $log)"
    fi
    say "installing the pinned Python packages (about a minute the first time)"
    # The build tools first and without isolation: so that constraints.txt holds for them too.
    pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install --no-input -c constraints.txt"
    if ! { $pip hatchling editables && $pip --no-build-isolation -e '.[dev]'; } </dev/null >>"$log" 2>&1; then
        fail "pip could not install the packages (all of it in $log)"
    fi
    printf '%s' "$stamp" >"$stamp_file"
}

make_user() { # The database server refuses to run as root: it drops to this user.
    if [ "$(id -u)" -eq 0 ] && ! id -u atalaya >/dev/null 2>&1; then
        say "adding the system user 'atalaya', as which the database runs"
        useradd --system --user-group --no-create-home --home-dir /var/lib/atalaya --shell /usr/sbin/nologin atalaya
    fi
}

make_footage() { # The six cameras' clips are drawn and encoded once; their makers' sum says when once more.
    [ -f simulator/cameras/__main__.py ] || return 0
    sum=$(cat simulator/cameras/*.py | sha256sum)
    [ "$(cat build/footage/atalaya-stamp 2>/dev/null || :)" = "$sum" ] && return
    say "drawing and encoding the cameras' footage"
    .venv/bin/python -m simulator.cameras --encode </dev/null >>"$log" 2>&1 || fail "no footage (all of it in $log)"
    printf '%s' "$sum" >build/footage/atalaya-stamp
}

make_languages() { # Sentences in English, compiled; the console would do it at its first start.
    [ -f dev/languages.py ] || return 0
    [ resources/i18n/en.qm -nt resources/i18n/en.ts ] && return
    .venv/bin/python -m dev.languages --build </dev/null >>"$log" 2>&1 || fail "no languages (all of it in $log)"
}

make_streets() { # The demo city's streets, grown once; the console would do it at its first start.
    [ -f streets/demo.py ] || return 0
    sum=$(cat streets/*.py resources/demo_city/*.py resources/demo_city/*.json resources/demo_city/*.toml | sha256sum)
    [ -f resources/demo_city/streets.atl ] && [ "$(cat build/streets-stamp 2>/dev/null || :)" = "$sum" ] && return
    .venv/bin/python -m streets.demo --build </dev/null >>"$log" 2>&1 || fail "no streets (all of it in $log)"
    printf '%s' "$sum" >build/streets-stamp
}

if ! mkdir -p build 2>/dev/null || [ ! -w . ]; then
    say "this clone belongs to somebody else: $(id -un) cannot write to $(pwd)" >&2
    exit 1
fi
if ! command -v dpkg-query >/dev/null; then
    venv_is_fresh || say "not a Debian: the like of these packages must be there:" $packages
    missing=
else
    missing=$(missing_packages)
    missing=${missing% }
fi
if [ -z "$missing" ] && venv_is_fresh; then
    make_user
else
    exec 9>build/setup.lock
    flock 9 # two targets at once: the second waits, then finds the work done
    : >"$log"
    python=$(find_python)
    venv_is_fresh || [ -n "$python" ] || missing="$missing python3 python3-venv"
    [ -z "$missing" ] || install_packages "$missing"
    make_user
    python=${python:-$(find_python)}
    venv_is_fresh || [ -n "$python" ] || fail "no Python from 3.11 to 3.13 that can make an environment"
    venv_is_fresh || make_venv
fi
make_footage
make_languages
make_streets
took=$((($(date +%s%N) - began) / 1000000))
say "$((took / 1000)).$(printf '%03d' $((took % 1000))) s"
