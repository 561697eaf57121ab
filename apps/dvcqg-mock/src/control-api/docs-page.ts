import type { OpenAPIObject } from '@nestjs/swagger';

/** A page that loads nothing: the list of routes, and where the whole document is. */
export function toDocsPage(document: OpenAPIObject): string {
  const rows = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, { summary?: string }>).map(
      ([method, { summary = '' }]) =>
        `<tr><td>${method.toUpperCase()}</td><td><code>${escapeHtml(path)}</code></td><td>${escapeHtml(summary)}</td></tr>`,
    ),
  );
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escapeHtml(document.info.title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:70rem}td{padding:.25rem .75rem;vertical-align:top}code{overflow-wrap:anywhere}</style>
<h1>${escapeHtml(document.info.title)}</h1><p>${escapeHtml(document.info.description ?? '')} <a href="/docs-json">OpenAPI (JSON)</a></p>
<table>${rows.join('')}</table></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${String(sign.codePointAt(0))};`);
}
