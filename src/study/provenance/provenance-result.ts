import { z } from 'zod';
import { TABLES, type TableName } from '../../system/model/model.ts';
import { modelOfAnswer } from '../base/results.ts';
import { flag, num, numOrNull, text, textOrNull, texts, whole, withUnit, type Shape } from '../base/shape.ts';

const byGrade = z
  .record(z.string(), z.number())
  .describe(withUnit('rows by grade of confidence; empty for a table whose rows have none', 'count'));
const table = z.object({
  table: z.enum(Object.keys(TABLES) as [TableName, ...TableName[]]).describe('name of the table'),
  rows: whole('count', 'rows of it'),
  by_confidence: byGrade,
  hash: text('of the content of these rows: equal rows, equal text'),
  keys: texts('keys of the rows, the first hundred of a long table'),
  sources: z
    .array(z.object({ source: text('as the rows name it'), rows: whole('count', 'rows that name it') }))
    .describe('sources, the one of most rows first'),
  assumed: z
    .array(z.object({ key: text('key of the row'), source: text('what it rests on') }))
    .describe('rows that are assumed'),
});
/** Rows of one table that a figure rests on. */
export type ProvenanceTable = Shape<typeof table>;

export const provenanceResult = z.object({
  schema: z.literal('spillway/provenance@1').describe('name and version of this document'),
  figure: text('path of the figure in the result'),
  value: numOrNull('unit', 'as printed in the result, in the unit of its name; null where the figure is absent there'),
  model: modelOfAnswer,
  engine_version: text('version of the engine'),
  worlds: z
    .array(
      z.object({
        scenario: text('id of the scenario'),
        hash: text('hash of the compiled case'),
        sources: texts('sources that the scenario names'),
      }),
    )
    .describe('one world for a run, reference and counterfactual for a comparison'),
  current: flag('whether model and scenarios as they stand still compile to the cases of the result'),
  settings: z.record(z.string(), z.unknown()).describe('how the worlds were made'),
  touches: z.array(table).describe('rows that the figure adds up, or that bound it'),
  solved_with: z
    .array(table)
    .describe('every other row of the same dispatch: one figure of a dispatch rests on all of them together'),
  scenario_inputs: z
    .array(
      z.object({
        path: text('where it stands in the scenario'),
        value: text('as it is written'),
        why: textOrNull('why it was chosen'),
        source: textOrNull('what it rests on'),
      }),
    )
    .describe('assumptions of the scenarios: size, place and split of loads, measures'),
  fitted: z
    .array(
      z.object({
        parameter: text('name of the number'),
        value: num('unit', 'in `unit`'),
        unit: text('of `value`'),
        source: text('what it was fitted to'),
      }),
    )
    .describe('fitted numbers among the rows'),
  fitted_to: texts('published facts that they were fitted to'),
  by_confidence: byGrade,
  matters_most: z
    .array(
      z.object({
        input: text('uncertain input'),
        share_of_variance: numOrNull('share', 'of the variance of the ranks of the difference'),
        rank_correlation: numOrNull('1', 'rank correlation with the difference, -1 to 1'),
        source: text('what its range rests on'),
        confidence: text('how well it is known'),
      }),
    )
    .nullable()
    .describe('inputs by what they explain of the spread; null where the result has no ensemble'),
});
/** What a figure of a result rests on. */
export type ProvenanceResult = Shape<typeof provenanceResult>;
