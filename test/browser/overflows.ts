import type { Page } from 'playwright-core';

/** The smallest that words of a chart may be, in CSS pixels. */
const smallestWords = 10;

/**
 * Where the page is wider than its window, or a field or button than what holds it, where a chart is so narrow that its words
 * cannot be read, and where what stands in an empty field is cut: one line each. The window stays as wide as the last one.
 */
export async function overflows(page: Page, widths: readonly number[]): Promise<string[]> {
  const problems: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const pixels = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    if (pixels > 0) problems.push(`overflows by ${pixels} px at ${width} px`);
    const names = await page.locator('select, input, textarea, button').evaluateAll((controls) =>
      controls.flatMap((control) => {
        const { left, right, width } = control.getBoundingClientRect();
        // What is not shown, or for screen readers alone, has no place.
        if (width < 2 || control.closest('.visually-hidden')) return [];
        for (let box = control.parentElement; box?.closest('main'); box = box.parentElement) {
          if (box.ownerDocument.defaultView?.getComputedStyle(box).overflowX === 'auto') return [];
          const edges = box.getBoundingClientRect();
          if (edges.width > 0 && (left < edges.left - 1 || right > edges.right + 1))
            return [control.id || control.textContent?.trim() || control.outerHTML];
        }
        return [];
      }),
    );
    const small = await page.locator('svg text').evaluateAll(
      (texts, smallest) =>
        texts.flatMap((text) => {
          const scale = (text as unknown as { getScreenCTM(): { a: number } | null }).getScreenCTM()?.a ?? 1;
          const size = text.ownerDocument.defaultView?.getComputedStyle(text).fontSize ?? '';
          return text.getClientRects().length > 0 && Math.abs(scale) * Number.parseFloat(size) < smallest
            ? [text.textContent ?? '']
            : [];
        }),
      smallestWords,
    );
    problems.push(...small.map((text) => `“${text}” in a chart is too small to read at ${width} px`));
    const cut = await page.evaluate<string[]>(`[...document.querySelectorAll('input[placeholder]')]
      .filter((input) => {
        const { font, paddingLeft, paddingRight } = getComputedStyle(input);
        const pen = document.createElement('canvas').getContext('2d');
        pen.font = font;
        const room = input.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
        return room > 0 && pen.measureText(input.placeholder).width > room;
      })
      .map(({ placeholder }) => placeholder)`);
    problems.push(...cut.map((text) => `“${text}” in an empty field is cut at ${width} px`));
    problems.push(...names.map((name) => `“${name}” is wider than what holds it at ${width} px`));
  }
  return problems;
}
