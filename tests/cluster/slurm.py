#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""slurm.py PROGRAM ROOT: packaging/slurm/briefings.sbatch as Slurm runs it, on two nodes that are processes here.

Exit 77 where there is no Slurm. Everything (munged, slurmctld, two slurmd) lives in a folder of its own, with its own key,
socket and ports, and ends with the test.
"""
import getpass
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../support"))
from folders import tree  # noqa: E402

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
BATCH = os.path.join(ROOT, "packaging/slurm/briefings.sbatch")
os.environ["PATH"] += ":/usr/sbin:/sbin"
MISSING = [name for name in ("munged", "slurmctld", "slurmd", "sbatch", "scancel", "scontrol", "sinfo") if not shutil.which(name)]
COUNT, SHARDS, BAD = 12, 4, 5  # d005 is in the shard 2 of 4
CANCELLED = 40  # datasets of the job that is cancelled

CONF = """ClusterName=dealbrief
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={there}/munge.socket
CredType=cred/munge
StateSaveLocation={there}/state
SlurmdSpoolDir={there}/spool-%n
SlurmctldPidFile={there}/slurmctld.pid
SlurmdPidFile={there}/%n.pid
SlurmctldLogFile={there}/slurmctld.log
SlurmdLogFile={there}/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc={there}/completed
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0
SlurmdParameters=config_overrides
KillWait=12
ReturnToService=2
NodeName=node1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1 State=UNKNOWN
NodeName=node2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=10 State=UP
"""


def free_ports(count):
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


class Slurm(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.there = tempfile.mkdtemp(prefix="dealbrief-slurm-")
        os.chmod(cls.there, 0o755)
        cls.daemons = []
        cls.env = {**os.environ, "SLURM_CONF": cls.path("slurm.conf")}
        for name in ("state", "spool-node1", "spool-node2"):
            os.mkdir(cls.path(name))
        with open(cls.path("munge.key"), "wb") as file:
            file.write(os.urandom(128))
        os.chmod(cls.path("munge.key"), 0o600)
        with open(cls.path("slurm.conf"), "w", encoding="ascii") as file:
            file.write(CONF.format(host=socket.gethostname().split(".")[0], user=getpass.getuser(), there=cls.there,
                                   ports=free_ports(3)))
        try:
            cls.start("munged", "--foreground", "--force", "--key-file", cls.path("munge.key"), "--socket", cls.path("munge.socket"),
                      "--pid-file", cls.path("munged.pid"), "--seed-file", cls.path("munged.seed"), "--log-file", cls.path("munged.log"))
            cls.wait_until("munged", lambda: os.path.exists(cls.path("munge.socket")))
            cls.start("slurmctld", "-D", "-c", "-f", cls.path("slurm.conf"))
            for node in ("node1", "node2"):
                cls.start("slurmd", "-D", "-c", "-N", node, "-f", cls.path("slurm.conf"))
            cls.wait_until("two nodes", lambda: cls.ask("sinfo", "-h", "-N", "-o", "%T").split() == ["idle", "idle"])
        except BaseException:
            cls.tearDownClass()
            raise

    @classmethod
    def tearDownClass(cls):
        for daemon in reversed(cls.daemons):  # munged last
            daemon.terminate()
            try:
                daemon.wait(10)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
        shutil.rmtree(cls.there, ignore_errors=True)

    @classmethod
    def path(cls, name):
        return os.path.join(cls.there, name)

    @classmethod
    def start(cls, *command):
        with open(cls.path(f"{os.path.basename(command[0])}-{len(cls.daemons)}.told"), "w", encoding="ascii") as told:
            cls.daemons.append(subprocess.Popen(command, env=cls.env, cwd=cls.there, stdin=subprocess.DEVNULL, stdout=told, stderr=told))

    @classmethod
    def wait_until(cls, what, is_so, seconds=40):
        end = time.time() + seconds
        while not is_so():
            if time.time() > end or any(daemon.poll() is not None for daemon in cls.daemons):
                told = ""
                for name in sorted(os.listdir(cls.there)):
                    if name.endswith((".told", ".log")):
                        with open(cls.path(name), encoding="utf-8", errors="replace") as file:
                            told += f"== {name}\n{file.read()[-1500:]}\n"
                raise AssertionError(f"no {what}:\n{told}")
            time.sleep(0.1)

    @classmethod
    def ask(cls, *command):
        return subprocess.run(command, env=cls.env, cwd=cls.there, capture_output=True, text=True, timeout=30).stdout

    def setUp(self):
        self.folder = tempfile.mkdtemp(dir=self.there)
        os.chmod(self.folder, 0o755)
        for name in ("log", "results"):
            os.mkdir(self.work(name))

    def work(self, name):
        return os.path.join(self.folder, name)

    def datasets_write(self, count):
        with open(os.path.join(ROOT, "samples/openai-amazon-2025-12.json"), encoding="utf-8") as file:
            sample = file.read()
        names = [f"d{i:03}.json" for i in range(count)]
        for i, name in enumerate(names):
            with open(self.work(name), "w", encoding="utf-8") as file:
                file.write(sample.replace("$10 billion", f"$10 billion ({i})"))
        with open(self.work("datasets.txt"), "w", encoding="utf-8") as file:
            file.write("\n".join(names) + "\n")
        return names

    def submit(self, elements, shards):
        env = {**self.env, "PATH": os.path.dirname(PROGRAM) + ":" + self.env["PATH"]}
        got = subprocess.run(["sbatch", "--parsable", f"--array={elements}", BATCH, str(shards)], cwd=self.folder, env=env,
                             capture_output=True, text=True, timeout=30)
        self.assertEqual(got.returncode, 0, got.stderr)
        return got.stdout.strip()

    def outcome(self, job):
        """What the elements came to, by number: state, exit code, node"""
        self.wait_until(f"end of the job {job}", lambda: not self.ask("squeue", "-h", "-j", job).strip(), 90)
        found = {}
        for line in self.ask("scontrol", "-o", "show", "job", job).splitlines():
            fields = dict(word.split("=", 1) for word in line.split() if "=" in word)
            found[int(fields["ArrayTaskId"])] = (fields["JobState"], fields["ExitCode"], fields["NodeList"])
        return found

    def array(self, elements):
        return self.outcome(self.submit(elements, SHARDS))

    def results(self, element):
        with open(self.work(f"results/{element}.jsonl"), encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def one_run(self):
        command = [PROGRAM, "render", "-q", "--manifest", "datasets.txt", "-o", "one"]
        return subprocess.run(command, cwd=self.folder, stderr=subprocess.DEVNULL, timeout=300).returncode

    def test_array(self):
        names = self.datasets_write(COUNT)
        with open(self.work(names[BAD]), "w", encoding="utf-8") as file:
            file.write('{"x":')

        done = self.array(f"1-{SHARDS}")
        bad = BAD % SHARDS + 1
        self.assertEqual({number: came[:2] for number, came in done.items()},
                         {number: ("FAILED", "1:0") if number == bad else ("COMPLETED", "0:0") for number in range(1, SHARDS + 1)})
        self.assertEqual({came[2] for came in done.values()}, {"node1", "node2"})
        with open(self.path("completed"), encoding="utf-8") as file:
            self.assertEqual(sum("JobState=FAILED" in line for line in file), 1)
        logs = {name.split("_")[1]: open(self.work(f"log/{name}"), encoding="utf-8").read() for name in os.listdir(self.work("log"))}
        self.assertEqual({name for name, text in logs.items() if text}, {f"{bad}.txt"})
        self.assertIn(f"d{BAD:03}.json:1:6: error", logs[f"{bad}.txt"])
        told = [line for number in range(1, SHARDS + 1) for line in self.results(number)]
        self.assertEqual({line["dataset"]: line["exit"] for line in told},
                         {name: int(i == BAD) for i, name in enumerate(names)})

        self.assertEqual(self.one_run(), 1)
        self.assertEqual(tree(self.work("out")), tree(self.work("one")))  # with what says what they were made from

        # mended, and that element once more: the rest of it is up to date
        shutil.copy(self.work(names[0]), self.work(names[BAD]))
        self.assertEqual(self.array(f"{bad}")[bad][:2], ("COMPLETED", "0:0"))
        self.assertEqual([(line["dataset"], line["result"]) for line in self.results(bad)],
                         [(name, "rendered" if i == BAD else "unchanged") for i, name in enumerate(names) if i % SHARDS == bad - 1])
        self.assertEqual(self.one_run(), 0)
        self.assertEqual(tree(self.work("out")), tree(self.work("one")))

    def test_scancel(self):
        """Ended in the middle: what is there is whole, and the same element again does the rest"""
        names = self.datasets_write(CANCELLED)
        job = self.submit("1", 1)
        self.wait_until("first briefing", lambda: os.path.exists(self.work(f"out/{names[0][:-5]}/briefing.pdf")))
        self.ask("scancel", job)
        self.assertEqual(self.outcome(job)[1][0], "CANCELLED")
        self.wait_until("end of what dealbrief had begun", lambda: not self.is_running())
        there = tree(self.work("out"))
        rendered = [line for line in self.results(1) if line["result"] == "rendered"]
        self.assertTrue(0 < len(rendered) < CANCELLED, len(rendered))
        self.assertEqual(sorted(os.listdir(self.work("out"))), [line["dataset"][:-5] for line in rendered])

        self.assertEqual(self.outcome(self.submit("1", 1))[1][:2], ("COMPLETED", "0:0"))
        again = [line["result"] for line in self.results(1)]
        self.assertEqual((again.count("unchanged"), len(again)), (len(rendered), CANCELLED))
        self.assertEqual(self.one_run(), 0)
        whole = tree(self.work("one"))
        self.assertEqual(tree(self.work("out")), whole)
        self.assertEqual({name: whole[name] for name in there}, there)

    def is_running(self):
        for process in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.path.samefile(f"/proc/{process}/exe", PROGRAM) and os.path.samefile(f"/proc/{process}/cwd", self.folder):
                    return True
            except OSError:
                continue
        return False


if __name__ == "__main__":
    if MISSING:
        print("skipped: there is no", ", ".join(MISSING))
        sys.exit(77)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # meson's time limit: what was started is ended
    unittest.main(argv=sys.argv[:1], verbosity=2, warnings="ignore")
