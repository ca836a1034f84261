import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files below a folder with one of the given ends of name, as paths from the root with forward slashes, sorted.
 *
 * @param {string} root
 * @param {string} folder
 * @param {readonly string[]} ends
 * @returns {string[]}
 */
export function filesBelow(root, folder, ends) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ends.some((end) => entry.name.endsWith(end)))
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** Folders whose files have limits of length. */
export const MEASURED_FOLDERS = ['src', 'bench', 'tools'];
