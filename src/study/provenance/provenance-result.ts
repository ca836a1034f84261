import type { TableName } from '../../system/model/model.ts';
import type { ModelStanding } from '../standing.ts';

type Grades = Readonly<Record<string, number>>;

/** Rows of one table that a figure rests on. */
export interface ProvenanceTable {
  readonly table: TableName;
  readonly rows: number;
  /** rows by grade; empty for a table whose rows have none */
  readonly by_confidence: Grades;
  /** of the content of these rows: equal rows, equal text */
  readonly hash: string;
  /** keys of the rows, the first hundred of a long table */
  readonly keys: readonly string[];
  /** sources with the number of rows that name them, most first */
  readonly sources: readonly { readonly source: string; readonly rows: number }[];
  readonly assumed: readonly { readonly key: string; readonly source: string }[];
}

/** What a figure of a result rests on. */
export interface ProvenanceResult {
  readonly schema: 'spillway/provenance@1';
  readonly figure: string;
  /** as printed in the result; null where the figure is absent there */
  readonly value: number | null;
  readonly model: ModelStanding;
  readonly engine_version: string;
  /** one world for a run, reference and counterfactual for a comparison */
  readonly worlds: readonly { readonly scenario: string; readonly hash: string; readonly sources: readonly string[] }[];
  /** whether the model and scenarios as they stand still compile to the cases of the result */
  readonly current: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  /** rows that the figure adds up, or that bound it */
  readonly touches: readonly ProvenanceTable[];
  /** every other row that the same dispatch was solved with: one figure of a dispatch rests on all of them together */
  readonly solved_with: readonly ProvenanceTable[];
  /** assumptions of the scenarios themselves: size, place and split of loads, measures */
  readonly scenario_inputs: readonly {
    readonly path: string;
    readonly value: string;
    readonly why: string | null;
    readonly source: string | null;
  }[];
  /** fitted numbers among the rows, and the published facts that they were fitted to */
  readonly fitted: readonly {
    readonly parameter: string;
    readonly value: number;
    readonly unit: string;
    readonly source: string;
  }[];
  readonly fitted_to: readonly string[];
  readonly by_confidence: Grades;
  /**
   * uncertain inputs by the share of the spread of the difference that they explain, computed by the ensemble of the
   * result; null where it has none
   */
  readonly matters_most:
    | readonly {
        readonly input: string;
        readonly share_of_variance: number | null;
        readonly rank_correlation: number | null;
        readonly source: string;
        readonly confidence: string;
      }[]
    | null;
}
