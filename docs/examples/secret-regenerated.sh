#!/bin/sh
# Somebody regenerated the client secret, and the authorization of everyone fails. What an on-call engineer does on the screen at
# 03:00, done by a script: find the cause, contain it, fix it, prove the repair on one user, roll it out, wait until it has drained,
# print the handover.
#
#   SYNCTOP='synctop --url https://sync.example/api' docs/examples/secret-regenerated.sh GROUP 'FIX'
#
# GROUP  the group to stop meanwhile: its members cannot resume it by themselves
# FIX    the step outside of synctop, as a command of the shell: it enters the new secret where the service keeps it
#
# To try it, start a service with this trouble, and wait some ten seconds until somebody is hit (its time runs 60 times as fast):
#
#   npm run service -- --scenario secret-regenerated --port 8791 --control
#
# It prints the address of its control interface: put it in place of C. "calm" stands for entering the new secret.
#
#   SYNCTOP='npm run -s synctop -- --url http://127.0.0.1:8791/api' \
#     docs/examples/secret-regenerated.sh 'Field Services' "curl -s -o /dev/null -X POST C/scenario -d '{\"name\": \"calm\"}'"
#
# SYNCTOP names the connection; a saved one needs nothing. DRAINED says how long to wait for the last batch (30m).
set -eu

group=${1:?the group to contain}
fix=${2:?the command that enters the new secret}
synctop=${SYNCTOP:-synctop}

say() {
	printf '\n== %s\n' "$*"
}

# SYNCTOP is a command with its flags: it is split into words.
s() {
	# shellcheck disable=SC2086
	$synctop "$@"
}

# Not by "| head": a pipe ends well even where synctop did not.
first() {
	printf '%s\n' "$1" | sed -n 1p
}

say 'Find: the cause that stops the most users'
causes=$(s causes --output name)
cause=$(first "$causes")
[ -n "$cause" ] || {
	echo 'Nothing fails.'
	exit 0
}
s causes "$cause"

say "Contain: stop $group"
s set group "$group" disabled --confirm="$group" --quiet

say 'Fix: outside of synctop'
sh -c "$fix"

say "Prove: $group may go on, and one user whom the cause holds is synchronized"
s set group "$group" enabled --yes --quiet
held='hold:authorization effective:suspended'
users=$(s users --where "cause:$cause $held" --output name)
# It ends with another code when the batch does not come through: then nothing is rolled out.
s sync "$(first "$users")" --wait --timeout 5m --yes

say 'Roll out: enable those whom the cause still holds'
users=$(s users --where "cause:$cause $held" --output name)
if [ -n "$users" ]; then
	# How many were seen is what is confirmed: if they are more or fewer by now, nothing is sent.
	phrase=$(printf '%s\n' "$users" | grep -c '')
	[ "$phrase" -ne 1 ] || phrase=$users
	# Quiet: without the preview, so that each is said once, with what came of it.
	s set user --where "cause:$cause $held" enabled --confirm="$phrase" --quiet
fi

say 'Wait until nobody is hit any more'
s wait 'matching==0' --where "cause:$cause" --timeout "${DRAINED:-30m}"
s status --counts

say 'Handover'
s export handover
