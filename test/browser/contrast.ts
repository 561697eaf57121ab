import type { Page } from 'playwright-core';

/** WCAG 2.2, 1.4.3: small text, and text from 24 px or bold from 18.66 px. */
const LEAST = 4.5;
const LEAST_LARGE = 3;

/** Texts of the page that stand out too little from what is behind them, as `text: ratio`. */
export async function faintTexts(page: Page): Promise<string[]> {
  return page.evaluate(faintTextsInPage, { least: LEAST, leastLarge: LEAST_LARGE });
}

/** Runs in the page, so it may use nothing from outside itself. */
function faintTextsInPage({ least, leastLarge }: { least: number; leastLarge: number }): string[] {
  const numbers = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = numbers(colour).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element: Element | null): string => {
    if (element === null) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return numbers(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor;
  };
  const faint: string[] = [];
  for (const element of document.querySelectorAll('body *:not(svg, svg *, option)')) {
    const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const words = text.map((node) => node.textContent?.trim()).join('');
    if (words === '' || !element.checkVisibility()) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const [light = 0, dark = 0] = [luminance(color), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const sizePx = parseFloat(fontSize);
    const isLarge = sizePx >= 24 || (sizePx >= 18.66 && Number(fontWeight) >= 700);
    if (ratio < (isLarge ? leastLarge : least)) faint.push(`${words}: ${ratio.toFixed(2)}`);
  }
  return [...new Set(faint)];
}

/** Links, buttons and fields that say nothing to those who hear the page; headings of tables without a scope. */
export async function namelessParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isNamed = (element: Element): boolean =>
      (element.getAttribute('aria-label') ?? element.textContent).trim() !== '' ||
      (element instanceof HTMLInputElement && (element.labels?.length ?? 0) > 0);
    const nameless = [...document.querySelectorAll('a, button, select, input:not([type=hidden]), [role=img]')].filter(
      (element) => !isNamed(element),
    );
    const unscoped = [...document.querySelectorAll('th:not([scope]), table:not(:has(caption)), img:not([alt])')];
    return [...nameless, ...unscoped].map(({ outerHTML }) => outerHTML.slice(0, 120));
  });
}
