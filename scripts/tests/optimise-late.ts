// Preloaded in each process of a run of suites, and in the tools and commands that suites start. V8 spends about a fifth of what they
// use on machine code that is optimised for long work, and few of them run long enough to get it back.
import { setFlagsFromString } from 'node:v8';

/** Bytes of bytecode that a function runs through before V8 thinks about better code for it; Node.js 20 has 132 KiB. */
const budget = 1_000_000;

setFlagsFromString(`--interrupt-budget=${budget}`);
