import { absent, type Contender, type Finish, type Task } from './contender.ts';
import { measure } from './measure.ts';
import { lastLine } from './this-program.ts';

interface PypsaAnswer {
  readonly objective: number;
  readonly curtailed_gwh: number;
}

/** PyPSA with HiGHS on the folders of `export --format pypsa`, from files to results. */
export const pypsaPeer: Contender = { name: 'PyPSA + HiGHS', from: 'files to results', enter };

async function enter({ worlds, python, limitSeconds }: Task): Promise<Finish> {
  if ((await measure(python, ['-c', 'import pypsa, highspy'], 60)).end !== 'done')
    return absent(`not installed (${python}: pypsa, highspy)`);
  const found: (PypsaAnswer & { seconds: number; peakMb: number | null })[] = [];
  for (const { pypsa } of worlds) {
    const went = await measure(python, ['bench/solve_pypsa.py', pypsa, String(limitSeconds)], limitSeconds);
    if (went.end !== 'done')
      return absent(
        went.end === 'time limit' ? `time limit of ${limitSeconds} s a world` : `failed: ${lastLine(went.stderr)}`,
      );
    found.push({ ...(JSON.parse(lastLine(went.stdout)) as PypsaAnswer), seconds: went.seconds, peakMb: went.peakMb });
  }
  return {
    seconds: found[0].seconds + found[1].seconds,
    peakMb: Math.max(...found.map((one) => one.peakMb ?? NaN)),
    objective: found.map((one, at) => (one.objective + worlds[at].pypsaConstant) / 1e6),
    curtailed: found.map((one) => one.curtailed_gwh),
    note: 'joint sections added by the script',
  };
}
