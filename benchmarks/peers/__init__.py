"""The rules of formation written in other ways: as objects of Mesa and AgentPy, as a Starsim module, as a kernel in C."""
