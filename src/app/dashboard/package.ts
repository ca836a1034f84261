import { packageMonthsSpec, packageSpec } from './chart-package.ts';
import { SERIES_COLOURS } from './chart-theme.ts';
import { h, type Child } from './dom.ts';
import { figure } from './figure.ts';
import { named, pick, t } from './i18n.ts';
import type { RequestOf } from './job-api.ts';
import { sidePanel } from './side-panel.ts';
import type { SideActions } from './side-study.ts';
import type { State } from './state.ts';

const MOST = 5;
const FIRST = 3;
/** What is ticked; null until the reader chooses. */
let ticked: readonly string[] | null = null;

export const hasPackages = ({ context }: State): boolean => context.countermeasures.length > 0;

/** Counter-measures of the model, up to five together, on the counterfactual of the page. */
export function packageSection(state: State, actions: SideActions<'packages'>, redraw: () => void): readonly Child[] {
  const request = requestOf(state);
  const toggle = (id: string): void => {
    const now = chosen(state);
    ticked = now.includes(id) ? now.filter((one) => one !== id) : [...now, id];
    redraw();
  };
  const boxes = h(
    'fieldset',
    { class: 'boxes' },
    h('legend', {}, t('package_choose', { most: MOST })),
    state.context.countermeasures.map(({ id, title }) => {
      const on = chosen(state).includes(id);
      return h(
        'label',
        {},
        h('input', {
          type: 'checkbox',
          id: `with-${id}`,
          checked: on,
          disabled: !on && chosen(state).length >= MOST,
          onchange: () => toggle(id),
        }),
        ' ',
        pick(title),
      );
    }),
  );
  const panel = {
    id: 'package',
    title: t('package'),
    intro: t('package_intro'),
    run: t('package_run', { count: chosen(state).length, runs: 2 ** chosen(state).length }),
    start: () => actions.start(JSON.stringify(request), request),
    cancel: actions.cancel,
    before: boxes,
  };
  const { result } = state.package;
  if (!result) return [sidePanel(panel, state.package)];
  const settings = t('response_settings', {
    level: named('level', result.settings.level),
    foresight: named('foresight', result.settings.foresight),
  });
  return [
    sidePanel(panel, state.package),
    h(
      'div',
      { class: 'pair-of-figures' },
      figure(packageSpec(result, settings)),
      figure(packageMonthsSpec(result, SERIES_COLOURS)),
    ),
  ];
}

export function resumePackage(state: State, actions: SideActions<'packages'>): void {
  if (!hasPackages(state)) return;
  const { scenario } = requestOf(state);
  void actions.resume('package', (asked) => asked.scenario === scenario);
}

const chosen = ({ context }: State): readonly string[] =>
  ticked ?? context.countermeasures.slice(0, FIRST).map(({ id }) => id);
const requestOf = (state: State): RequestOf<'packages'> => ({
  scenario: state.context.counterfactual?.id ?? '',
  with: chosen(state),
  options: { level: 'screen' },
});
