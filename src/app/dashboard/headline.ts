import type { ComparisonResult } from '../../study/comparison/comparison-answer.ts';
import { askedOf } from './asked.ts';
import { claim } from './claim.ts';
import { basis, flags, trustStrip } from './trust.ts';
import { h, type Child } from './dom.ts';
import { date, energy, energyAlone, energyNumber, energyScale, largest, percent, plain } from './format.ts';
import { pick, t } from './i18n.ts';
import { restsOn } from './rests-on.ts';
import type { State } from './state.ts';

export function headline(
  state: State,
  actions: { readonly run: () => void; readonly trySize: (gigawatts: number) => void },
): readonly Child[] {
  const result = state.shown?.result;
  if (!result)
    return [
      state.loading ? h('p', { class: 'card empty' }, t('loading')) : invitation(state, actions.run),
      claim(state.context, actions.trySize),
    ];
  const asked = askedOf(state, state.shown);
  return [
    h('h2', { id: 'headline-title', class: 'hidden' }, t('headline')),
    effect(result, asked, state.shown.id),
    measures(result, state.shown.id),
    claim(state.context, actions.trySize),
    trustStrip(result),
    flags(result),
    basis(result),
  ];
}

const invitation = (state: State, run: () => void): HTMLElement =>
  h(
    'div',
    { class: 'card invitation' },
    h('p', {}, h('strong', {}, t('nothing_yet'))),
    h('p', {}, t('nothing_yet_hint')),
    h(
      'button',
      { type: 'button', id: 'run-first', class: 'primary', disabled: state.job !== null, onclick: run },
      t('run_first'),
    ),
  );

function effect(
  result: ComparisonResult,
  asked: { readonly size: string; readonly start: string },
  comparison: string,
): HTMLElement {
  const { reference, counterfactual, delta } = result.curtailed_gwh;
  const scale = energyScale(largest([reference, counterfactual, delta]));
  const figure = (id: string, name: string, value: number): HTMLElement =>
    h('div', { class: 'side-figure' }, h('dt', {}, name), h('dd', { id }, energy(value, scale)));
  const context = asked.start ? t('effect_context', { date: date(asked.start), size: asked.size }) : asked.size;
  return h(
    'div',
    { class: 'card effect' },
    h('p', { class: 'eyebrow' }, t('effect_title')),
    h(
      'p',
      { class: 'big', id: 'delta' },
      energyNumber(delta, scale, true),
      h('span', { class: 'unit' }, ` ${scale.unit}`),
    ),
    h('p', { class: 'note' }, context),
    h('p', { class: 'note', id: 'delta-spread' }),
    restsOn(comparison, 'curtailed_gwh.delta'),
    h(
      'dl',
      { class: 'sides' },
      figure('with', `${t('curtailed_statistic')} · ${t('with_load')}`, reference),
      figure('without', `${t('curtailed_statistic')} · ${t('without_load')}`, counterfactual),
    ),
    h(
      'p',
      { class: 'note' },
      t('ceiling', {
        arithmetic: energyAlone(result.ceilings_gwh.arithmetic),
        model: energyAlone(result.ceilings_gwh.model),
      }),
    ),
  );
}

function measures(result: ComparisonResult, comparison: string): HTMLElement {
  const outside = result.outside_statistic_gwh;
  const scale = energyScale(largest([outside.reference, outside.counterfactual]));
  const used = result.utilisation_rate;
  const change =
    used.reference === null || used.counterfactual === null ? null : (used.counterfactual - used.reference) * 100;
  const factor = result.average_curtailment_factor;
  const tile = (id: string, path: string, name: string, value: string, ...notes: string[]): HTMLElement =>
    h(
      'div',
      { class: 'card tile' },
      h('dt', {}, name),
      h('dd', { id, class: 'value' }, value),
      notes.map((note) => h('dd', { class: 'note' }, note)),
      h('dd', {}, restsOn(comparison, path)),
    );
  return h(
    'dl',
    { class: 'tiles' },
    tile(
      'removed',
      'removed_energy_gwh',
      t('removed_energy'),
      energyAlone(result.removed_energy_gwh),
      t('removed_energy_note'),
    ),
    tile(
      'factor',
      'average_curtailment_factor.statistic',
      t('factor'),
      plain(factor.statistic, 3),
      t('factor_note'),
      t('factor_all', { value: plain(factor.all_spill, 3) }),
    ),
    tile(
      'utilisation',
      'utilisation_rate.counterfactual',
      t('utilisation'),
      t('from_to', { from: percent(used.reference), to: percent(used.counterfactual) }),
      t('points', { value: plain(change, 2, true) }),
    ),
    tile(
      'outside',
      'outside_statistic_gwh.delta',
      t('outside'),
      energyAlone(outside.delta, true),
      t('from_to', { from: energy(outside.reference, scale), to: energy(outside.counterfactual, scale) }),
      t('outside_note', {
        grid: energyAlone(outside.grid_small_hydro.delta, true),
        pocket: energyAlone(outside.direct_pocket.delta, true),
      }),
      ...(result.pocket_spill ? [pick(result.pocket_spill.reason)] : []),
    ),
  );
}
