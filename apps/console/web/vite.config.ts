import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const inThisFolder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: inThisFolder('.'),
  plugins: [react()],
  build: {
    outDir: inThisFolder('../../../dist/apps/console/web'),
    emptyOutDir: true,
    // The page's policy allows no `data:`; small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // ECharts alone is larger than Vite's hint; it is loaded after the figures.
    chunkSizeWarningLimit: 700,
  },
});
