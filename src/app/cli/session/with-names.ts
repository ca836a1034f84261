import type { Ensemble } from '../../../study/ensemble/ensemble-result.ts';
import type { ProvenanceResult } from '../../../study/provenance/provenance-result.ts';
import type { ComparisonResult } from '../../../study/comparison/comparison-answer.ts';
import type { EnsembleResult } from '../../../study/ensemble/ensemble-answer.ts';
import type { TornadoResult } from '../../../study/tornado/tornado-result.ts';
import type { Model } from '../../../system/model/model.ts';
import { orThrow } from '../../../system/words/problem.ts';
import type { Composed } from '../../compose.ts';
import type { Lang } from '../text/words.ts';

/** Names of the things of a model in a reader's language; an id that has none stays as it is. */
export interface Names {
  readonly zone: (id: string) => string;
  readonly section: (id: string) => string;
}

export function namesIn({ tables }: Pick<Model, 'tables'>, lang: Lang): Names {
  const nameOf =
    (rows: readonly { readonly id: string; readonly name_en: string; readonly name_zh: string }[]) =>
    (id: string): string => {
      const row = rows.find((one) => one.id === id);
      return row === undefined ? id : lang === 'zh' ? row.name_zh : row.name_en;
    };
  // Power in a pocket is counted under the pocket's own id.
  return { zone: nameOf([...tables.zones, ...tables.pockets]), section: nameOf(tables.sections) };
}

/** Names of the model of a request. Throws `InvalidInput` where it cannot be read. */
export const namesOf = async ({ deps }: Pick<Composed, 'deps'>, model: string, lang: Lang): Promise<Names> =>
  namesIn(orThrow(await deps.models.model(model)), lang);

/** The comparison as its tables show it: names in place of ids. */
export const comparisonNamed = (compared: ComparisonResult, names: Names): ComparisonResult => ({
  ...compared,
  disposition_by_zone: compared.disposition_by_zone.map((row) => ({ ...row, zone: names.zone(row.zone) })),
  causes: compared.causes && {
    ...compared.causes,
    checks: compared.causes.checks.map((check) => ({ ...check, section: names.section(check.section) })),
  },
  ensemble: compared.ensemble && inputsNamed(compared.ensemble, names),
});

export const ensembleNamed = (e: EnsembleResult, names: Names): EnsembleResult => ({
  ...e,
  ensemble: inputsNamed(e.ensemble, names),
});

export const tornadoNamed = (t: TornadoResult, names: Names): TornadoResult => ({
  ...t,
  rows: t.rows.map((row) => ({ ...row, input: inputNamed(row.input, names) })),
});

export const provenanceNamed = <P extends Pick<ProvenanceResult, 'matters_most'>>(p: P, names: Names): P => ({
  ...p,
  matters_most: p.matters_most && p.matters_most.map((one) => ({ ...one, input: inputNamed(one.input, names) })),
});

const inputsNamed = (e: Ensemble, names: Names): Ensemble => ({
  ...e,
  inputs: e.inputs.map((one) => ({ ...one, input: inputNamed(one.input, names) })),
});

/** `section_limit:panxi` is an input of one section. */
function inputNamed(input: string, { section }: Names): string {
  const [kind, id] = input.split(':');
  return kind === 'section_limit' && id !== undefined ? `${kind}:${section(id)}` : input;
}
