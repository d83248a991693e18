// Preloaded in each process of a run of suites, and in the tools and commands that suites start. V8 spends about a fifth of what they
// use on machine code that is optimised for long work, and few of them run long enough to get it back.
import { setFlagsFromString } from 'node:v8';

/** Bytes of bytecode that a function runs through before V8 thinks about better code for it; Node.js 20 has 66 KiB. */
const budget = 1_000_000;

// Node.js 22 has no such flag any more: it complains about one that it does not know, and has a cheaper compiler in between.
if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString(`--interrupt-budget=${budget}`);
