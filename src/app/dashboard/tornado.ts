import type { Scenario } from '../../system/scenario/scenario.ts';
import { tornadoSpec } from './chart-tornado.ts';
import { type Child } from './dom.ts';
import { figure } from './figure.ts';
import { named, t } from './i18n.ts';
import type { RequestOf } from './job-api.ts';
import { sidePanel } from './side-panel.ts';
import type { SideActions } from './side-study.ts';
import type { State } from './state.ts';

/** Which assumptions move the effect most, computed for the pair of the page as its files have it. */
export function tornadoSection(state: State, actions: SideActions<'tornados'>): readonly Child[] {
  const request = requestOf(state);
  if (!request) return [];
  const panel = {
    id: 'tornado',
    title: t('tornado'),
    intro: t('tornado_intro'),
    run: t('tornado_run'),
    start: () => actions.start(JSON.stringify(request), request),
    cancel: actions.cancel,
  };
  const { result } = state.tornado;
  if (!result) return [sidePanel(panel, state.tornado)];
  const settings = t('response_settings', {
    level: named('level', result.settings.level),
    foresight: named('foresight', result.settings.foresight),
  });
  return [sidePanel(panel, state.tornado), figure(tornadoSpec(result, state.context, settings))];
}

export function resumeTornado(state: State, actions: SideActions<'tornados'>): void {
  const request = requestOf(state);
  if (request)
    void actions.resume(JSON.stringify(request), (asked) => JSON.stringify(asked) === JSON.stringify(request));
}

/** The variants are the other places of the load that the page offers. */
function requestOf({ context }: State): RequestOf<'tornados'> | null {
  const { reference, counterfactual } = context;
  if (!reference || !counterfactual || !removes(counterfactual)) return null;
  const variants = context.places.map(({ id, reference: kept }) => ({ reference: kept, counterfactual: id }));
  return {
    reference: reference.id,
    counterfactual: counterfactual.id,
    options: { level: 'screen' },
    ...(variants.length > 0 ? { variants } : {}),
  };
}

const removes = ({ measures }: Scenario): boolean => measures.some(({ type }) => type === 'remove-load');
