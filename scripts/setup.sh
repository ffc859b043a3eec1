# shellcheck shell=bash
# Sourced by scripts/serve, scripts/test and scripts/pin, not run by itself: what all three need before
# they start. It goes to the project's folder, and offers `prepare` (.venv with the pinned packages),
# `need_chromium` (a browser for the tests) and `need_redis` (a store for counters, for the tests).

set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

# Without this, Ctrl+C would be reported as a failure of the step it stopped.
trap 'printf "\nInterrupted. Run it again to go on.\n" >&2; exit 130' INT

say() { printf '==> %s\n' "$1"; }

# fail WHAT TODO
fail() {
    printf '\nscripts/%s stopped: %s\nWhat to do: %s\n' "${0##*/}" "$1" "$2" >&2
    exit 1
}

# prepare REQUIREMENTS...   fills .venv from these files, in this order; does nothing where that was done.
prepare() {
    local file
    take_turn
    find_python
    is_installed requirements.txt || make_venv
    for file in "$@"; do
        is_installed "$file" || install "$file"
    done
    end_turn
}

# Two scripts started together must not build the same .venv: the second one waits for the first.
take_turn() {
    exec 9<requirements.txt
    flock --nonblock 9 && return
    say "Waiting for another set-up in this folder to finish"
    flock 9
}

end_turn() { exec 9<&-; }

# Sets `python`, and `python_is`: the version and place that .venv would be tied to.
find_python() {
    for python in python3.11 python3.12 python3.13 python3; do
        python_is="$("$python" -c '
import sys
print(sys.version, sys.base_prefix)
sys.exit(sys.version_info < (3, 11))' 2>/dev/null)" && return
    done
    fail "there is no Python 3.11 or newer on this machine." \
        "install one (on Debian 12 or newer: apt-get install python3 python3-venv), then run this again."
}

# Programs in .venv hold the folder's path, so a folder that was moved counts as not installed.
fingerprint() { printf '%s\n' "$1" "$PWD" "$python_is" | cat - "$1" | sha256sum; }

is_installed() {
    [[ -x .venv/bin/python && -f .venv/installed ]] && grep --quiet --line-regexp "$(fingerprint "$1")" .venv/installed
}

make_venv() {
    say "Making a virtual environment in .venv with $python"
    "$python" -c 'import ensurepip; ensurepip.version()' 2>/dev/null || install_venv_module
    "$python" -m venv --clear .venv || fail "$python could not make the folder .venv." \
        "see its message above (a full disk? a .venv that another user made?), then run this again."
}

install_venv_module() {
    local package
    package="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    say "$python lacks its venv module, which is in the package $package"
    if apt_install "$package" && "$python" -c 'import ensurepip; ensurepip.version()' 2>/dev/null; then
        find_python     # apt-get may have brought a newer Python with it
        return
    fi
    fail "$python cannot make virtual environments, and $package could not be installed from here." \
        "run: sudo apt-get install $package     (then run this again)"
}

# The stamp goes away first and comes back last, so that whatever was interrupted is built anew.
install() {
    rm -f .venv/installed
    say "Installing the packages of $1 into .venv (a minute or two, the first time)"
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes \
        --requirement "$1" >.venv/pip.log 2>&1 || explain_pip "$1"
    { fingerprint requirements.txt; fingerprint "$1"; } >.venv/installed
}

explain_pip() {
    tail -n 20 .venv/pip.log >&2
    if grep --quiet 'DO NOT MATCH THE HASHES' .venv/pip.log; then
        fail "a package is not the one that $1 pins (pip's words are above)." \
            "do not install it by hand. Run this again; if it stays, tell the project's maintainers."
    fi
    if grep --quiet --extended-regexp 'ConnectionError|Timeout|timed out|ProxyError|SSLError|name resolution' .venv/pip.log; then
        fail "pip cannot reach the package registry (its words are above)." \
            "check the network, and the proxy or mirror in pip's settings (pip config list), then run this again."
    fi
    fail "pip could not install the packages of $1 (its words are above)." \
        "mend what pip names, then run this again."
}

# True where apt-get can be run without asking for a password.
can_apt() {
    command -v apt-get >/dev/null || return
    [[ "$(id -u)" == 0 ]] || sudo --non-interactive true 2>/dev/null
}

# apt_install PACKAGE   as root, or with a sudo that asks nothing; false where neither can be had.
apt_install() {
    local as_root=(env DEBIAN_FRONTEND=noninteractive)
    can_apt || return
    [[ "$(id -u)" == 0 ]] || as_root=(sudo --non-interactive "${as_root[@]}")
    # One source that does not answer must not stop the others.
    "${as_root[@]}" apt-get update -qq || true
    "${as_root[@]}" apt-get install -qq --no-install-recommends \
        --option DPkg::Lock::Timeout=120 "$1" >/dev/null
}

# Playwright brings a program of its own, which needs a library that a small Debian lacks.
need_playwright() {
    playwright_starts && return
    say "Playwright does not start yet: installing libatomic1 with apt-get"
    apt_install libatomic1 && playwright_starts && return
    fail "Playwright, which drives the browser in the tests, does not start." \
        "run: sudo apt-get install libatomic1     (.venv/bin/python -m playwright --version says what is missing)"
}

playwright_starts() { .venv/bin/python -m playwright --version >/dev/null 2>&1; }

# The Redis that the tests of the limits start.
need_redis() {
    redis_starts && return
    say "No Redis yet: installing redis-server with apt-get"
    apt_install redis-server && redis_starts && return
    fail "the tests of the limits need redis-server, which could not be installed from here." \
        "run: sudo apt-get install redis-server     (no Redis has to run: the tests start their own), then run this again."
}

redis_starts() { redis-server --version >/dev/null 2>&1; }

# Exports CHROMIUM, the browser that the browser tests start.
need_chromium() {
    if [[ -n "${CHROMIUM:-}" ]]; then
        use_chromium "$CHROMIUM" && return
        fail "CHROMIUM is set to $CHROMIUM, which does not start." \
            "set it to the path of a Chromium that does, or unset it to have one found or installed."
    fi
    find_chromium && return
    if can_apt; then
        say "No Chromium yet: installing it with apt-get"
        apt_install chromium && find_chromium && return
    fi
    say "No Chromium yet: fetching Playwright's own"
    .venv/bin/python -m playwright install chromium && find_chromium && return
    fail "the browser tests need Chromium, and none could be found or installed." \
        "run: sudo apt-get install chromium     (or set CHROMIUM to the path of one you have), then run this again."
}

find_chromium() {
    local name
    for name in chromium chromium-browser google-chrome; do
        use_chromium "$name" && return
    done
    use_chromium "$(playwright_chromium)"
}

# Where Playwright would keep its own Chromium, whether or not it was ever fetched.
playwright_chromium() {
    .venv/bin/python -c 'from playwright.sync_api import sync_playwright
with sync_playwright() as playwright: print(playwright.chromium.executable_path)' 2>/dev/null || true
}

# Some systems have a `chromium` that only says where to get one: it must start to count.
use_chromium() {
    local path
    path="$(command -v "$1")" && "$path" --version >/dev/null 2>&1 && export CHROMIUM="$path"
}
