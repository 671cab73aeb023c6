# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by ./demo, ./check and .ci/run: installs what is missing, configures, builds.
# Sourced, from the top of the source tree.
# shellcheck shell=bash disable=SC2034

# Libraries and tools that a build from git needs.
GF_BUILD_PACKAGES="gcc g++ make autoconf automake pkg-config libglib2.0-dev libxapian-dev
  libpoppler-glib-dev libmagic-dev libarchive-dev libxml2-dev libseccomp-dev libjansson-dev zlib1g-dev libzstd-dev
  libmicrohttpd-dev libgnutls28-dev libcrypt-dev libstemmer-dev libcmark-dev libgmime-3.0-dev
  libtesseract-dev tesseract-ocr-nor lttoolbox-dev
  apertium-nno-nob check linux-libc-dev poppler-data"
# What the tests use beyond that.
GF_TEST_PACKAGES="clang clang-format libclang-rt-14-dev shellcheck mandoc jq curl procps xz-utils
  binutils git python3 python3-jsonschema python3-yaml libxml2-utils openssl strace libarchive-tools poppler-utils mupdf-tools xapian-tools"
# What starts the units of systemd.
GF_UNIT_PACKAGES="debootstrap systemd-container"
# What the tests of the page use.
GF_PAGE_PACKAGES="chromium"

gf_say ()
{
  printf '== %s\n' "$*" >&2
}

gf_as_root ()
{
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo "$@"
  else
    gf_say "these Debian packages are needed, and only root can install them: run as root, or install sudo"
    return 1
  fi
}

# gf_install PACKAGE...: installs those that are not there; asks nothing; says nothing if all are.
gf_install ()
{
  local missing="" package
  for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2> /dev/null \
      | grep -qx installed || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0

  gf_say "installing:$missing"
  gf_as_root apt-get -qq update
  # shellcheck disable=SC2086 # a list of package names
  gf_as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes \
    --no-install-recommends $missing > /dev/null
}

# A release tarball carries the page's assets, and configure; from git they are made.
gf_install_build ()
{
  # shellcheck disable=SC2086
  gf_install $GF_BUILD_PACKAGES
  # Any of its three flavours, of which only one can be there.
  pkg-config --exists libcurl || gf_install libcurl4-gnutls-dev
  [ -e searchd/web/vendor ] || command -v npm > /dev/null || gf_install ca-certificates nodejs npm
}

# gf_build FOLDER CONFIGURE-OPTION...: an out-of-tree build in FOLDER, only what is not done.
gf_build ()
{
  local folder=$1 jobs
  shift
  jobs=$(nproc)
  [ -x configure ] || ./autogen.sh > autogen.log 2>&1 || { cat autogen.log >&2; return 1; }
  mkdir -p "$folder"
  if [ ! -e "$folder/config.status" ] || [ "$(cat "$folder/.configured" 2> /dev/null)" != "$*" ]; then
    gf_say "configuring $folder"
    (cd "$folder" && "$OLDPWD/configure" --quiet "$@" && printf '%s' "$*" > .configured)
  fi
  gf_say "building $folder"
  make --silent --directory="$folder" --jobs="$jobs" all > "$folder/build.log" 2>&1 || {
    tail -n 60 "$folder/build.log" >&2
    return 1
  }
}
