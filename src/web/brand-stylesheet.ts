import { type RequestHandler, Router } from 'express';

/** Least contrast of text (WCAG 2.2, 1.4.3 AA). */
const least = 4.5;
/** The backgrounds of text in the accent colour, and the colour of text on the accent; as in next-courses.css. */
const schemes = {
  light: { grounds: ['#ffffff'], text: '#ffffff' },
  dark: { grounds: ['#14181d', '#1b2027'], text: '#14181d' },
} as const;

/**
 * To be mounted at /brand. `/0374b5.css` makes that colour the accent, in each colour scheme in which it can be read (next-courses.css takes it). It is
 * a stylesheet because a page's policy allows no inline style. The address says everything, so it is cached for good.
 */
export function brandStylesheets(): Router {
  const answer: RequestHandler<{ colour: string }> = (req, res, next) => {
    const { colour } = req.params;
    if (!/^[0-9a-f]{6}$/.test(colour)) return next();
    res.set('Cache-Control', 'public, max-age=31536000, immutable');
    res.type('css').send(stylesheet(`#${colour}`));
  };
  return Router().get('/:colour.css', answer);
}

/** Empty where the colour can be read in neither scheme. */
export function stylesheet(colour: string): string {
  return Object.entries(schemes)
    .filter(([, { grounds, text }]) => [...grounds, text].every((other) => contrast(colour, other) >= least))
    .map(([scheme, { text }]) => `:root { --brand-${scheme}: ${colour}; --brand-${scheme}-text: ${text}; }\n`)
    .join('');
}

/** Contrast of two colours (WCAG 2.2, "contrast ratio"): 1 to 21. @param one, other `#rrggbb` */
export function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
