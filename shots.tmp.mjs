import { chromium } from 'playwright-core';
const [, , what = 'settings', widths = '976'] = process.argv;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext({ viewport: { width: 1200, height: 1400 }, ...(what.includes('nojs') ? { javaScriptEnabled: false } : {}) });
const page = await context.newPage();
await page.goto('http://127.0.0.1:3481/');
await page.locator('.card', { hasText: /Instructor/ }).getByRole('button').click();
await page.goto('http://127.0.0.1:3481/my');
const href = await page.locator('main a[href^="/courses/"]').first().getAttribute('href');
const course = process.env.COURSE ?? href.split('/').pop();
const lang = process.env.LANGTAG ?? 'en';
await page.goto(`http://127.0.0.1:3481/next-courses?course=${course}&language=${lang}`);
await new Promise((r) => setTimeout(r, 2500));
let frame = page.frames().find((f) => f.url().includes(':3480'));
await page.screenshot({ path: `/tmp/shots-teacher/panel-staff.png`, fullPage: true });
console.log(frame.url());
const path = process.env.TPATH ?? '';
await frame.locator('a[href^="/teaching/panel"]').first().click();
await new Promise((r) => setTimeout(r, 1500));
if (path) { await frame.locator(`a[href*="${path}"]`).first().click(); await new Promise((r) => setTimeout(r, 2000)); }
console.log(frame.url());
const url = frame.url();
// The session cookie is partitioned: look at the frame itself at widths.
for (const width of widths.split(',').map(Number)) {
  await page.setViewportSize({ width: Math.max(width, 320) + 0, height: 900 });
  await page.evaluate((w) => { const f = document.querySelector('#tool'); document.body.replaceChildren(f); document.body.style.cssText='margin:0'; f.style.cssText = `width:${w}px;height:${f.style.height || '2400px'};border:0;display:block`; }, width).catch(() => {});
  await new Promise((r) => setTimeout(r, 2500));
  frame = page.frames().find((f) => f.url().includes(':3480'));
  const h = await frame.evaluate(() => document.documentElement.scrollHeight).catch(() => 2000);
  await page.evaluate((h) => { document.querySelector('#tool').style.height = `${h}px`; }, h).catch(()=>{});
  await page.setViewportSize({ width, height: Math.min(h, 6000) });
  await new Promise((r) => setTimeout(r, 400));
  await page.screenshot({ path: `/tmp/shots-teacher/${what}-${width}.png`, fullPage: true });
  console.log(width, frame.url(), h);
}
await browser.close();
