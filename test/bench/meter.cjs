// Loaded into the measured server's process: answers each message on the fourth channel with what the process has used.
// A module of the older kind, so that the server's bundle is loaded as an editor's extension host loads it.
process.on('message', ({ collect }) => {
  if (collect) for (let run = 0; run < 3; run++) gc();
  const { user, system } = process.cpuUsage();
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  process.send({ cpuMs: (user + system) / 1000, heapBytes: process.memoryUsage().heapUsed, peakBytes });
});
