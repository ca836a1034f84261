import { checkInput } from '../../../system/reading/check-input.ts';
import { repeatedKeys } from '../../../system/reading/repeated-keys.ts';
import { checkDispatchCase } from '../../../system/dispatch-case/dispatch-case-checks.ts';
import { dispatchCase, type DispatchCase } from '../../../system/dispatch-case/dispatch-case.ts';
import { caseNotes } from '../../../system/dispatch-case/dispatch-case-notes.ts';
import { tooDeep, tooDeepAt } from '../../../system/words/nesting.ts';
import { problem, type Problem } from '../../../system/words/problem.ts';
import { explainConflicts } from '../../../engine/dispatch-case/case-conflict.ts';
import { endlessOf } from '../../../engine/dispatch-case/case-endless.ts';
import { solveDispatchCase, type SolvedCase } from '../../../engine/dispatch-case/solve-dispatch-case.ts';
import { createInteriorPoint } from '../../../engine/solver/barrier/interior-point.ts';
import type { Solve } from '../../../engine/solver/program/linear-program.ts';
import { quickestOf } from '../../../engine/solver/answers/quickest-solver.ts';
import { loadHighs } from '../../../io/highs/highs-solver.ts';
import { readText } from '../../../io/files/read-text.ts';
import { refuse, type Answer } from '../session/answer.ts';
import { conflictProblem, endlessProblem, plainProblem } from './conflict-problems.ts';
import { progressDisplay } from '../session/progress-display.ts';
import { watchedSolve } from '../session/solve-progress.ts';
import { caseTable } from '../tables/solve-text.ts';
import type { Lang } from '../text/words.ts';

/**
 * `spillway solve CASE.json`: the document for `--json`, the table for a person, and the exit code (2 for invalid or
 * unsolvable cases).
 */
export async function solveCaseFile(path: string, lang: Lang = 'en'): Promise<Answer> {
  const read = await readCase(path);
  if ('problems' in read) return refuse(read.problems.map((p) => ({ ...p, file: path })));
  const display = progressDisplay(process.stderr, { atOnce: true });
  try {
    const found = answer(
      path,
      read.dispatch,
      watchedSolve(quickestOf(await loadHighs(), createInteriorPoint()), display),
      lang,
    );
    display.end(true);
    return found;
  } finally {
    display.end();
  }
}

function answer(path: string, dispatch: DispatchCase, solve: Solve, lang: Lang): Answer {
  const solved = solveDispatchCase(dispatch, solve);
  if (solved.result === null) return unsolved(path, dispatch, solved, solve);
  const notes = caseNotes(dispatch);
  const document = {
    schema: 'spillway/solve@1',
    id: caseId(dispatch),
    status: solved.status,
    objective: solved.objective,
    ...solved.balance,
    ...solved.result,
    notes,
  };
  return { document, text: caseTable(caseId(dispatch), solved, notes, lang), exitCode: 0 };
}

async function readCase(
  path: string,
): Promise<{ readonly dispatch: DispatchCase } | { readonly problems: readonly Problem[] }> {
  const read = await readText(path, 'case');
  if (!read.ok) return read;
  const { text } = read.value;
  const deep = tooDeepAt(text);
  if (deep !== null) return { problems: [{ ...tooDeep(''), ...placeAt(text, deep) }] };
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    return { problems: [brokenJson(text, error as SyntaxError)] };
  }
  const repeated = repeatedKeys(text).map((one) => ({ ...one.problem, ...one.place }));
  if (repeated.length > 0) return { problems: repeated };
  const checked = checkInput(dispatchCase, input);
  if (!checked.ok) return { problems: checked.placed.map((placed) => placed.problem) };
  const problems = checkDispatchCase(checked.value);
  return problems.length > 0 ? { problems } : { dispatch: checked.value };
}

/** Says where the text stops being JSON. */
function brokenJson(text: string, error: SyntaxError): Problem {
  const said = problem(
    'broken-json',
    '',
    null,
    'one JSON document',
    'the file is not valid JSON',
    'correct the text at the line and column named; look for a missing comma, quote or bracket before it',
  );
  return { ...said, ...placeAt(text, breakingPoint(text, error)) };
}

function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/**
 * The parser names the position of some errors only; of an unexpected token it is found as the shortest beginning of
 * the text that has it.
 */
function breakingPoint(text: string, error: SyntaxError): number {
  const position = /position (\d+)/.exec(error.message)?.[1];
  if (position !== undefined) return Number(position);
  if (!unexpectedToken(text)) return text.length;
  let [sound, broken] = [0, text.length];
  while (broken - sound > 1) {
    const middle = (sound + broken) >> 1;
    if (unexpectedToken(text.slice(0, middle))) broken = middle;
    else sound = middle;
  }
  return broken - 1;
}

function unexpectedToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return (error as SyntaxError).message.startsWith('Unexpected token');
  }
}

function unsolved(path: string, dispatch: DispatchCase, solved: SolvedCase, solve: Solve): Answer {
  const conflicts = solved.status === 'infeasible' ? explainConflicts(dispatch, solve) : [];
  const found =
    solved.status === 'unbounded' ? endlessOf(dispatch, solve).map(endlessProblem) : conflicts.map(conflictProblem);
  const problems = (found.length > 0 ? found : [plainProblem(solved)]).map((one) => ({ ...one, file: path }));
  return refuse(problems, { status: solved.status, objective: null, conflicts });
}

const caseId = (dispatch: DispatchCase): string | null => (typeof dispatch.id === 'string' ? dispatch.id : null);
