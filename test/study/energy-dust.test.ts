import { describe, expect, it } from 'vitest';
import { settledEnergies } from '../../src/study/energy-dust.ts';

describe('a result without dust', () => {
  it('has 0 where an energy is dust beside the largest of the document', () => {
    expect(settledEnergies({ curtailed_gwh: 2e-9, available_gwh: 40, forced_spill_gwh: 1e-6, hash: 'x', energy_gwh: { hydro: 40, unserved: -3e-12 } }))
      .toEqual({ curtailed_gwh: 0, available_gwh: 40, forced_spill_gwh: 1e-6, hash: 'x', energy_gwh: { hydro: 40, unserved: 0 } });
  });

  it('measures a list by its own values', () => {
    expect(settledEnergies({ available_gwh: 1, curtailed_by_day_gwh: [5, 4e-6, 6e-6], by_month: [{ key: '06', value_gwh: 3e-6 }, { key: '07', value_gwh: 4 }] }))
      .toEqual({ available_gwh: 1, curtailed_by_day_gwh: [5, 0, 6e-6], by_month: [{ key: '06', value_gwh: 0 }, { key: '07', value_gwh: 4 }] });
  });

  it('keeps differences beside the figures they are of, residuals, and what is no energy', () => {
    const given = {
      by_zone: [{ key: 'a', reference_gwh: 100, counterfactual_gwh: 100.00005, delta_gwh: 0.00005 }], disposition: { residual_gwh: 1e-13, storage_gwh: 2 },
      balance: { water_residual_hm3: 1e-16, energy_residual_mwh: 1e-13 }, optimality: { relative_gap: 1e-12 }, settings: null, replans: [],
    };
    expect(settledEnergies(given)).toEqual(given);
  });
});
