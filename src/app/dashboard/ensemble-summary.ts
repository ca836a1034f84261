import type { ComparisonResult } from '../../study/comparison/comparison-answer.ts';
import type { Ensemble } from '../../study/ensemble/ensemble-result.ts';
import type { EnsembleResult } from '../../study/ensemble/ensemble-answer.ts';
import { h, type Child } from './dom.ts';
import { energy, energyScale, largest, plain, type Scale } from './format.ts';
import { histogramOf } from './histogram.ts';
import { named, t } from './i18n.ts';

type Assimilated = NonNullable<Ensemble['assimilated']>;
type Estimate = NonNullable<ComparisonResult['best_estimate']>;

/**
 * The spread in figures, and in words how far to trust it: what pairing does, what hourly draws correct, what was drawn
 * around.
 */
export function ensembleSummary({ ensemble, settings }: EnsembleResult): HTMLElement {
  const { delta_gwh: delta } = ensemble;
  const scale = energyScale(largest([delta.p025, delta.p975]));
  const span = (low: number | null, high: number | null): string =>
    low === null || high === null
      ? '—'
      : t('from_to_span', { from: energy(low, scale, true), to: energy(high, scale, true) });
  const figure = (id: string, name: string, value: string): HTMLElement =>
    h('div', {}, h('dt', {}, name), h('dd', { id }, value));
  return h(
    'div',
    { class: 'card ensemble-summary', id: 'ensemble-summary' },
    h('h3', {}, t('ensemble_summary', { draws: plain(ensemble.draws, 0) })),
    h(
      'dl',
      {},
      figure('ensemble-median', t('column_median'), energy(delta.p50, scale, true)),
      figure('ensemble-p10-p90', t('p10_to_p90'), span(delta.p10, delta.p90)),
      figure('ensemble-p05-p95', t('p05_to_p95'), span(delta.p05, delta.p95)),
      figure('ensemble-95', t('draws_95'), span(delta.p025, delta.p975)),
      figure('ensemble-mean', t('column_mean'), energy(delta.mean, scale, true)),
      figure('ensemble-ci95', t('mean_interval'), span(delta.ci95_low, delta.ci95_high)),
    ),
    h('p', { class: 'note', id: 'ensemble-pairing' }, pairingText(ensemble, scale)),
    controlNote(ensemble, scale),
    assimilatedNote(ensemble, scale),
    h(
      'p',
      { class: 'note' },
      [
        t('ensemble_settings', {
          level: named('level', settings.level),
          foresight: named('foresight', settings.foresight),
          water: named('around', ensemble.water),
          seed: ensemble.seed,
        }),
        ensemble.draws < ensemble.draws_asked ? t('ensemble_stopped', { asked: plain(ensemble.draws_asked, 0) }) : '',
      ].join(' '),
    ),
  );
}

/**
 * How much narrower the same draws in both worlds make the interval; nothing to tell where the difference does not
 * spread.
 */
function pairingText(
  { unpaired_ci95: apart, narrowing, delta_gwh: delta, by_draw_gwh: draws }: Ensemble,
  scale: Scale,
): string {
  if (!apart || delta.ci95_low === null || delta.ci95_high === null) return t('pairing_unknown');
  const own = {
    low: energy(apart.low, scale, true),
    high: energy(apart.high, scale, true),
    alone: plain(narrowing.pairing, 1),
  };
  if (histogramOf(draws) === null) return t('pairing_same', own);
  if (narrowing.whole === null) return t('pairing_cancel', own);
  return t('pairing', {
    ...own,
    whole: plain(narrowing.whole, 1),
    own_low: energy(delta.ci95_low, scale, true),
    own_high: energy(delta.ci95_high, scale, true),
  });
}

function controlNote({ control }: Ensemble, scale: Scale): Child {
  if (!control) return null;
  const interval =
    control.ci95_low === null || control.ci95_high === null
      ? ''
      : t('control_interval', {
          low: energy(control.ci95_low, scale, true),
          high: energy(control.ci95_high, scale, true),
        });
  return h(
    'p',
    { class: 'note', id: 'ensemble-control-note' },
    t('control_told', {
      draws: plain(control.draws, 0),
      level: named('level', control.level),
      hourly: energy(control.standard_mean_gwh, scale, true),
      screen: energy(control.screen_mean_gwh, scale, true),
      mean: energy(control.adjusted_mean_gwh, scale, true),
      interval,
      correlation: plain(control.correlation, 3),
    }),
  );
}

function assimilatedNote({ assimilated }: Ensemble, scale: Scale): Child {
  if (!assimilated) return null;
  return h(
    'p',
    { class: 'note', id: 'ensemble-assimilated' },
    assimilatedSentence(assimilated, assimilated.delta_gwh, scale),
    assimilated.usable ? '' : ` ${t('assimilated_far')}`,
  );
}

const assimilatedSentence = (
  { effective_draws: worth }: Pick<Assimilated, 'effective_draws'>,
  { p05, p50, p95 }: Pick<Assimilated['delta_gwh'], 'p05' | 'p50' | 'p95'>,
  scale: Scale,
): string =>
  t('assimilated_told', {
    worth: Math.round(worth),
    p50: energy(p50, scale, true),
    p05: energy(p05, scale, true),
    p95: energy(p95, scale, true),
  });

/**
 * The spread in one sentence, for beside the headline: of the draws that know what was published where they are of use,
 * moved to hourly days where some draws were worked so. The level at which it holds is named.
 */
export function spreadSentence({
  ensemble: { draws, delta_gwh: delta, assimilated, control },
}: EnsembleResult): string {
  const scale = energyScale(largest([delta.p10, delta.p90]));
  if (assimilated?.usable) {
    const { adjusted_gwh: hourly, delta_gwh: known } = assimilated;
    const level = named('level', hourly && control ? control.level : 'screen');
    return `${assimilatedSentence(assimilated, hourly ?? known, scale)} (${level})`;
  }
  return blindSentence(draws, t('p10_to_p90'), [delta.p10, delta.p50, delta.p90], scale);
}

const blindSentence = (
  draws: number,
  range: string,
  [from, p50, to]: readonly [number, number, number],
  scale: Scale,
): string =>
  t('delta_spread', {
    draws: plain(draws, 0),
    range,
    p50: energy(p50, scale, true),
    from: energy(from, scale, true),
    to: energy(to, scale, true),
  });

/** The spread that is stored with the model, in the same words. */
export function storedSentence({ draws, blind, assimilated, level }: Estimate): string {
  const { p05_gwh: p05, p50_gwh: p50, p95_gwh: p95, effective_draws } = assimilated ?? blind;
  const scale = energyScale(largest([p05, p95]));
  const told = assimilated
    ? assimilatedSentence({ effective_draws }, { p05, p50, p95 }, scale)
    : blindSentence(draws, t('p05_to_p95'), [p05, p50, p95], scale);
  return `${told} (${named('level', level)})`;
}
