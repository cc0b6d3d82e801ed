#!/usr/bin/env bash
# A farm behind a router where most addresses drop everything: 48,000 addresses, of which 2,000 answer.
#
#   bash benches/silent_network.sh
#
# Two network namespaces with a cable between them. In the far one simulated machines listen on loopback; every 24th
# address of the range is led to one of them, and packets to all others are dropped without a word. Needs root, ip and
# nft; everything that it made is gone when it ends.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() {
    echo "skipped: $1"
    exit 0
}
[ "$(id -u)" = 0 ] || skip "network namespaces need root"
command -v ip >/dev/null || skip "there is no ip (package iproute2)"
command -v nft >/dev/null || skip "there is no nft (package nftables)"

range=10.77.0.0-10.77.187.127
every=24
answering=2000
near=rackhand-near-$$
far=rackhand-far-$$
rules=$(mktemp)
machines=

clean() {
    [ -z "$machines" ] || kill "$machines" 2>/dev/null || true
    ip netns del "$near" 2>/dev/null || true
    ip netns del "$far" 2>/dev/null || true
    rm -f "$rules"
}
trap clean EXIT
ip netns add "$near" 2>/dev/null || skip "this kernel gives no network namespaces"
ip netns add "$far"

ip link add rackhand-n type veth peer name rackhand-f
ip link set rackhand-n netns "$near"
ip link set rackhand-f netns "$far"
ip -n "$near" addr add 10.76.0.1/30 dev rackhand-n
ip -n "$far" addr add 10.76.0.2/30 dev rackhand-f
for side in "$near:rackhand-n" "$far:rackhand-f"; do
    ip -n "${side%%:*}" link set lo up
    ip -n "${side%%:*}" link set "${side##*:}" up
done
ip -n "$near" route add 10.77.0.0/16 via 10.76.0.2
# Packets from outside may go to 127.x.y.z here: nothing but the other namespace is outside.
ip netns exec "$far" sysctl -qw net.ipv4.conf.all.route_localnet=1

awk -v every="$every" -v count="$answering" '
    function address(network, at) { return network "." int(at / 256) "." at % 256 }
    # The simulator leaves out addresses that end in 0 or 255.
    function machine(at) { return "127.22." 128 + int(at / 254) "." 1 + at % 254 }
    BEGIN {
        print "table ip farm {"
        print "  map machines { type ipv4_addr : ipv4_addr; elements = {"
        for (i = 0; i < count; i++) print "    " address("10.77", i * every) " : " machine(i) ","
        print "  } }"
        print "  set answering { type ipv4_addr; elements = {"
        for (i = 0; i < count; i++) print "    " address("10.77", i * every) ","
        print "  } }"
        print "  chain silence {"
        print "    type filter hook prerouting priority raw; policy accept;"
        print "    ip daddr 10.77.0.0/16 ip daddr != @answering drop"
        print "  }"
        print "  chain lead {"
        print "    type nat hook prerouting priority dstnat; policy accept;"
        print "    tcp dport { 4028, 4433 } dnat to ip daddr map @machines"
        print "  }"
        print "}"
    }' >"$rules"
ip netns exec "$far" nft -f "$rules"

bench=$(cargo bench --bench end_to_end --no-run 2>&1 | sed -n 's/.*(\(.*end_to_end-[0-9a-f]*\))$/\1/p')
[ -x "$bench" ] || { echo "the bench was not built"; exit 1; }

# The machines live as long as their input; a pipe without a writer's end would end them at once.
coproc MACHINES { ip netns exec "$far" "$bench" machines 127.22.128.1 "$answering"; }
machines=$MACHINES_PID
read -r -u "${MACHINES[0]}" addresses
[ -n "$addresses" ] || { echo "the machines did not start"; exit 1; }

ip netns exec "$near" "$bench" silent "$range" "$answering"
