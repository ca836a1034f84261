import { beforeAll, describe, expect, test } from 'vitest';
import { say } from '../../src/app/words/messages.ts';
import { runText } from '../../src/app/cli/tables/run-text.ts';
import { createLedger } from '../../src/engine/accounting/ledger.ts';
import { compileCase } from '../../src/engine/compile-case/compile-case.ts';
import type { Case } from '../../src/engine/case/case.ts';
import type { Outcome } from '../../src/engine/outcome/outcome.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import { absoluteCost } from '../../src/engine/solver/program/evaluate.ts';
import { withFallback, type ProgramAnswer } from '../../src/engine/solver/answers/fallback.ts';
import { createInteriorPoint } from '../../src/engine/solver/barrier/interior-point.ts';
import type { LinearProgram, Solve } from '../../src/engine/solver/program/linear-program.ts';
import { noSolution } from '../../src/engine/solver/program/status.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { runRecord } from '../../src/study/run/run-result.ts';
import { resolveScenario } from '../../src/system/scenario/resolve-scenario.ts';
import { orThrow } from '../../src/system/words/problem.ts';

/** Two iterations: it gives up on every program of the toy. */
const weak = createInteriorPoint({ iterationLimit: 2 });
/** Accuracies that no arithmetic of 16 digits meets: every answer is almost optimal. */
const strict = createInteriorPoint({ targetAccuracy: 0, goodAccuracy: 0 });
const none = (): void => undefined;

let highs: Solve;
let toy: Case;
const programs: LinearProgram[] = [];
let fellBack: Outcome;
beforeAll(async () => {
  highs = await loadHighs();
  const model = orThrow(await loadModelFolder('models/two-plant-cascade'));
  const scenario = orThrow(await loadScenarioFile('scenarios/two-plant-cascade/shutdown.yaml'));
  toy = compileCase(model, resolveScenario(scenario), { level: 'standard', foresight: 'perfect' });
  fellBack = runCase(toy, highs, none, {}, (program, options) => {
    programs.push(program);
    return weak(program, options);
  });
}, 60_000);

const answerOf = (outcome: Outcome) =>
  runRecord(say, createLedger(toy, outcome), 'toy', { startup: 0, load: 0, total: 0 }).result;

describe('when the own solver gives up', () => {
  test('HiGHS gets the same convex problem, quadratic terms included', () => {
    const own = createInteriorPoint();
    expect(programs.some(({ quadratic }) => quadratic !== undefined)).toBe(true);
    for (const program of programs) {
      const answers: ProgramAnswer[] = [];
      const [mine, other] = [own(program), withFallback(weak, highs, answers)(program)];
      expect(answers).toMatchObject([{ by: 'second', own: 'limit' }]);
      expect(Math.abs(mine.objective - other.objective)).toBeLessThanOrEqual(1e-6 * absoluteCost(program, mine.x));
    }
  });

  test('the outcome carries who answered which program', () => {
    expect(fellBack.answers.length).toBe(programs.length);
    expect(new Set(fellBack.answers.map(({ by, own }) => `${by} ${own}`))).toEqual(new Set(['second limit']));
    expect(fellBack.answers[0].name).toBe('season plan from hour 1');
    expect(fellBack.answers.at(-1)!.name).toBe(`day ${toy.days} of the season`);
    const usual = runCase(toy, highs, none);
    expect(usual.answers.every(({ by, status }) => by === 'own' && status === 'optimal')).toBe(true);
    expect(Math.abs(fellBack.upperBound - usual.upperBound)).toBeLessThanOrEqual(1e-6 * usual.absoluteCost);
  });

  test('the answer has a flag for it, and the table prints it', () => {
    const count = programs.length;
    const said = `${count} of ${count} programs were answered by HiGHS, which got the same convex problem`;
    const result = answerOf(fellBack);
    expect(result.flags).toContainEqual(
      expect.objectContaining({ code: 'second-solver', message_en: expect.stringContaining(said) as string }),
    );
    expect(runText(result, 'en')).toContain(`Note: ${said}: the own solver ended limit (season plan from hour 1; `);
    expect(runText(result, 'zh')).toContain('同一凸问题');
    expect(answerOf(runCase(toy, highs, none)).flags.map(({ code }) => code)).not.toContain('second-solver');
  });

  test('the run is refused where HiGHS has no answer either, with both reasons', () => {
    const absent: Solve = () => noSolution('limit', 'no memory', 0, 'memory');
    expect(() => runCase(toy, absent, none, {}, weak)).toThrow(
      /season plan from hour 1: limit: no memory \(the program's own solver: .* after 2 iterations/,
    );
  });

  test('a program that is none is refused before HiGHS is asked', () => {
    const unasked: Solve = () => {
      throw new Error('asked');
    };
    const broken = { ...programs[0], cost: programs[0].cost.map(() => NaN) };
    expect(withFallback(createInteriorPoint(), unasked, [])(broken).status).toBe('invalid');
  });
});

test('an answer less accurate than asked for has a flag of its own', () => {
  const outcome = runCase(toy, highs, none, {}, strict);
  const result = answerOf(outcome);
  const flag = result.flags.find(({ code }) => code === 'almost-optimal');
  expect(flag?.message_en).toMatch(/^\d+ of \d+ programs are solved less accurately than asked for/);
  expect(runText(result, 'en')).toContain(`Note: ${flag!.message_en}`);
  expect(result.flags.map(({ code }) => code)).not.toContain('second-solver');
});
