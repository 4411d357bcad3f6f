#!/bin/sh
# Debian packages: Chromium and fonts for pictures and browser tests, LibreOffice as the tests' second reader, PostgreSQL for the tests of the store. Installed when root, else said in one line.
packages=$(cat "$(dirname "$0")/../apt.txt" | tr '\n' ' ')
missing=
for package in $packages; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
command -v apt-get >/dev/null 2>&1 || { echo "Not a Debian system: install a Chromium and a CJK font yourself."; exit 0; }
if [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
else
    echo "Please type once:  sudo apt-get install -y$missing"
fi
