import { askedOf } from './asked.ts';
import { backcastSection, hasBackcast } from './backcast.ts';
import { causesSpec, type Division } from './chart-causes.ts';
import { causeViewsSpec } from './chart-cause-views.ts';
import { dailySpec } from './chart-daily.ts';
import { checksSpec } from './chart-checks.ts';
import { dispositionSpec, viewTabs, type View } from './chart-disposition.ts';
import { monthPartsSpec, zonePartsSpec } from './chart-disposition-parts.ts';
import { busiest, loadingSpec } from './chart-loading.ts';
import { monthSpec, whereSpec, type Group } from './chart-pairs.ts';
import { byId, h, replace, type Child } from './dom.ts';
import { ensembleOfCase, ensembleSection } from './ensemble.ts';
import { spreadSentence, storedSentence } from './ensemble-summary.ts';
import { figure } from './figure.ts';
import { form, type FormActions } from './form.ts';
import { headline } from './headline.ts';
import { history } from './history.ts';
import { t } from './i18n.ts';
import { masthead } from './masthead.ts';
import type { Job } from './job-api.ts';
import { hasPackages, packageSection } from './package.ts';
import { responseSection } from './response.ts';
import { runBar } from './run-bar.ts';
import type { SideActions } from './side-study.ts';
import type { State } from './state.ts';
import { tornadoSection } from './tornado.ts';
import { hasYears, yearsSection } from './years.ts';

export interface PageActions extends FormActions {
  readonly switchLanguage: () => void;
  readonly show: (job: Job) => void;
  readonly trySize: (gigawatts: number) => void;
  readonly sweep: SideActions<'sweeps'>;
  readonly backcast: SideActions<'backcasts'>;
  readonly tornado: SideActions<'tornados'>;
  readonly ensemble: SideActions<'ensembles'>;
  readonly package: SideActions<'packages'>;
  readonly years: SideActions<'decompositions'>;
}

let group: Group = 'basin';
let division: Division = 'total';
let view: View = 'total';
/** the section or export line whose loading is shown; null until the reader chooses */
let line: string | null = null;

/** Each part of the page is drawn whole from the state; only the progress bar is updated in place. */
export function drawAll(state: State, actions: PageActions): void {
  document.querySelector('.skip')!.textContent = t('skip');
  replace('footer', h('p', {}, t('footer')), h('p', {}, h('a', { href: '/docs' }, t('api_docs'))));
  drawResults(state, actions);
  drawForm(state, actions);
  drawTornado(state, actions);
  drawPackage(state, actions);
  drawYears(state, actions);
  drawBackcast(state, actions);
}

export function drawResults(state: State, actions: PageActions): void {
  replace('header', masthead(state, actions.switchLanguage));
  replace('headline', headline(state, actions));
  drawCharts(state);
  drawResponse(state, actions);
  drawEnsemble(state, actions);
}

export const drawResponse = (state: State, actions: PageActions): void =>
  redraw('response', responseSection(state, actions.sweep));
export const drawBackcast = (state: State, actions: PageActions): void =>
  redraw('backcast', hasBackcast(state) ? backcastSection(state, actions.backcast) : []);

/** The spread stands in a sentence beside the headline too; until draws are made, that stored with the model. */
export function drawEnsemble(state: State, actions: PageActions): void {
  redraw('ensemble', ensembleSection(state, actions.ensemble));
  const result = ensembleOfCase(state);
  const stored = state.shown?.result?.best_estimate;
  const told = result ? spreadSentence(result) : stored ? storedSentence(stored) : null;
  if (document.getElementById('delta-spread'))
    replace('delta-spread', told ? [told, ' ', h('a', { href: '#ensemble' }, t('ensemble'))] : []);
}
export const drawTornado = (state: State, actions: PageActions): void =>
  redraw('tornado', tornadoSection(state, actions.tornado));
export const drawPackage = (state: State, actions: PageActions): void =>
  redraw(
    'package',
    hasPackages(state) ? packageSection(state, actions.package, () => drawPackage(state, actions)) : [],
  );
export const drawYears = (state: State, actions: PageActions): void =>
  redraw('years', hasYears(state) ? yearsSection(state, actions.years) : []);

export function drawForm(state: State, actions: PageActions): void {
  redraw('form', [form(state, actions), history(state, actions.show)]);
  redraw('run-bar', runBar(state, actions));
}

/** Leads to the result of a run from wherever the reader waited for it. */
export function toHeadline(): void {
  const headline = byId('headline');
  headline.focus({ preventScroll: true });
  headline.scrollIntoView({
    block: 'start',
    behavior: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth',
  });
}

/**
 * Keeps the keyboard where it was: the control with the same id is focused again, or the first one still usable where
 * that one is not.
 */
function redraw(id: string, children: Child): void {
  const focused = byId(id).contains(document.activeElement) ? document.activeElement?.id : undefined;
  replace(id, children);
  if (!focused) return;
  const again = document.getElementById(focused);
  const usable = again?.matches(':disabled, [hidden]')
    ? again.parentElement?.querySelector<HTMLElement>('button:not(:disabled, [hidden])')
    : again;
  usable?.focus({ preventScroll: true });
}

function drawCharts(state: State): void {
  const result = state.shown?.result;
  if (!result || !state.shown) return replace('charts');
  replace(
    'charts',
    h('h2', { class: 'hidden' }, t('charts')),
    figure(dailySpec(result, state.context, askedOf(state, state.shown).start)),
    figure(monthSpec(result)),
    h('div', { id: 'disposition-slot' }),
    h('div', { id: 'where-slot' }),
    h('div', { id: 'loading-slot' }),
    h('div', { id: 'causes-slot', hidden: !result.causes }),
  );
  drawDisposition(state);
  drawWhere(state);
  drawLoading(state);
  drawCauses(state);
}

function drawDisposition(state: State): void {
  const result = state.shown?.result;
  if (!result) return;
  const tabs = viewTabs(view, (next) => {
    view = next;
    drawDisposition(state);
    byId(`disposition-${next}`).focus({ preventScroll: true });
  });
  replace(
    'disposition-slot',
    figure(
      view === 'total'
        ? dispositionSpec(result, tabs)
        : view === 'month'
          ? monthPartsSpec(result, tabs)
          : zonePartsSpec(result, state.context, tabs),
    ),
  );
}

function drawLoading(state: State): void {
  const result = state.shown?.result;
  if (!result || result.load_curves.lines.length === 0) return;
  const choose = (next: string): void => {
    line = next;
    drawLoading(state);
    byId('loading-line').focus({ preventScroll: true });
  };
  replace('loading-slot', figure(loadingSpec(result, state.context, line ?? busiest(result), choose)));
}

function drawWhere(state: State): void {
  const result = state.shown?.result;
  if (!result) return;
  const choose = (next: Group): void => {
    group = next;
    drawWhere(state);
    byId(`where-${next}`).focus({ preventScroll: true });
  };
  replace('where-slot', figure(whereSpec(result, state.context, group, choose)));
}

function drawCauses(state: State): void {
  const causes = state.shown?.result?.causes;
  if (!causes) return;
  const choose = (next: Division): void => {
    division = next;
    drawCauses(state);
    byId(`causes-${next}`).focus({ preventScroll: true });
  };
  replace(
    'causes-slot',
    figure(causesSpec(causes, state.context, division, choose)),
    figure(causeViewsSpec(causes)),
    causes.checks.length > 0 ? figure(checksSpec(causes, state.context)) : null,
  );
}
