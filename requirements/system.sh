#!/bin/sh
# What Python alone cannot bring: the venv module and, for print, Pango with its HarfBuzz subsetter. Called with the
# word « test », the dictionaries for the test of spelling; with « web », Node.js, npm, Java and Chromium for
# the tests that need them.
# Installs what is missing through apt (as root or by sudo) or Homebrew; elsewhere says in one line what to install.
set -eu
python=${PYTHON:-python3}

missing=""
case "${1:-}" in
web)
    formula=node
    command -v node >/dev/null || missing=" nodejs"
    command -v npm >/dev/null || missing="$missing npm"
    command -v java >/dev/null || missing="$missing default-jre-headless"
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="$missing chromium"
    ;;
test)
    [ "$(uname)" != Darwin ] || exit 0 # Homebrew has no dictionaries: the test is left out there
    command -v hunspell >/dev/null || missing=" hunspell"
    for pair in fr_FR:hunspell-fr en_GB:hunspell-en-gb; do
        [ -e "/usr/share/hunspell/${pair%%:*}.dic" ] || missing="$missing ${pair#*:}"
    done
    ;;
*)
    formula=pango
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        echo "loosfiches needs Python 3.11 or later; this is $("$python" --version)" >&2
        exit 1
    }
    "$python" -c 'import ensurepip, venv' 2>/dev/null || missing=" python3-venv"
    for pair in libpango-1.0.so.0:libpango-1.0-0 libpangoft2-1.0.so.0:libpangoft2-1.0-0 \
        libharfbuzz-subset.so.0:libharfbuzz-subset0; do
        "$python" -c "import ctypes; ctypes.CDLL('${pair%%:*}')" 2>/dev/null || missing="$missing ${pair#*:}"
    done
    [ ! -e "$(brew --prefix 2>/dev/null)/lib/libpango-1.0.dylib" ] || missing="" # macOS names it otherwise
    ;;
esac
[ -n "$missing" ] || exit 0

if [ "$(uname)" = Darwin ]; then
    command -v brew >/dev/null && exec brew install "$formula"
    echo "loosfiches: install $formula (Homebrew: brew install $formula), then try again" >&2
    exit 1
fi
if command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo"; fi
    if [ -z "$as_root" ] || command -v sudo >/dev/null; then
        echo "installing$missing" >&2
        # Another set-up, or the machine's own updates, may hold the locks.
        wait="-o DPkg::Lock::Timeout=300 -o Acquire::Retries=3"
        # shellcheck disable=SC2086  # lists of words
        for _ in 1 2 3 4 5 6; do
            $as_root apt-get $wait update -qq && break || sleep 10
        done
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive exec $as_root apt-get $wait install -qq -y --no-install-recommends $missing >/dev/null
    fi
fi
echo "loosfiches: install with your system's package manager:$missing (Debian's names), then try again" >&2
exit 1
