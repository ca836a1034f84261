import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Every asset is a file of its own: the server's content security policy allows no inline script and no `data:` style.
 */
export default defineConfig({
  root: here('.'),
  publicDir: here('./public'),
  build: {
    outDir: here('../../../dist/dashboard'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
});
