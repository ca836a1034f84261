import type { EvidenceResult } from '../../../study/inputs/evidence-result.ts';
import { residualsText } from './balance-text.ts';
import { sourceText } from '../text/code-words.ts';
import { fixed } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import { WORDS, type Lang } from '../text/words.ts';

const gw = (value: number): string => fixed(value, 1);

/** Estimates, one line a fall of the hash rate, then what they rest on, then the falls that are not places. */
export function evidenceText(e: EvidenceResult, lang: Lang): string {
  const w = WORDS[lang];
  const notes = e.estimates.flatMap((one) => (one.note ? [`${one.name[lang]}: ${one.note[lang]}`] : []));
  return [
    `${w.evidence}${lang === 'zh' ? '，' : ', '}${e.model.id} ` +
      `${e.model.version}${e.upper_bound ? `\n${w.upperBound}` : ''}`,
    estimatesTable(e, lang),
    notes.join('\n'),
    inputsTable(e, lang),
    ...(e.not_places.length === 0
      ? []
      : [
          [
            w.notPlaces,
            ...e.not_places.map((one) => `  ${fixed(one.fall_percent, 2)} %  ${one.note?.[lang] ?? one.name[lang]}`),
          ].join('\n'),
        ]),
    residualsText(e, lang),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function estimatesTable({ estimates }: EvidenceResult, lang: Lang): string {
  const w = WORDS[lang];
  const rows = estimates.map((one) => [
    one.name[lang],
    fixed(one.hash_rate_lost_eh_per_s, 1),
    gw(one.implied_load_gw.low),
    gw(one.implied_load_gw.central),
    gw(one.implied_load_gw.high),
    fixed(one.claim_needs_j_per_th, 0),
    ...[one.distribution_gw.p10, one.distribution_gw.p50, one.distribution_gw.p90].map((value) => fixed(value, 2)),
  ]);
  return textTable([
    [
      '',
      w.hashRateLost,
      `${w.low} [GW]`,
      `${w.central} [GW]`,
      `${w.high} [GW]`,
      w.needs,
      'P10 [GW]',
      'P50 [GW]',
      'P90 [GW]',
    ],
    ...rows,
  ]);
}

/** What the estimates rest on, each with its source. */
function inputsTable(e: EvidenceResult, lang: Lang): string {
  const w = WORDS[lang];
  const { efficiency_j_per_th: machines, pue, share, claim_gw: claim } = e.inputs;
  const source = ({
    source: said,
    confidence,
  }: {
    readonly source: string | null;
    readonly confidence: string | null;
  }): string => (said === null ? w.given : sourceText({ source: said, confidence }, lang));
  return textTable(
    [
      [w.efficiency, `${machines.low} / ${machines.central} / ${machines.high} J/TH`, source(machines)],
      ['PUE', `${pue.value}`, source(pue)],
      [w.share, `${share.value}`, source(share)],
      [w.claim, `${claim.value} GW`, source(claim)],
      [w.draws, fixed(e.draws, 0), `${w.seed} ${e.seed}`],
    ],
    3,
  );
}
