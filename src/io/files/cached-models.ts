import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelSource } from '../../study/base/ports.ts';
import type { Model } from '../../system/model/model.ts';
import type { Checked } from '../../system/words/problem.ts';
import { fileModels } from './model-files.ts';
import { readEstimate } from './estimate-files.ts';
import { findFit } from './calibration-files.ts';
import { readPredictions } from './prediction-files.ts';
import { readSamples } from './sample-files.ts';

/**
 * The models of a folder, each read again only when one of its files has changed: a server asks for the same model with
 * every request.
 */
export function cachedModels(root: string): ModelSource {
  const source = fileModels(root);
  const kept = new Map<string, { readonly stamp: string; readonly model: Promise<Checked<Model>> }>();
  return {
    folder: source.folder,
    listModels: () => source.listModels(),
    fit: async (id) => ((await source.listModels()).some((model) => model.id === id) ? findFit(join(root, id)) : null),
    predictions: async (id) =>
      (await source.listModels()).some((model) => model.id === id) ? readPredictions(join(root, id)) : [],
    estimate: async (id, ...pair) =>
      (await source.listModels()).some((model) => model.id === id) ? readEstimate(join(root, id), ...pair) : null,
    samples: async (id) =>
      (await source.listModels()).some((model) => model.id === id) ? readSamples(join(root, id)) : [],
    model: async (id) => {
      const known = (await source.listModels()).some((model) => model.id === id);
      if (!known) return source.model(id);
      const stamp = await stampOf(join(root, id));
      const earlier = kept.get(id);
      if (earlier?.stamp === stamp) return earlier.model;
      const model = source.model(id);
      kept.set(id, { stamp, model });
      return model;
    },
  };
}

const shared = new Map<string, ModelSource>();

/**
 * One source for all in this process that read the folder: a command reads its scenarios and does its work on the same
 * model.
 */
export function sharedModels(root: string): ModelSource {
  const known = shared.get(root) ?? cachedModels(root);
  shared.set(root, known);
  return known;
}

/** Names, sizes and times of change of a folder's files. */
async function stampOf(folder: string): Promise<string> {
  const names = (await readdir(folder)).sort();
  const stats = await Promise.all(names.map((name) => stat(join(folder, name))));
  return stats.map(({ mtimeMs, size }, i) => `${names[i]} ${size} ${mtimeMs}`).join('\n');
}
