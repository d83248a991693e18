import type { FrameLocator, Locator, Page } from 'playwright-core';

/** How a page is used: each task is done in both manners. */
export const manners = ['without JavaScript', 'by keyboard alone'] as const;
export type Manner = (typeof manners)[number];

/** More stops than any page has, the LMS's own around the frame included. */
const mostStops = 300;

/**
 * Does what a person does on a page, and counts the clicks: on links and buttons, boxes that are ticked, fields that are
 * typed in, and two for a choice from a list. By keyboard everything is reached with Tab from where the focus is; nothing
 * is given the focus by a script.
 */
export class Walker {
  clicks = 0;
  readonly page: Page;
  readonly root: FrameLocator | Page;
  readonly manner: Manner;

  /** @param root where the page stands: a frame of `page`, or `page` itself */
  constructor(page: Page, root: FrameLocator | Page, manner: Manner) {
    this.page = page;
    this.root = root;
    this.manner = manner;
  }

  async press(role: 'link' | 'button', name: string | RegExp): Promise<void> {
    await this.#activate(this.root.getByRole(role, { name, exact: true }).first(), 'Enter');
  }

  async unfold(what: Locator): Promise<void> {
    await this.#activate(what, 'Enter');
  }

  async tick(box: Locator): Promise<void> {
    await this.#activate(box, 'Space');
  }

  async type(label: string, text: string): Promise<void> {
    const field = this.root.getByLabel(label, { exact: true }).first();
    this.clicks++;
    if (this.manner !== 'by keyboard alone') return field.fill(text);
    await this.#reach(field);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }

  /** The last of a list of choices. */
  async chooseLast(label: string): Promise<void> {
    const list = this.root.getByLabel(label, { exact: true }).first();
    this.clicks += 2;
    if (this.manner === 'by keyboard alone') {
      await this.#reach(list);
      await this.page.keyboard.press('End');
    } else await list.selectOption({ index: (await list.locator('option').count()) - 1 });
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.root.getByText(text).filter({ visible: true }).first().waitFor();
  }

  async heading(name: string | RegExp): Promise<void> {
    await this.root.getByRole('heading', { name }).first().waitFor();
  }

  async #activate(target: Locator, key: string): Promise<void> {
    this.clicks++;
    if (this.manner !== 'by keyboard alone') return target.click();
    await this.#reach(target);
    await this.page.keyboard.press(key);
  }

  async #reach(target: Locator): Promise<void> {
    await target.waitFor();
    // Looked for once: to find something by its role costs a browser more than to move the focus to it.
    let element = await find(target);
    const has = () => element.evaluate((one) => one === one.ownerDocument.activeElement);
    const isReached = () =>
      has().catch(async () => {
        // The page that it stood on has made way for the one that is meant.
        element = await find(target);
        return has();
      });
    // Many presses at once, and then one by one: what is a stop is for the browser to say.
    const ahead = (await isReached()) ? 0 : await stopsBefore(element);
    await Promise.all(Array.from({ length: ahead }, () => this.page.keyboard.press('Tab')));
    for (let stops = 0; stops < mostStops && !(await isReached()); stops++)
      await this.page.keyboard.press('Tab');
    if (!(await isReached())) throw new Error(`${target} was not reached with Tab.`);
  }
}

type Found = NonNullable<Awaited<ReturnType<Locator['elementHandle']>>>;

async function find(target: Locator): Promise<Found> {
  const element = await target.elementHandle();
  if (!element) throw new Error(`${target} is not there.`);
  return element;
}

/** About how often Tab must be pressed to come from the focus to the element: what is not seen is no stop. */
function stopsBefore(target: Found): Promise<number> {
  return target.evaluate((element) => {
    const { ownerDocument } = element;
    const isStop = (one: typeof element) =>
      one.checkVisibility() && one.matches(':not(:disabled, [type=radio])');
    const stops = [...ownerDocument.querySelectorAll('a[href], button, input, select, summary')];
    const seen = stops.filter((one) => one === element || isStop(one));
    const ahead = seen.indexOf(element) - seen.indexOf(ownerDocument.activeElement) - 1;
    return ownerDocument.hasFocus() ? Math.max(0, ahead) : 0;
  });
}
