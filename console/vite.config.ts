import { defineConfig } from 'vitest/config';

/**
 * Everything is served from the folder of index.html, wherever that is mounted; nothing is inlined, because the server's
 * content-security policy allows neither inline code nor data URLs for it.
 */
export default defineConfig({
  base: './',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  json: { stringify: true },
  build: {
    target: 'es2022',
    outDir: 'dist',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
    rollupOptions: { output: { hashCharacters: 'hex' } },
  },
  worker: { format: 'es', rollupOptions: { output: { hashCharacters: 'hex' } } },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/openapi.json'].map((path) => [path, process.env['TAMGA_URL'] ?? 'http://127.0.0.1:8321']),
    ),
  },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['src/test-setup.ts'] },
});
