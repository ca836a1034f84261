"""Solves a folder written by `spillway export --format pypsa` with PyPSA and HiGHS: folder, time limit in seconds. Prints one line of JSON."""
import json
import logging
import os
import sys
import warnings

import pandas
import pypsa

warnings.simplefilter("ignore")
logging.disable(logging.INFO)

folder, seconds = sys.argv[1], float(sys.argv[2])
network = pypsa.Network(folder)


def add_sections(n, snapshots):
    """Joint limits, which no component of PyPSA can hold: sum of coefficient * flow over the members of a section, hour by hour."""
    path = os.path.join(folder, "sections-members.csv")
    if not os.path.exists(path):
        return
    limits = pandas.read_csv(os.path.join(folder, "sections-limit.csv"), index_col="snapshot", parse_dates=True)
    flow = n.model.variables["Link-p"]
    for section, members in pandas.read_csv(path).groupby("section"):
        total = sum(coefficient * flow.sel(name=link) for link, coefficient in zip(members["link"], members["coefficient"]))
        n.model.add_constraints(total <= limits[section].loc[snapshots].to_xarray(), name=f"section-{section}")


status, condition = network.optimize(
    solver_name="highs",
    extra_functionality=add_sections,
    include_objective_constant=False,
    solver_options={"solver": "ipm", "run_crossover": "off", "time_limit": seconds, "output_flag": False},
)
if status != "ok":
    sys.exit(f"PyPSA: {status}, {condition}")

static = network.links
flows = network.links_t.p0
limits = network.get_switchable_as_dense("Link", "p_max_pu") * static.p_nom
factors = network.get_switchable_as_dense("Link", "efficiency")
curtailed = 0.0
for name in static.index[static.index.str.startswith("turbine ")]:
    if static.at[name, "in_statistic"] != 1:
        continue
    spill = flows["spill " + name.removeprefix("turbine ")]
    unused = (limits[name] - flows[name]).clip(lower=0)
    curtailed += float((spill.clip(lower=0).where(spill < unused, unused) * factors[name]).sum())
generators = network.generators
available = network.get_switchable_as_dense("Generator", "p_max_pu") * generators.p_nom
for name in generators.index[generators.index.str.startswith("lump ")]:
    if generators.at[name, "in_statistic"] == 1:
        curtailed += float((available[name] - network.generators_t.p[name]).clip(lower=0).sum())
print(json.dumps({"objective": float(network.objective), "curtailed_gwh": curtailed / 1000}))
