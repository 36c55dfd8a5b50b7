#!/usr/bin/env node
// Starts the command. V8 optimizes functions while a short run is using them for the last time, which is half of its
// work, so it is made to wait; long runs gain as well. The flag is not the same in every V8, and one that V8 does not
// know it complains about: a Node that is not listed goes without.
const waitToOptimize = {
  20: '--interrupt-budget=500000',
  22: '--invocation-count-for-turbofan=30000',
  24: '--invocation-count-for-turbofan=30000',
}[process.versions.node.split('.')[0]];
if (waitToOptimize !== undefined) require('node:v8').setFlagsFromString(waitToOptimize);
// Newer Nodes keep compiled code for the next start.
require('node:module').enableCompileCache?.();
import('./main.mjs');
