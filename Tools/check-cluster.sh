#!/usr/bin/env bash
# A sweep of 40 runs through Slurm, on this one machine, and through GNU parallel.
#
#   Tools/check-cluster.sh PROGRAM
#
# In each a shard fails and is run again alone; merged, forwards and backwards and twice, the shards
# have the digest of the experiment run in one piece.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:-.build/release/parksim}")
experiment=Scenarios/experiments/drones-and-bays.json
replications=5 # of 8 variants

command -v sbatch >/dev/null || Tools/install-package.sh slurm-wlm
command -v munged >/dev/null || Tools/install-package.sh munge
command -v parallel >/dev/null || Tools/install-package.sh parallel

work=$(mktemp -d)
stop() {
  scontrol shutdown >/dev/null 2>&1 || true
  [ -f "$work/munged.pid" ] && kill "$(cat "$work/munged.pid")" 2>/dev/null || true
  sleep 1
  rm -rf "$work"
}
trap stop EXIT
mkdir "$work/bin" && ln -s "$program" "$work/bin/parksim"
export PATH=$work/bin:$PATH

digest() { sed -n 's/.*"content_digest" *: *"\([0-9a-f]*\)".*/\1/p'; }
expect() { # what, found, expected
  [ "$2" = "$3" ] || { echo "$1: $2, not $3" >&2; exit 1; }
  echo "$1: $2"
}
merged() { parksim merge "$1" "${@:2}" --json | digest; }
# A shard's file that is there already and is not ours makes the shard fail.
spoil() { echo "not a results file" >"$1"; }

whole=$(parksim experiment "$experiment" --replications $replications \
  --out "$work/whole.sqlite" --json | digest)
[ -n "$whole" ]

start_slurm() {
  mkdir -p "$work"/{state,spool,log}
  local host
  host=$(hostname -s)
  cat >"$work/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.sock
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/log/slurmctld.log
SlurmdLogFile=$work/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
MpiDefault=none
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=1000 State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
  export SLURM_CONF=$work/slurm.conf
  dd if=/dev/urandom of="$work/munge.key" bs=1024 count=1 status=none
  chmod 400 "$work/munge.key"
  chmod 755 "$work"
  munged --key-file="$work/munge.key" --socket="$work/munge.sock" --pid-file="$work/munged.pid" \
    --log-file="$work/log/munged.log" --seed-file="$work/munge.seed" --force
  slurmctld -f "$SLURM_CONF"
  sleep 1
  slurmd -f "$SLURM_CONF"
  for _ in $(seq 30); do
    sinfo --noheader --format=%T 2>/dev/null | grep -q idle && return
    sleep 1
  done
  cat "$work"/log/*.log >&2
  echo "Slurm does not start here" >&2
  exit 1
}

echo "== Slurm: 4 shards, of which one fails at first"
start_slurm
mkdir "$work/slurm"
spoil "$work/slurm/3.sqlite"
submit() { # tasks
  sbatch --array="$1" --wait --output="$work/slurm/%A_%a.log" Scenarios/experiments/array.slurm \
    "$PWD/$experiment" "$work/slurm" 4 --replications $replications >/dev/null
}
status=0
submit 1-4 || status=$?
expect "exit code of the array" "$status" 2
rm "$work/slurm/3.sqlite"
before=$(stat --format=%Y "$work"/slurm/{1,2,4}.sqlite)
submit 3
expect "the others are as they were" "$(stat --format=%Y "$work"/slurm/{1,2,4}.sqlite)" "$before"
expect "digest after Slurm" "$(merged "$work/slurm.sqlite" "$work"/slurm/{1,2,3,4}.sqlite)" "$whole"
expect "merged twice" "$(merged "$work/slurm.sqlite" "$work"/slurm/{4,3,2,1}.sqlite)" "$whole"

echo "== GNU parallel: 8 shards, of which one fails at first"
mkdir "$work/parallel"
spoil "$work/parallel/drones-and-bays-5-of-8.sqlite"
plan() {
  parksim plan "$experiment" --shards 8 --replications $replications --folder "$work/parallel" \
    --format commands
}
status=0
plan | parallel --will-cite --jobs 2 --joblog "$work/log.tsv" >/dev/null 2>&1 || status=$?
expect "failed shards" "$status" 1
rm "$work/parallel/drones-and-bays-5-of-8.sqlite"
plan | parallel --will-cite --jobs 2 --joblog "$work/log.tsv" --resume-failed >/dev/null
expect "lines of the log" "$(tail -n +2 "$work/log.tsv" | wc -l)" 9
expect "digest after parallel" \
  "$(merged "$work/parallel.sqlite" "$work"/parallel/*.sqlite)" "$whole"
echo "Both sweeps have the digest of the whole experiment"
