import { askedOf } from './asked.ts';
import { backcastSection, hasBackcast } from './backcast.ts';
import { causesSpec, type Division } from './chart-causes.ts';
import { dailySpec } from './chart-daily.ts';
import { dispositionSpec } from './chart-disposition.ts';
import { monthSpec, whereSpec, type Group } from './chart-pairs.ts';
import { byId, h, replace, type Child } from './dom.ts';
import { figure } from './figure.ts';
import { form, type FormActions } from './form.ts';
import { headline } from './headline.ts';
import { history } from './history.ts';
import { t } from './i18n.ts';
import { masthead } from './masthead.ts';
import type { Job } from './job-api.ts';
import { responseSection } from './response.ts';
import type { SideActions } from './side-study.ts';
import type { State } from './state.ts';

export interface PageActions extends FormActions {
  readonly switchLanguage: () => void; readonly show: (job: Job) => void; readonly trySize: (gigawatts: number) => void;
  readonly sweep: SideActions<'sweeps'>; readonly backcast: SideActions<'backcasts'>;
}

let group: Group = 'basin';
let division: Division = 'total';

/** Each part of the page is drawn whole from the state; only the progress bar is updated in place. */
export function drawAll(state: State, actions: PageActions): void {
  document.querySelector('.skip')!.textContent = t('skip');
  replace('footer', h('p', {}, t('footer')), h('p', {}, h('a', { href: '/docs' }, t('api_docs'))));
  drawResults(state, actions);
  drawForm(state, actions);
  drawBackcast(state, actions);
}

export function drawResults(state: State, actions: PageActions): void {
  replace('header', masthead(state, actions.switchLanguage));
  replace('headline', headline(state, actions));
  drawCharts(state);
  drawResponse(state, actions);
}

export const drawResponse = (state: State, actions: PageActions): void => redraw('response', responseSection(state, actions.sweep));
export const drawBackcast = (state: State, actions: PageActions): void => redraw('backcast', hasBackcast(state) ? backcastSection(state, actions.backcast) : []);

export const drawForm = (state: State, actions: PageActions): void => redraw('form', [form(state, actions), history(state, actions.show)]);

/** Keeps the keyboard where it was: the control with the same id is focused again, or the first one still usable where that one is not. */
function redraw(id: string, children: Child): void {
  const focused = byId(id).contains(document.activeElement) ? document.activeElement?.id : undefined;
  replace(id, children);
  if (!focused) return;
  const again = document.getElementById(focused);
  const usable = again?.matches(':disabled, [hidden]') ? again.parentElement?.querySelector<HTMLElement>('button:not(:disabled, [hidden])') : again;
  usable?.focus({ preventScroll: true });
}

function drawCharts(state: State): void {
  const result = state.shown?.result;
  if (!result || !state.shown) return replace('charts');
  replace('charts', h('h2', { class: 'hidden' }, t('charts')),
    figure(dailySpec(result, state.context, askedOf(state, state.shown).start)), figure(monthSpec(result)), figure(dispositionSpec(result)), h('div', { id: 'where-slot' }), h('div', { id: 'causes-slot', hidden: !result.causes }));
  drawWhere(state);
  drawCauses(state);
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
  replace('causes-slot', figure(causesSpec(causes, state.context, division, choose)));
}
