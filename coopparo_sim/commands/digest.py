"""``coopparo digest``: one hash of the results of a sweep."""

from __future__ import annotations

from coopparo_sim.commands.plans import typed_path
from coopparo_sim.commands.terminal import Terminal


def tell_digest(terminal: Terminal, folder: str) -> int:
    """Write the hash of all results in a folder.

    Raises
    ------
    InputError
        If there is no sweep in it.
    """
    from coopparo_sim.sweeps.digest import sweep_digest
    from coopparo_sim.sweeps.results import check_sweep
    from coopparo_sim.sweeps.store import runs_done

    where = typed_path(folder)
    wanted = check_sweep(where)["runs"]
    done, digest = int(runs_done(where, wanted).sum()), sweep_digest(where)
    if terminal.json:
        terminal.write_json({"digest": digest, "done": done, "runs": wanted})
    else:
        terminal.write(digest)
    if done < wanted:
        terminal.tell(f"{terminal.say('errors.warning_word')}: {terminal.say('sweep.partial', done=done, runs=wanted)}")
    terminal.suggest(terminal.verb("analyse"), folder)
    return 0
