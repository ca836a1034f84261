import type { Scenario } from '../../system/scenario/scenario.ts';
import { factorSpec, responseSpec } from './chart-response.ts';
import { rangesSpec, turnNotes } from './response-ranges.ts';
import { h, type Child } from './dom.ts';
import { gigawattsOf, same } from './draft.ts';
import { figure } from './figure.ts';
import { power } from './format.ts';
import { named, t } from './i18n.ts';
import type { Changes, RequestOf } from './job-api.ts';
import { isOpening, quickSizes } from './quick-sizes.ts';
import { sidePanel } from './side-panel.ts';
import type { SideActions } from './side-study.ts';
import type { State } from './state.ts';

const STEPS = 13;
const LARGEST_GIGAWATTS = 12;
/** Whether the next sweep also solves just inside both ends of every range. */
let checkEnds = false;

/** Extra curtailment against the size of the load removed, for the case shown above. */
export function responseSection(state: State, actions: SideActions<'sweeps'>): readonly Child[] {
  const request = sweepOf(state);
  if (!request) return [];
  const key = JSON.stringify(request);
  const side = state.sweep;
  const values = {
    steps: request.steps,
    from: power(gigawattsOf(String(request.from))),
    to: power(gigawattsOf(String(request.to))),
  };
  const current = side.key === key ? side : { ...side, notice: null, problems: [], result: null };
  const box = h(
    'label',
    { class: 'check' },
    h('input', {
      type: 'checkbox',
      id: 'response-ends',
      checked: checkEnds,
      onchange: (event) => {
        checkEnds = (event.target as HTMLInputElement).checked;
      },
    }),
    ' ',
    t('response_ends'),
  );
  const panel = {
    id: 'response',
    before: box,
    title: t('response'),
    intro: t('response_intro', values),
    run: t('response_run', values),
    start: () => actions.start(key, { ...request, ...(checkEnds && { ends: true }) }),
    cancel: actions.cancel,
  };
  const { result } = current;
  if (!result) return [sidePanel(panel, current)];
  const sizes = isOpening(state.context) ? quickSizes(state.context) : null;
  const settings =
    `${t('response_settings', { level: named('level', result.settings.level), foresight: named('foresight', result.settings.foresight) })} ` +
    `${t(result.monotone ? 'response_monotone' : 'response_not_monotone')}`;
  return [
    sidePanel(panel, current),
    h(
      'div',
      { class: 'pair-of-figures' },
      figure(responseSpec(result, sizes, settings)),
      figure(factorSpec(result, sizes)),
    ),
    figure(rangesSpec(result)),
    ...turnNotes(result),
  ];
}

/** A sweep of this page's scenarios as their files have them, run before, is shown at once. */
export function resumeResponse(state: State, actions: SideActions<'sweeps'>): void {
  const request = sweepOf(state);
  if (!request) return;
  void actions.resume(JSON.stringify(request), ({ ends: _, ...asked }) => same(asked, { ...request, field: 'size' }));
}

/** Null where the scenario removes no load. Up to 12 GW, or half as much again as a load below 1 GW. */
function sweepOf(state: State): RequestOf<'sweeps'> | null {
  const { reference, counterfactual } = state.context;
  const removal = counterfactual?.measures.find((measure) => measure.type === 'remove-load');
  if (!reference || !counterfactual || !removal) return null;
  const written = gigawattsOf(removal.size);
  const to = written < 1 ? Number((written * 1.5).toPrecision(6)) : LARGEST_GIGAWATTS;
  const changes = state.shown?.request?.changes;
  const asked = {
    measure: removal.id,
    from: '0 GW',
    to: `${to} GW`,
    steps: STEPS,
    rules: true,
    options: { level: 'screen' },
  };
  if (!changes?.shares && !changes?.connection && !changes?.start)
    return { scenario: counterfactual.id, reference: reference.id, ...asked };
  return {
    scenario: changed(counterfactual, removal.load, changes),
    reference: changed(reference, removal.load, changes),
    ...asked,
  };
}

/**
 * The scenario with the place, connection and date that the shown comparison was asked with; its size is what the sweep
 * varies.
 */
function changed(scenario: Scenario, load: string, { shares, connection, start }: Changes): Scenario {
  return {
    ...scenario,
    id: `${scenario.id.slice(0, 56)}-changed`,
    loads: scenario.loads.map((candidate) =>
      candidate.id === load
        ? { ...candidate, ...(shares ? { shares } : {}), ...(connection ? { connection } : {}) }
        : candidate,
    ),
    measures: scenario.measures.map((measure) =>
      measure.type === 'remove-load' && measure.load === load && start ? { ...measure, start } : measure,
    ),
  };
}
