export const LANGS = ['en', 'zh'] as const;
export type Lang = (typeof LANGS)[number];

/** The words of the printed tables, English and Chinese. */
export const WORDS = {
  en: {
    from: 'from', to: 'to', with: 'load kept', without: 'load removed', difference: 'difference', value: 'value', unit: 'unit',
    removed: 'Removed energy', curtailed: 'Curtailed (statistic)', outside: 'Outside the statistic', smallHydro: '  grid small hydro', pockets: '  direct pockets',
    forced: 'Forced spill', utilisation: 'Utilisation rate', factor: 'Average curtailment factor, statistic', factorAll: 'Average curtailment factor, all spill',
    disposition: 'Where the removed energy went', toCurtailed: 'more curtailed (statistic)', toOutside: 'more spilled outside the statistic', toForced: 'more forced spill', toStorage: 'more stored',
    toHead: 'heads and routing', toExport: 'more export', toThermal: 'less thermal', toRenewables: 'less wind and solar', toImport: 'less import', toUnserved: 'less unserved', toLosses: 'more losses', residual: 'residual',
    causes: 'Curtailed by cause', sections: 'sections', exports: 'exports', intraday: 'load within the day, must-run', storage: 'flood limits', surplus: 'surplus',
    points: '% points', month: 'Curtailed by month', total: 'total', gap: 'Optimality gap', water: 'Largest water residual', energy: 'Largest energy residual',
    available: 'Available energy', generated: 'Generated', flags: 'Note', settings: 'Settings', size: 'size', removedShort: 'removed', delta: 'curtailed, diff.', allDelta: 'all spill, diff.',
    average: 'average factor', marginal: 'marginal factor', exportRule: 'Rule for exports', monotone: '(monotone)', notMonotone: '(not monotone)',
    holds: 'Where one more unit has the same effect on the statistic, within 5 %', then: 'then',
    period: 'period', series: 'series', published: 'published', model: 'model', error: 'error', judgement: 'judgement', fitted: 'fitted', note: 'note', bases: 'Bases',
    curtailment: 'Curtailment', hydro_generation: 'Hydro generation', export: 'Export', consumption: 'Consumption', peak_load: 'Peak load',
    close: 'close (within 5 %)', fair: 'fair (within 15 %)', far: 'far off', notCompared: 'not compared', confidence: 'confidence',
    evidence: 'Evidence on the size of the load', hashRateLost: 'hash rate lost [EH/s]', low: 'low', central: 'central', high: 'high', needs: 'claim needs [J/TH]', share: 'share', claim: 'claim',
    upperBound: 'upper bounds: the whole fall is booked to one province', notPlaces: 'Not places (falls of mining pools within 24 hours)', given: 'as given', efficiency: 'efficiency', draws: 'draws', seed: 'seed',
    official: 'official', officially: 'published', derived: 'derived', assumed: 'assumed',
  },
  zh: {
    from: '自', to: '至', with: '保留负荷', without: '关停负荷', difference: '差值', value: '数值', unit: '单位',
    removed: '削减用电量', curtailed: '弃水电量（统计口径）', outside: '统计口径之外', smallHydro: '  并网小水电', pockets: '  直供电站',
    forced: '装机弃水', utilisation: '水能利用率', factor: '平均弃水系数（统计口径）', factorAll: '平均弃水系数（全部弃水）',
    disposition: '削减电量的去向', toCurtailed: '增加弃水（统计口径）', toOutside: '增加统计口径外弃水', toForced: '增加装机弃水', toStorage: '增加蓄水',
    toHead: '水头与流达', toExport: '增加外送', toThermal: '减少火电', toRenewables: '减少风光', toImport: '减少外购', toUnserved: '减少缺供', toLosses: '增加网损', residual: '残差',
    causes: '弃水成因', sections: '断面受限', exports: '外送受限', intraday: '日内调峰与火电最小出力', storage: '汛限水位', surplus: '来水富余',
    points: '百分点', month: '逐月弃水电量', total: '合计', gap: '最优性间隙', water: '最大水量残差', energy: '最大电量残差',
    available: '可发电量', generated: '发电量', flags: '注', settings: '设置', size: '规模', removedShort: '削减电量', delta: '弃水差值', allDelta: '全部弃水差值',
    average: '平均系数', marginal: '边际系数', exportRule: '外送规则', monotone: '（单调）', notMonotone: '（不单调）',
    holds: '边际效应（统计口径）基本不变的区间（5%以内）', then: '随后',
    period: '时段', series: '口径', published: '公布值', model: '模型', error: '误差', judgement: '评价', fitted: '用于率定', note: '注', bases: '口径说明',
    curtailment: '弃水电量', hydro_generation: '水电发电量', export: '外送电量', consumption: '用电量', peak_load: '最高负荷',
    close: '接近（5%以内）', fair: '尚可（15%以内）', far: '偏离较大', notCompared: '未比较', confidence: '可信度',
    evidence: '负荷规模的证据', hashRateLost: '算力降幅 [EH/s]', low: '低', central: '中', high: '高', needs: '所称规模需 [J/TH]', share: '份额', claim: '所称规模',
    upperBound: '均为上限：降幅全部计入一省', notPlaces: '不代表地点（矿池24小时降幅）', given: '给定', efficiency: '能效', draws: '抽样', seed: '随机种子',
    official: '官方', officially: '公开', derived: '推算', assumed: '假设',
  },
} as const satisfies Readonly<Record<Lang, Readonly<Record<string, string>>>>;
