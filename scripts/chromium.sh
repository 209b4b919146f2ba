#!/bin/sh
# Install Debian's Chromium, in which the tests look at the page, unless it is there already.
set -eu

for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then
    exit 0
  fi
done
if [ "${ZOPA_SKIP_BROWSER:-}" = 1 ]; then
  exit 0
fi

if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  as_root="none"
fi
if [ "$as_root" = none ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "The tests open the page in Chromium, which is not here and which this account cannot" >&2
  echo "install. Run 'apt-get install chromium' as root (or your system's own way), or set" >&2
  echo "ZOPA_SKIP_BROWSER=1 to leave those tests out." >&2
  exit 1
fi

echo "Installing chromium for the tests of the page ..."
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  chromium fonts-dejavu-core >/dev/null
