#!/bin/sh
# The README's two commands in a fresh Debian 12 with nothing in it: as root, then as a user with sudo, each twice; then without apt.
# Needs root, mmdebstrap and the network; takes some minutes. usage: tests/bare.sh [FOLDER]
set -eu
cd "$(dirname "$0")/.."
work=${1:-$(mktemp -d)}
root=$work/root
mkdir -p "$work"
[ -f "$work/bare.tar" ] || mmdebstrap --quiet --variant=minbase bookworm "$work/bare.tar"
fresh()
{
    rm -rf "$root"
    mkdir -p "$root"
    tar -xf "$work/bare.tar" -C "$root" --exclude='./dev/*'
    mkdir -p "$root/dev"
    for node in null zero full random urandom tty; do
        cp -a "/dev/$node" "$root/dev/$node"
    done
    ln -sf /proc/self/fd "$root/dev/fd"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    mount -t proc proc "$root/proc"
    trap 'umount "$root/proc"' EXIT
    mkdir -p "$root/work"
    git archive HEAD | tar -xf - -C "$root/work"
}
gone()
{
    umount "$root/proc"
    trap - EXIT
}
in_root()
{
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$root" "$@"
}

echo "bare: as root"
fresh
for turn in first second; do
    in_root sh -c 'cd /work && ./dev demo' | tail -n 8
    in_root sh -c 'cd /work && ./dev test' | tail -n 8
    echo "bare: $turn turn done"
done
gone

echo "bare: as a user with sudo"
fresh
in_root sh -c 'apt-get -q update && apt-get -q -y --no-install-recommends install sudo' >/dev/null 2>&1
in_root useradd -m editor
echo 'editor ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/editor"
in_root chown -R editor /work
for turn in first second; do
    in_root su editor -c 'cd /work && ./dev demo' | tail -n 8
    in_root su editor -c 'cd /work && ./dev test' | tail -n 8
    echo "bare: $turn turn done"
done
gone

echo "bare: without apt-get, then without sudo"
fresh
mv "$root/usr/bin/apt-get" "$root/usr/bin/apt-get.away"
if in_root sh -c 'cd /work && ./dev demo'; then exit 1; fi
mv "$root/usr/bin/apt-get.away" "$root/usr/bin/apt-get"
in_root useradd -m editor
if in_root su editor -c 'cd /work && ./dev demo'; then exit 1; fi
gone
rm -rf "$root"
echo "bare: all good"
