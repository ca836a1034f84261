import type { SweepResult } from '../../study/results.ts';
import { ENERGY, fixed, orDash, signed } from './number-text.ts';
import { settingsLine } from './run-text.ts';
import { textTable } from './text-table.ts';
import { WORDS, type Lang } from './words.ts';

/** Dose and response: one line a size. */
export function sweepText(s: SweepResult, lang: Lang): string {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = ENERGY[lang];
  const factor = (value: number | null): string => orDash(value, (v) => fixed(v, 3));
  const rows = s.points.map((p) => [
    fixed(p.size_gw, 3), fixed(p.removed_energy_gwh / perUnit, decimals), signed(p.curtailed_delta_gwh / perUnit, decimals), signed(p.all_spill_delta_gwh / perUnit, decimals),
    factor(p.average_curtailment_factor.statistic), factor(p.marginal_curtailment_factor.statistic),
  ]);
  const head = [`${w.size} [GW]`, `${w.removedShort} [${unit}]`, `${w.delta} [${unit}]`, `${w.allDelta} [${unit}]`, w.average, w.marginal];
  return `${s.scenario}, ${s.measure}.${s.field}\n${settingsLine(s, lang)}\n\n${textTable([head, ...rows], 0)}`;
}
