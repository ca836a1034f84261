import type { Model, Row } from '../../system/model/model.ts';
import { didYouMean } from '../../system/words/nearest.ts';
import { parsePeriod } from '../../system/words/period.ts';
import { InvalidInput, problem, type Problem } from '../../system/words/problem.ts';

type FactRow = Row<'calibration_facts'>;

/** Longest list of facts that is read. */
const LONGEST = 2000;
const FIELD = '--leave-out';

/**
 * The facts that a text such as `nea-2020-q3,nea-2020-h1` names, each once; throws `InvalidInput` with everything that
 * is wrong with it.
 */
export function factsToLeaveOut(model: Model, text: string): readonly string[] {
  const ids = [
    ...new Set(
      text
        .slice(0, LONGEST)
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
    ),
  ];
  const facts = model.tables.calibration_facts.filter((row) => row.step === 'fit');
  const known = facts.map(({ id }) => id);
  const problems = [
    ...(ids.length === 0
      ? [
          problem(
            'no-fact',
            FIELD,
            text,
            `one of ${known.join(', ')}`,
            'no fact is named',
            'name facts of calibration_facts.csv, apart by commas',
          ),
        ]
      : []),
    ...ids
      .filter((id) => !known.includes(id))
      .map((id) =>
        problem(
          'unknown-fact',
          FIELD,
          id,
          `one of ${known.join(', ')}`,
          `calibration_facts.csv has no fact "${id}" of step fit`,
          didYouMean(id, known, 'name a fact that the fit uses'),
        ),
      ),
  ];
  if (problems.length > 0) throw new InvalidInput(problems);
  if (ids.length === known.length)
    throw new InvalidInput([
      problem(
        'no-fact-left',
        FIELD,
        text,
        'at least one fact left',
        'no fact would be left to fit to',
        'leave fewer facts out',
      ),
    ]);
  const kept = facts.filter(({ id }) => !ids.includes(id));
  const held = facts
    .filter(({ id }) => ids.includes(id))
    .flatMap((out) => kept.filter((row) => holds(row, out)).map((row) => heldElsewhere(out, row)));
  if (held.length > 0) throw new InvalidInput(held);
  return ids;
}

/**
 * Facts kept that say something of a figure left out without holding it whole: shares of it, and parts of its period.
 */
export function keptBeside(
  { tables }: Model,
  ids: readonly string[],
): readonly { readonly fact: string; readonly beside: string }[] {
  const facts = tables.calibration_facts.filter((row) => row.step === 'fit');
  const kept = facts.filter(({ id }) => !ids.includes(id));
  return facts
    .filter(({ id }) => ids.includes(id))
    .flatMap((out) => kept.filter((row) => touches(row, out)).map((row) => ({ fact: row.id, beside: out.id })));
}

const monthsOf = ({ period }: FactRow): readonly string[] => parsePeriod(period)?.months ?? [];
const seriesOf = ({ series, of }: FactRow): readonly string[] => (of === undefined ? [series] : [series, of]);

/**
 * An energy of the same series over a period that contains the other: with it in the fit the test could hardly fail.
 */
const holds = (row: FactRow, out: FactRow): boolean =>
  row.of === undefined &&
  out.of === undefined &&
  row.quantity === out.quantity &&
  row.series === out.series &&
  monthsOf(out).every((month) => monthsOf(row).includes(month));

const touches = (row: FactRow, out: FactRow): boolean =>
  row.quantity === out.quantity &&
  seriesOf(row).some((series) => seriesOf(out).includes(series)) &&
  monthsOf(row).some((month) => monthsOf(out).includes(month));

const heldElsewhere = (out: FactRow, row: FactRow): Problem =>
  problem(
    'held-by-another-fact',
    FIELD,
    out.id,
    `with ${row.id}`,
    `"${row.id}" (${row.period}) holds the figure of "${out.id}" (${out.period}), so that the test could not fail`,
    `leave out ${row.id} too`,
  );
