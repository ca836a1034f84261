import { z } from 'zod';
import { id, name, atLeast0, above0, share, instant, month, year, provenance } from './column-kinds.ts';
import { inService } from './dated-rows.ts';
import { table } from './table.ts';

/* Tables of the grid: zones, the lines between them, and the lines that leave. */

export const PLACE_TABLES = {
  zones: table({
    key: ['id'],
    columns: {
      id,
      name_en: name,
      name_zh: name,
      unserved_yuan_per_mwh: above0,
      ...provenance,
    },
    quantities: { unserved_yuan_per_mwh: 'lost_load' },
    used: 'case',
  }),
  /** `load_share` is the prefecture's share of reported provincial consumption; shares sum to 1. */
  prefectures: table({
    key: ['id'],
    columns: {
      id,
      name_en: name,
      name_zh: name,
      zone: id,
      load_share: share,
      ...provenance,
    },
    references: { zone: ['zones'] },
    quantities: { load_share: 'share' },
    used: 'case',
  }),
};

export const GRID_TABLES = {
  /**
   * A direct-supply pocket: a stated part of a prefecture's small hydro and the load fed from it, behind a limited link
   * to the zone.
   */
  pockets: table({
    optional: true,
    key: ['id'],
    columns: {
      id,
      name_en: name,
      name_zh: name,
      prefecture: id,
      zone: id,
      hydro_share: share,
      link_to_grid_mw: atLeast0,
      link_from_grid_mw: atLeast0,
      ...provenance,
    },
    references: { prefecture: ['prefectures'], zone: ['zones'] },
    quantities: { hydro_share: 'share', link_to_grid_mw: 'line_mw', link_from_grid_mw: 'line_mw' },
    used: 'case',
  }),
  corridors: table({
    key: ['id'],
    columns: {
      id,
      from: id,
      to: id,
      forward_mw: atLeast0,
      reverse_mw: atLeast0,
      loss_share: z.number().min(0).max(0.2).default(0),
      ...provenance,
    },
    references: { from: ['zones'], to: ['zones'] },
    quantities: { forward_mw: 'line_mw', reverse_mw: 'line_mw', loss_share: 'small_share' },
    used: 'case',
  }),
  /**
   * A section (断面): a joint limit on the sum of coefficient * flow over its member corridors and exports, in the
   * forward direction.
   */
  sections: table({
    optional: true,
    key: ['id'],
    columns: { id, name_en: name, name_zh: name, limit_mw: atLeast0, ...provenance },
    quantities: { limit_mw: 'line_mw' },
    used: 'case',
  }),
  section_limits: table({
    optional: true,
    key: ['section', 'from'],
    columns: {
      section: id,
      from: instant,
      to: instant.optional(),
      limit_mw: atLeast0,
      ...provenance,
    },
    references: { section: ['sections'] },
    quantities: { limit_mw: 'line_mw' },
    used: 'case',
  }),
  section_members: table({
    optional: true,
    key: ['section', 'corridor'],
    columns: { section: id, corridor: id, coefficient: z.number().min(-1).max(1) },
    references: { section: ['sections'], corridor: { to: ['corridors', 'exports'], code: 'unknown-member' } },
    quantities: { coefficient: 'coefficient' },
    used: 'case',
  }),
  /**
   * An export line. `kind`: `contract` follows its schedule, `surplus` is free up to it, `mixed` has a contract part
   * and a surplus part. Lines of one `group` share the sum of their schedules: their receivers accept that much
   * together, each line at most its rating. Below a surplus price of 0 water is rather spilled than sold.
   */
  exports: table({
    optional: true,
    key: ['id'],
    columns: {
      id,
      name_en: name,
      name_zh: name,
      group: id.optional(),
      zone: id,
      to: name,
      rated_mw: above0,
      commissioned: instant,
      retired: instant.optional(),
      kind: z.enum(['contract', 'mixed', 'surplus']),
      ramp_mw_per_h: above0,
      loss_share: z.number().min(0).max(0.2).default(0),
      surplus_yuan_per_mwh: z.number(),
      contract_yuan_per_mwh: atLeast0,
      ...provenance,
    },
    references: { zone: ['zones'] },
    quantities: {
      rated_mw: 'export_mw',
      ramp_mw_per_h: 'ramp_mw',
      loss_share: 'small_share',
      surplus_yuan_per_mwh: 'surplus_mwh',
      contract_yuan_per_mwh: 'price_mwh',
    },
    used: 'case',
    usedRows: (row, { months }) => months.some(({ year, month }) => inService(row, year, month)),
  }),
  /**
   * The most a receiver accepts in one month: the month's mean and its shape by hour class (mean weights are normalised
   * to 1 over the month).
   */
  export_schedule: table({
    optional: true,
    key: ['export', 'year', 'month'],
    columns: {
      export: id,
      year,
      month,
      mean_mw: atLeast0,
      contract_share: share,
      peak_ratio: above0,
      flat_ratio: above0,
      valley_ratio: above0,
      ...provenance,
    },
    references: { export: ['exports'] },
    quantities: {
      year: 'year',
      month: 'counted',
      mean_mw: 'export_mw',
      contract_share: 'contract_share',
      peak_ratio: 'hour_ratio',
      flat_ratio: 'hour_ratio',
      valley_ratio: 'hour_ratio',
    },
    used: 'case',
  }),
  /**
   * Power from outside. `offer`: bought up to a monthly mean; `must-take`: that mean in every hour, whatever it
   * displaces.
   */
  imports: table({
    optional: true,
    key: ['id', 'year', 'month'],
    columns: {
      id,
      name_en: name,
      name_zh: name,
      zone: id,
      year,
      month,
      kind: z.enum(['offer', 'must-take']).default('offer'),
      max_mw: atLeast0,
      yuan_per_mwh: atLeast0,
      ...provenance,
    },
    references: { zone: ['zones'] },
    quantities: { year: 'year', month: 'counted', max_mw: 'line_mw', yuan_per_mwh: 'price_mwh' },
    used: 'case',
  }),
};
