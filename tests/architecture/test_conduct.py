"""What library code does not do: print, swallow errors, guess encodings, lean on one system, roll its own dice."""

from __future__ import annotations

import ast

from tests.architecture.source import Function, Module, calls, dotted, everything, functions, imported_libraries, package
from tests.architecture.test_imports import ROOMS

MAY_PRINT = {"coopparo_sim.cli"}
# (module, function) that may catch every Exception. Each entry needs its reason beside it.
MAY_CATCH_ALL = {
    ("coopparo_sim.cli", "main"),  # no traceback reaches a user: it is written to a file that the message names
    ("coopparo_sim.sweeps.futures", "_work"),  # says which future failed, then lets the error go on
}
# The only room whose rules build something by chance and may hold a generator; all others are handed their draws.
ROOMS_WITH_GENERATOR = {"town"}
MAY_HOLD_GENERATOR = {
    ("coopparo_sim.engagement.trust", "trust_at_start"),  # NumPy's Beta uses up a number of draws that is not known beforehand
}

POSIX_MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
POSIX_NAMES = {
    *(f"os.{name}" for name in ("fork", "forkpty", "getegid", "geteuid", "getgid", "getloadavg", "getpgid", "getuid", "killpg")),
    *(
        f"os.{name}"
        for name in ("mkfifo", "nice", "sched_getaffinity", "sched_setaffinity", "setpgid", "setpgrp", "setsid", "uname")
    ),
    *(f"os.{name}" for name in ("WNOHANG", "chown", "sysconf", "wait", "wait3", "wait4")),
    *(
        f"signal.{name}"
        for name in ("SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGUSR1", "SIGUSR2")
    ),
    *(f"signal.{name}" for name in ("alarm", "pause", "pthread_kill", "pthread_sigmask", "setitimer", "sigwait")),
}
POSIX_ARGUMENTS = {"preexec_fn", "start_new_session"}
POSIX_START_METHODS = {"fork", "forkserver"}


def test_only_the_command_line_prints() -> None:
    wrong = [m.at(c) for m in package() if m.name not in MAY_PRINT for c in calls(m.tree) if dotted(c.func) == "print"]
    assert not wrong, "\n".join(wrong)


def _catches_all(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or dotted(kind).split(".")[-1] in {"Exception", "BaseException"} for kind in kinds)


def _broad_handlers(module: Module) -> set[tuple[str, str]]:
    within = {(module.name, f.name): f for f in functions(module)}
    inside = {key for key, f in within.items() for n in ast.walk(f) if isinstance(n, ast.ExceptHandler) and _catches_all(n)}
    outside = [n for n in ast.walk(module.tree) if isinstance(n, ast.ExceptHandler) and _catches_all(n)]
    return inside or ({(module.name, "")} if outside else set())


def test_no_code_catches_every_exception() -> None:
    found = {place for module in package() for place in _broad_handlers(module)}
    assert found <= MAY_CATCH_ALL, sorted(found - MAY_CATCH_ALL)
    assert found >= MAY_CATCH_ALL, f"no longer needed: {sorted(MAY_CATCH_ALL - found)}"


def _mode(call: ast.Call, position: int) -> str:
    given = [k.value for k in call.keywords if k.arg == "mode"] or call.args[position : position + 1]
    return str(given[0].value) if given and isinstance(given[0], ast.Constant) else "r"


def _lacks_encoding(call: ast.Call) -> bool:
    keywords = {keyword.arg for keyword in call.keywords}
    if "encoding" in keywords or None in keywords:
        return False
    name = dotted(call.func).split(".")[-1] if isinstance(call.func, ast.Attribute | ast.Name) else ""
    if name in {"read_text", "write_text"}:
        return len(call.args) <= (name == "write_text")
    if dotted(call.func) == "os.open" or dotted(call.func).endswith("engine.open"):
        return False  # a handle without text, a pool of processes
    if name == "open":
        return "b" not in _mode(call, position=int(isinstance(call.func, ast.Name)))
    asks_for_text = any(k.arg in {"text", "universal_newlines"} for k in call.keywords)
    return name in {"run", "Popen", "check_output"} and asks_for_text


def test_text_is_read_and_written_with_its_encoding_stated() -> None:
    wrong = [m.at(call) for m in everything() for call in calls(m.tree) if _lacks_encoding(call)]
    assert not wrong, "\n".join(wrong)


def _posix_only(module: Module) -> list[str]:
    found = [
        module.at(node) for node, name in imported_libraries(module) if name.split(".")[0] in POSIX_MODULES or name in POSIX_NAMES
    ]
    found += [module.at(n) for n in ast.walk(module.tree) if isinstance(n, ast.Attribute) and dotted(n) in POSIX_NAMES]
    for call in calls(module.tree):
        method = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
        chooses = dotted(call.func).split(".")[-1] in {"get_context", "set_start_method"} and method in POSIX_START_METHODS
        if chooses or POSIX_ARGUMENTS & {str(k.arg) for k in call.keywords}:
            found.append(module.at(call))
    return found


def test_the_package_runs_on_windows_too() -> None:
    wrong = [place for module in package() for place in _posix_only(module)]
    assert not wrong, "\n".join(wrong)


def _takes_generator(function: Function) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return any(a.annotation is not None and "Generator" in ast.unparse(a.annotation) for a in arguments)


def _rolls_dice(call: ast.Call) -> bool:
    name = dotted(call.func)
    return name.startswith(("np.random.", "numpy.random.", "random.")) or name.split(".")[-1] == "default_rng"


def _homemade_chance(module: Module) -> list[str]:
    allowed = {id(call) for f in functions(module) if _takes_generator(f) for call in calls(f)}
    found = [module.at(call) for call in calls(module.tree) if _rolls_dice(call) and id(call) not in allowed]
    return found + [module.at(node) for node, name in imported_libraries(module) if name.startswith(("random.", "secrets."))]


def test_rules_make_no_chance_of_their_own() -> None:
    wrong = [place for module in package() if module.room in ROOMS for place in _homemade_chance(module)]
    assert not wrong, "\n".join(wrong)


def test_rules_are_handed_draws_and_no_generator() -> None:
    rooms = [module for module in package() if module.room in ROOMS - ROOMS_WITH_GENERATOR]
    holders = {(m.name, f.name): m.at(f) for m in rooms for f in functions(m) if _takes_generator(f)}
    assert not {place for key, place in holders.items() if key not in MAY_HOLD_GENERATOR}
    assert not MAY_HOLD_GENERATOR - holders.keys(), "no longer needed"
