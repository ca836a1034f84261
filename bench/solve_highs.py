"""Native HiGHS, interior point without crossover, where no `highs` command is installed: MPS file, solution file, time limit in seconds."""
import sys

import highspy

mps, out, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
highs = highspy.Highs()
for option, value in (("output_flag", False), ("solver", "ipm"), ("run_crossover", "off"), ("time_limit", seconds)):
    highs.setOptionValue(option, value)
highs.readModel(mps)
highs.run()
status = highs.modelStatusToString(highs.getModelStatus())
if status != "Optimal":
    sys.exit(f"HiGHS: {status}")
highs.writeSolution(out, 0)
