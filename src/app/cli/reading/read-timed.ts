import { readScenarios, type GivenScenario } from './scenario-argument.ts';

/** The scenarios of a command and the milliseconds it took to read and check them and their models. */
export async function timedRead(
  paths: readonly string[],
): Promise<{ readonly given: readonly GivenScenario[]; readonly loadMs: number }> {
  const start = performance.now();
  const given = await readScenarios(paths);
  return { given, loadMs: performance.now() - start };
}
