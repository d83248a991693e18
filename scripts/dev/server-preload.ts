// Loaded into the server that `npm run dev` runs, before the application. The application itself knows nothing of it.
import { ServerResponse } from 'node:http';
import { isMainThread } from 'node:worker_threads';
import ejs from 'ejs';

// Threads of the server are given the same options, and this module with them.
if (isMainThread) {
  showTemplatesAsTheyAre();
  keepNothingInTheBrowser();
  endWithParent();
}

/** Has each template read anew for each page. */
function showTemplatesAsTheyAre(): void {
  // `import`, as src/web/view-engine.ts does it: by `require` this would be another copy of the module.
  ejs.cache = { get: () => undefined, set: () => {}, reset: () => {} };
}

/** Styles and scripts are sent to be kept for a year, by a hash that was computed at the start. */
function keepNothingInTheBrowser(): void {
  const { setHeader } = ServerResponse.prototype;
  ServerResponse.prototype.setHeader = function (name, value) {
    const isKept = name.toLowerCase() === 'cache-control' && `${value}`.includes('immutable');
    return setHeader.call(this, name, isKept ? 'no-cache' : value) as typeof this;
  };
}

/** However `npm run dev` ends, the server closes the database and ends too. */
function endWithParent(): void {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // An open channel would keep the process alive after everything else has ended.
  process.channel?.unref();
}
