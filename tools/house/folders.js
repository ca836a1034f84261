import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { filesBelow } from './sources.js';

/**
 * How many source files stand in each folder under `src`, those of its own folders not counted.
 *
 * @param {string} root
 * @returns {Map<string, number>} by folder
 */
export function folderSizes(root) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const file of filesBelow(root, 'src', ['.ts'])) sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
  return sizes;
}

/**
 * Folders that import one another in a circle, in the rooms `src/*` and in every folder inside them. Only folders
 * beside each other are compared: a folder and the files it stands among may know one another. A file beside them
 * passes on what it imports.
 *
 * @param {string} root
 * @returns {Map<string, string[][]>} by the folder that holds them: the circles, each as the names of its folders
 */
export function folderCycles(root) {
  /** @type {Map<string, string[][]>} */
  const found = new Map();
  for (const [parent, graph] of neighbours(root)) {
    const circles = knots(graph)
      .map((names) => names.filter((name) => !name.endsWith('.ts')).sort())
      .filter((folders) => folders.length > 1);
    if (circles.length > 0) found.set(parent, circles);
  }
  return found;
}

/**
 * What breaks the order of folders: an import from a folder into one that stands beside or above it in the list of its
 * parent, and a folder that the list does not have, or has and that is gone.
 *
 * @param {string} root
 * @param {Readonly<Record<string, readonly string[]>>} layers by parent: its folders, each above those before it
 * @returns {string[]} one line each
 */
export function layerProblems(root, layers) {
  const graphs = neighbours(root);
  const folders = [...folderSizes(root).keys()];
  return Object.entries(layers).flatMap(([parent, order]) => {
    const here = new Set(
      folders.filter((one) => one.startsWith(`${parent}/`)).map((one) => one.slice(parent.length + 1).split('/')[0]),
    );
    const wrong = [...(graphs.get(parent) ?? [])].flatMap(([from, targets]) =>
      [...targets]
        .filter((to) => order.includes(from) && order.includes(to) && order.indexOf(to) > order.indexOf(from))
        .map((to) => `${parent}/${from} imports ${parent}/${to}, which stands above it in tools/limits.json`),
    );
    return [
      ...[...here].filter((one) => !order.includes(one)).map((one) => `${parent}/${one} has no place in its layers`),
      ...order.filter((one) => !here.has(one)).map((one) => `${parent}/${one} has a place in its layers and is gone`),
      ...wrong,
    ];
  });
}

/**
 * Who imports whom among the folders and files that stand beside each other.
 *
 * @param {string} root
 * @returns {Map<string, Map<string, Set<string>>>} by the folder that holds them
 */
function neighbours(root) {
  /** @type {Map<string, Map<string, Set<string>>>} */
  const graphs = new Map();
  for (const [from, targets] of importsOf(root))
    for (const to of targets) {
      const parent = commonFolder(from, to);
      if (parent.split('/').length < 2) continue;
      const [a, b] = [from, to].map((path) => path.slice(parent.length + 1).split('/')[0]);
      if (a === b) continue;
      const graph = graphs.get(parent) ?? new Map();
      graphs.set(parent, graph.set(a, (graph.get(a) ?? new Set()).add(b)));
    }
  return graphs;
}

/**
 * The source files that each one imports, types too.
 *
 * @param {string} root
 * @returns {Map<string, string[]>}
 */
function importsOf(root) {
  return new Map(
    filesBelow(root, 'src', ['.ts']).map((file) => [
      file,
      ts
        .preProcessFile(readFileSync(join(root, file), 'utf8'), true, true)
        .importedFiles.map(({ fileName }) => fileName)
        .filter((name) => name.startsWith('.'))
        .map((name) => join(dirname(file), name).replaceAll('\\', '/'))
        .map((path) => (path.endsWith('.ts') ? path : `${path}.ts`))
        .filter((path) => existsSync(join(root, path))),
    ]),
  );
}

/**
 * @param {string} a
 * @param {string} b
 */
function commonFolder(a, b) {
  const [one, other] = [dirname(a).split('/'), dirname(b).split('/')];
  const apart = one.findIndex((name, at) => name !== other[at]);
  return one.slice(0, apart < 0 ? one.length : apart).join('/');
}

/**
 * Groups of names that reach one another (Tarjan's strongly connected components), those of one name left out.
 *
 * @param {Map<string, Set<string>>} graph
 * @returns {string[][]}
 */
function knots(graph) {
  /** @type {Map<string, { index: number, low: number, open: boolean }>} */
  const seen = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const groups = [];
  /** @param {string} name */
  const visit = (name) => {
    const own = { index: seen.size, low: seen.size, open: true };
    seen.set(name, own);
    stack.push(name);
    for (const next of graph.get(name) ?? []) {
      const known = seen.get(next);
      if (known === undefined) own.low = Math.min(own.low, visit(next).low);
      else if (known.open) own.low = Math.min(own.low, known.index);
    }
    if (own.low === own.index) {
      const group = stack.splice(stack.indexOf(name));
      for (const one of group) /** @type {{ open: boolean }} */ (seen.get(one)).open = false;
      if (group.length > 1) groups.push(group);
    }
    return own;
  };
  for (const name of graph.keys()) if (!seen.has(name)) visit(name);
  return groups;
}
