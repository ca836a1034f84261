import { readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const FOLDER = new URL('../src/engine/solver/', import.meta.url);
const SOURCES = ['newton.ts', 'vectors.ts', 'sides.ts', 'cholesky.ts'];
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd', '--use', 'abort='];

/** Compiles the kernels of src/engine/solver/kernels and returns the module's bytes. */
export async function compileKernels() {
  /** @type {Uint8Array} */
  let bytes = new Uint8Array();
  const { error, stderr } = await asc.main([...SOURCES, '--outFile', 'kernels.wasm', ...OPTIONS], {
    readFile: (name, base) => {
      try {
        return readFileSync(new URL(`kernels/${name}`, FOLDER), 'utf8');
      } catch {
        return base && null;
      }
    },
    writeFile: (_, contents) => {
      bytes = typeof contents === 'string' ? Buffer.from(contents) : contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(stderr.toString());
  return bytes;
}

if (process.argv[2] === 'write') {
  const text = Buffer.from(await compileKernels()).toString('base64');
  writeFileSync(
    new URL('memory/kernel-bytes.ts', FOLDER),
    `/** The kernels of \`kernels/\`, compiled by \`npm run kernels\`. */\nexport const KERNEL_BYTES = '${text}';\n`,
  );
}
